import { placesOfTokens } from '../rules/providerToken.ts';
import type { Places } from './places.ts';

/** Finds what may be tokens of providers. Sure about what it leaves out. */
export function findTokens(text: string, places: Places): void {
  for (const place of placesOfTokens(text)) {
    places.add(place);
    if (places.isEnough) return;
  }
}

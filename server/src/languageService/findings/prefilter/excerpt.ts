import { jsonExcerptOf } from './jsonExcerpt.ts';
import { yamlExcerptOf } from './yamlExcerpt.ts';

/** An excerpt that is not much shorter is not worth reading first. */
const MOST = 0.7;

/**
 * The parts of a file in which rules may find something, given the places of what they go by: the entries that have
 * them, those that rules look at beside them, and what they are in, so that paths stay but for indices of lists. Nothing
 * is found in the file unless something is found in the excerpt, whatever class of file it is taken for. Undefined where
 * all has to be read; empty where nothing has. `languageId`: `yaml`, `json` or `jsonc`.
 */
export function excerptOf(text: string, languageId: string, places: readonly number[]): string | undefined {
  const excerpt = languageId === 'yaml' ? yamlExcerptOf(text, places) : jsonExcerptOf(text, places);
  return excerpt === undefined || excerpt.length > text.length * MOST ? undefined : excerpt;
}

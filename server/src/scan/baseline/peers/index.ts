import { readDetectSecrets } from './detectSecrets.ts';
import { readGitleaks } from './gitleaks.ts';
import type { PeerBaseline, PeerName } from './peerBaseline.ts';

const readers: Readonly<Record<PeerName, (json: unknown) => PeerBaseline | undefined>> = {
  'detect-secrets': readDetectSecrets,
  gitleaks: readGitleaks,
};

/** Reads what another scanner wrote; undefined for what is nothing of the kind. Untrusted; never throws. */
export function readPeerBaseline(text: string, from?: PeerName): PeerBaseline | undefined {
  const json = parse(text);
  if (json === undefined) return undefined;
  if (from !== undefined) return readers[from](json);
  return readDetectSecrets(json) ?? readGitleaks(json);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

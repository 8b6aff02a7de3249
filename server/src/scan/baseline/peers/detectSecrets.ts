import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { PeerBaseline, PeerFinding } from './peerBaseline.ts';
import { MAX_PEER_FINDINGS, slashPath } from './peerBaseline.ts';

const fileSchema = v.object({
  results: v.record(v.string(), v.array(v.unknown())),
});

const findingSchema = v.object({
  hashed_secret: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/)),
});

/**
 * The findings of a `.secrets.baseline` of detect-secrets; undefined for what is none. They know a value by its SHA-1, so
 * it does not matter where in the file it has moved to.
 */
export function readDetectSecrets(json: unknown): PeerBaseline | undefined {
  const result = v.safeParse(fileSchema, json);
  if (!result.success) return undefined;
  const written = Object.entries(result.output.results).flatMap(([file, list]) =>
    list.map((one) => ({ file: slashPath(file), one })),
  );
  const findings = written.slice(0, MAX_PEER_FINDINGS).flatMap(({ file, one }) => findingOf(file, one));
  return { from: 'detect-secrets', findings, unfit: written.length - findings.length };
}

function findingOf(file: string, written: unknown): PeerFinding[] {
  const result = v.safeParse(findingSchema, written);
  if (!result.success) return [];
  const { hashed_secret: hash } = result.output;
  return [{ file, fits: (value) => spellings(value).some((spelling) => sha1(spelling) === hash) }];
}

/** Of the credentials in an address it takes the password alone. */
function spellings(value: string): readonly string[] {
  const colon = value.indexOf(':');
  return colon === -1 ? [value] : [value, value.slice(colon + 1)];
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

import * as v from 'valibot';
import type { PeerBaseline, PeerFinding } from './peerBaseline.ts';
import { MAX_PEER_FINDINGS, slashPath } from './peerBaseline.ts';

const line = v.pipe(v.number(), v.integer(), v.minValue(0));

const findingSchema = v.object({
  RuleID: v.string(),
  File: v.pipe(v.string(), v.minLength(1)),
  StartLine: line,
  EndLine: v.optional(line),
  Secret: v.optional(v.string(), ''),
});

/**
 * The findings of a JSON report of gitleaks; undefined for what is none. A report that holds its secrets is matched by
 * them, as its lines may be those of an old commit; one that was redacted by its lines alone.
 */
export function readGitleaks(json: unknown): PeerBaseline | undefined {
  if (!Array.isArray(json)) return undefined;
  const written: readonly unknown[] = json;
  const findings = written.slice(0, MAX_PEER_FINDINGS).flatMap(findingOf);
  if (findings.length === 0 && written.length > 0) return undefined;
  return { from: 'gitleaks', findings, unfit: written.length - findings.length };
}

function findingOf(written: unknown): PeerFinding[] {
  const result = v.safeParse(findingSchema, written);
  if (!result.success) return [];
  const { File: file, Secret: secret, StartLine: first, EndLine: last = first } = result.output;
  const isKnown = secret !== '' && !isRedacted(secret);
  return [
    {
      file: slashPath(file),
      fits: (value, lines) => {
        if (isKnown && value === secret) return true;
        const isOnLine = lines.first <= Math.max(first, last) && first <= lines.last;
        return isOnLine && (!isKnown || value.includes(secret) || secret.includes(value));
      },
    },
  ];
}

/** `--redact` writes a word, `--redact=50` the beginning and dots. */
function isRedacted(secret: string): boolean {
  return secret === 'REDACTED' || secret.endsWith('...');
}

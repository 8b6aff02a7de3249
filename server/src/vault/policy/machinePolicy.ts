import type { Stats } from 'node:fs';
import { closeSync, fstatSync, openSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';
import { StoreError } from '../../languageService/storeError.ts';
import type { VaultPolicy } from '../../protocol.ts';
import { originOf } from '../address.ts';

/** Where an administrator pins what this machine may do. */
export interface PolicyPlace {
  readonly file: string;
  /** User id that file and folder must belong to; not looked at where there are none. */
  readonly owner: number | undefined;
}

/** The place of a platform: fixed, as a variable of the environment could lead elsewhere. */
export function machinePolicyPlace(platform: NodeJS.Platform = process.platform): PolicyPlace {
  if (platform === 'win32') return { file: 'C:\\ProgramData\\vault-refs\\policy.json', owner: undefined };
  const folder = platform === 'darwin' ? '/Library/Application Support' : '/etc';
  return { file: `${folder}/vault-refs/policy.json`, owner: 0 };
}

const MAX_BYTES = 64 * 1024;

const origin = v.pipe(v.string(), v.check(isOrigin));
const target = v.pipe(v.string(), v.regex(/[^/\s]/));

/** A member that is not known may be a misspelt restriction, so it is not let pass. */
const policyShape = v.pipe(
  v.custom<object>((input) => !Array.isArray(input)),
  v.strictObject({
    allowedOrigins: v.optional(v.array(origin)),
    readOnly: v.optional(v.boolean()),
    allowedTargets: v.optional(v.array(target)),
  }),
);

/**
 * What the machine's policy allows; everything when there is none.
 * @throws StoreError `denied` when there is one that cannot be read, is no policy, or could be somebody else's: then
 * nothing is allowed.
 */
export function readMachinePolicy(place: PolicyPlace): VaultPolicy {
  const text = readOwned(place);
  if (text === undefined) return {};
  const result = v.safeParse(policyShape, parse(text));
  if (!result.success) throw unusable(place, 'it is no policy');
  return Object.fromEntries(
    Object.entries(result.output).filter(([, value]) => value !== undefined),
  ) satisfies VaultPolicy;
}

function readOwned(place: PolicyPlace): string | undefined {
  try {
    const descriptor = openSync(place.file, 'r');
    try {
      const status = fstatSync(descriptor);
      requireOwned(place, status);
      // Whoever may write in the folder can put another file in its place.
      requireOwned(place, statSync(dirname(place.file)));
      if (!status.isFile() || status.size > MAX_BYTES) throw unusable(place, 'it is no policy');
      return readFileSync(descriptor, 'utf8');
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (error instanceof StoreError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw unusable(place, 'it cannot be read');
  }
}

function requireOwned(place: PolicyPlace, { uid, mode }: Stats): void {
  if (place.owner === undefined) return;
  if (uid !== place.owner) throw unusable(place, 'it or its folder does not belong to the administrator');
  if ((mode & 0o022) !== 0) throw unusable(place, 'others may write to it or its folder');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isOrigin(text: string): boolean {
  try {
    return originOf(text) !== '';
  } catch {
    return false;
  }
}

function unusable({ file }: PolicyPlace, why: string): StoreError {
  return new StoreError('denied', `The policy of this machine, ${file}, cannot be used: ${why}.`);
}

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as tls from 'node:tls';
import { StoreError } from '../languageService/storeError.ts';
import type { ConnectionOptions } from '../protocol.ts';

/** A folder of authorities has a few hundred at most; one that has more is another folder. */
const MAX_FILES = 1_000;
const MAX_FILE_BYTES = 1024 * 1024;

/**
 * PEM of the authorities that the options name, besides the built-in ones.
 * @throws StoreError `tls` for a file or folder that cannot be read.
 */
export function ownAuthorities({
  caFile,
  caFolder,
  caBytes,
}: Pick<ConnectionOptions, 'caFile' | 'caFolder' | 'caBytes'>): readonly string[] {
  const named = caFile ? [readAuthority(caFile)] : [];
  const inFolder = caFolder ? readFolder(caFolder) : [];
  return [...named, ...inFolder, ...(caBytes ? [caBytes] : [])];
}

/** The authorities that a connection trusts, and whether the system's are among them. */
export interface Authorities {
  /** PEM; those that Node has by itself when undefined. */
  readonly ca: readonly string[] | undefined;
  readonly includeSystem: boolean;
}

let system: readonly string[] | undefined;

/**
 * The system's authorities where the running Node can read them (22.15 and newer), those that come with Node, and the
 * given ones. The system's are read once a process.
 */
export function trustedAuthorities(own: readonly string[]): Authorities {
  system ??= systemAuthorities();
  const ca = [...new Set([...tls.rootCertificates, ...system, ...own])];
  const isMore = ca.length > tls.rootCertificates.length;
  return { ca: isMore ? ca : undefined, includeSystem: system.length > 0 };
}

/** Whether the system's authorities are among those that are trusted. */
export function trustsSystem(): boolean {
  return trustedAuthorities([]).includeSystem;
}

/** Node's types for older versions do not have it. */
function systemAuthorities(): readonly string[] {
  const { getCACertificates } = tls as { getCACertificates?: (type: 'system') => readonly string[] };
  try {
    return getCACertificates?.('system') ?? [];
  } catch {
    return [];
  }
}

function readFolder(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder).filter((name) => /\.(?:pem|crt|cer)$|\.0$/i.test(name));
    return names
      .slice(0, MAX_FILES)
      .map((name) => join(folder, name))
      .filter((file) => statSync(file).isFile())
      .map(readAuthority);
  } catch {
    throw new StoreError('tls', 'The folder with certificate authorities cannot be read.');
  }
}

function readAuthority(file: string): string {
  try {
    const { size } = statSync(file);
    if (size > MAX_FILE_BYTES) throw new Error('too large');
    return readFileSync(file, 'utf8');
  } catch {
    throw new StoreError('tls', 'The file with certificate authorities cannot be read.');
  }
}

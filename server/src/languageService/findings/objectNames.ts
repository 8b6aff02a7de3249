import type { FileClass } from './fileClass.ts';

/** Files in which `secret: x` and `token: x` usually name an object that holds the secret. */
const namesObjects: ReadonlySet<FileClass> = new Set(['kubernetes', 'helm-values']);

/** Whether files of a class name objects that hold secrets under the keys of secrets. */
export function isNaming(fileClass: FileClass): boolean {
  return namesObjects.has(fileClass);
}

/** Whether a value under `secret:` or `token:` may be the name of what holds it, in files that name such things. */
export function isObjectName(value: string, fileClass: FileClass): boolean {
  return (namesObjects.has(fileClass) || fileClass === 'compose' || fileClass === 'ci') && isNameLike(value);
}

/** Names that are no value of a secret: of an object in a cluster, and `githubToken`, `api-token`, `privateKey` anywhere. */
export function isOtherName(value: string, fileClass: FileClass): boolean {
  return (namesObjects.has(fileClass) && isNameLike(value)) || isNameOfCredential(value);
}

/**
 * Two words, or several in camel case, the last of which names a token or a key: what somebody calls one, not one.
 * `mySecretKey` is what lazy people take for one.
 */
export function isNameOfCredential(value: string): boolean {
  if (/^(?:my|super|very|the|top|some)(?:[A-Z_-]|secret)/.test(value)) return false;
  return (
    /^_[a-z]{1,30}$/.test(value) ||
    /^[a-z]{2,20}[-_](?:token|key|credentials?|creds)$/i.test(value) ||
    /^[A-Za-z]{1,30}[a-z](?:Token|Key|Credentials?|I[dD])$/.test(value)
  );
}

/** A lower-case name of words, as objects in a cluster have, as far as it is written, or a variable's name. */
export function isNameLike(value: string): boolean {
  const written = value.replace(/[-_.]$/, '');
  return /^[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)+$|^[a-z]+$/.test(written) || /^[A-Z][A-Z0-9_]*$/.test(value);
}

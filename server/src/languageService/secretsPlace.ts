import type { SecretStore } from './secretStore.ts';
import { trimOf } from './trim.ts';

/** Whether a place can be used, in a sentence. Names in it are as they were given. */
export interface PlaceVerdict {
  readonly usable: boolean;
  readonly message: string;
}

/** Whether the names at a mount and folder can be listed now. @throws only the signal's reason. */
export async function checkSecretsPlace(
  store: SecretStore,
  { mount, path }: { readonly mount: string; readonly path: string },
  signal: AbortSignal,
): Promise<PlaceVerdict> {
  const [trimmedMount, folder] = [trimOf(mount, '/'), trimOf(path, '/')];
  const answer = await store.list(trimmedMount, folder, signal);
  const verdict = (usable: boolean, text: string): PlaceVerdict => ({
    usable,
    message: `Secrets at ${trimmedMount}/${folder}: ${text}`,
  });
  switch (answer.kind) {
    case 'listed':
      return verdict(true, 'there.');
    case 'no-such-mount':
      return verdict(false, 'there is no such mount.');
    case 'denied':
      return verdict(false, `the token may not list names there. ${answer.detail}`);
    case 'not-signed-in':
    case 'sealed':
    case 'unreachable':
    case 'not-checkable':
      return verdict(false, answer.detail);
  }
}

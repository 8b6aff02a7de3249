import { StoreError } from '../../languageService/storeError.ts';
import type { ConnectionOptions, TokenFileSignIn } from '../../protocol.ts';
import { originOf } from '../address.ts';
import { readTokenFile } from '../tokenFile.ts';
import type { Machine, SignInMethod } from './signInMethod.ts';

/** The token where `vault login` puts it. @throws StoreError for a wrong address or when there is no such file. */
export function tokenFile(
  params: ConnectionOptions & TokenFileSignIn,
  { tokenFile: file }: Machine,
): SignInMethod {
  const token = readTokenFile(file);
  if (token === undefined) throw new StoreError('not-signed-in', 'There is no token file.');
  return { origin: originOf(params.address), options: params, token: () => Promise.resolve({ token }) };
}

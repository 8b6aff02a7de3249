import type { Rule } from '../rule.ts';
import { authorizationHeader } from './authorizationHeader.ts';
import { basicAuth } from './basicAuth.ts';
import { commandFlag } from './commandFlag.ts';
import { connectionString } from './connectionString.ts';
import { embeddedFile } from './embeddedFile.ts';
import { environmentDefault } from './environmentDefault.ts';
import { environmentList } from './environmentList.ts';
import { jwt } from './jwt.ts';
import { keyedPassword } from './keyedPassword.ts';
import { keyedSecret } from './keyedSecret.ts';
import { kubernetesSecret } from './kubernetesSecret.ts';
import { nameValuePair } from './nameValuePair.ts';
import { privateJwk } from './privateJwk.ts';
import { privateKey } from './privateKey.ts';
import { providerToken } from './providerToken.ts';
import { urlCredentials } from './urlCredentials.ts';
import { vaultToken } from './vaultToken.ts';

/**
 * All rules, the most specific first: where two rules find the same text, the earlier one speaks. Formats that are
 * unmistakable come first, then credentials inside longer texts, then what only a key tells.
 */
export const rules: readonly Rule[] = [
  privateKey,
  privateJwk,
  jwt,
  providerToken,
  urlCredentials,
  embeddedFile,
  connectionString,
  authorizationHeader,
  vaultToken,
  environmentDefault,
  environmentList,
  commandFlag,
  kubernetesSecret,
  basicAuth,
  nameValuePair,
  keyedPassword,
  keyedSecret,
];

import { keyWords } from './keyWords.ts';

/** Last words of keys that people keep beside a secret. */
const tails = new Set(
  `user username login name host hostname port url uri endpoint address server domain region bucket database db dbname
  schema namespace email id crt cert ca pub path file type provider project zone issuer scope scopes mode enabled version
  size timeout sslmode org organization repo repository tenant account insecure sso algorithm users audience role roles subject names tls realm driver engine class
  level format timezone tz locale language theme prefix suffix count limit interval retries`.split(/\s+/),
);

/** Whether a key names what is no secret: the user, the host, a size. */
export function namesOther(key: string): boolean {
  return tails.has(keyWords(key).at(-1) ?? '');
}

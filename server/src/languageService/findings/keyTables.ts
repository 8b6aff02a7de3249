/** Words that name a password wherever they end a key. */
export const passwordWords = words(
  `password passwords passwd passwort pwd pw sshpass pass passphrase passphrases passcode psw requirepass masterauth userpass
  dbpass rootpass adminpass domainpass smtppass mailpass ldappass bindpass mysqlpass ftppass keypass storepass`,
);

/** Words before `secret` that make it a credential rather than the name of one. */
export const secretQualifiers = words(
  `client app application api consumer jwt auth oauth oidc shared webhook session cookie signing sign signature access
  key hmac token encryption bot channel csrf user admin rpc master account login security sso saml cluster server
  customer merchant partner service system hash crypto encrypt nextauth internal`,
);

/** Words before `token` that make it a credential rather than a part of speech. */
export const tokenQualifiers = words(
  `auth access api bot admin bearer refresh personal private deploy registration registrar runner vault github gitlab
  slack npm pypi root master user service account session secret agent cluster join bootstrap influx influxdb telegram
  discord sentry sonar sonarqube codecov datadog hub webhook oauth security jwt login upload publish consul nomad
  grafana cloudflare digitalocean netlify vercel heroku circleci travis snyk pat ci gh gl hf openai verification`,
);

/** Words before `token` that say it is none: it guards a form, or tells where a list goes on. */
export const openTokenQualifiers = words(
  'csrf xsrf page next previous continuation pagination sync change cancellation',
);

/** Words before `key` that make it a credential even where the value does not look random. */
export const strongKeyQualifiers = words(
  `api secret private encryption encrypt encode decryption decrypt signing sign signature master jwt hmac crypto cipher aes account
  storage fernet server psk cookie priv security encryptor tacacs radius`,
);

/** Words before `key` under which a digest is a credential too, as many providers hand them out. */
export const issuedKeyQualifiers = words(
  `app application admin auth license licence routing integration mch merchant workspace user service primary secondary
  deterministic subscription ingestion ingest instance write deploy webhook client`,
);

/** Words before `key` that say it is no credential. */
export const openKeyQualifiers = words(
  `public publishable site search vapid gpg pgp foreign partition cache sort unique index lookup object translation i18n host config column row
  registry label annotation topology message map group join restore save password passwords token secrets existing
  property field sub ssh event metric dedup idempotency query hot shortcut keyboard arrow`,
);

/** Words before `phrase` that make it one a wallet is restored from. */
export const phraseQualifiers = words('seed recovery mnemonic secret backup');

/** Words anywhere before the last that say the value is about a credential and is not one. */
export const aboutWords = words(
  `existing enable enabled disable disabled is has show hide allow require required requires min max minimum
  maximum num number count generate no not validate verify with create rotate change update reset forgot forgotten
  remember expire expired encrypted hashed public pull image use uses using support supports need needs should can
  ignore skip hint prompt invalid wrong missing by confirm checksum hash digest sha md fingerprint`,
);

/** Words of what tells about all credentials of a mapping, or about one of them. */
export const settingWords = words(
  `policy algorithm algo type kind format encoder encoding length size file path dir url uri host name names id ids ref
  title label description message version mode engine provider class scheme scope scopes role roles ttl expiry limit
  pattern regex prefix suffix rule rules strength level source backend store tag commit rev revision ref color`,
);

/** Words that end a key without changing what it names. */
export const transparentWords = words(
  `value values default base b text plain plaintext raw string str data encoded hex unencrypted prod production dev development v
  test testing staging stage local old new current previous clear cleartext content primary secondary`,
);

/** Mapping keys that stand for the mapping that holds them. */
export const standInKeys = words('value values default data plaintext raw string current');

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}

/** Plaintext secrets of the files below, visibly made up. */
export const plainSecrets = {
  smtp: 'Zq8-made-up-Kv41x',
  cache: 'Rw3-made-up-Tm95b',
  beta: 'Yd6-made-up-Hs27c',
};

/** Typed for the secret that is missing. */
export const createdValue = 'Gn2-made-up-Lf80w';

/** Text of the workspace's files, by their path. */
export const productFiles: Readonly<Record<string, string>> = {
  'alpha/app.yaml': `# The shop's configuration
database:
  user: secret/shop/database#username
  password: "secret/shop/databse#password" # a typo
  replica: secret/shop/database#pasword
queue:
  token: secret/shop/queue#token
`,
  'alpha/complete.yaml': 'first: \nsecond: secret/shop/\n',
  'alpha/mail.yaml': `smtp:
  # this comment stays
  host: mail.example.test
  password: '${plainSecrets.smtp}' # and this one
`,
  'beta/settings.json': `{
  "Cache": { "Host": "cache.example.test", "Password": "${plainSecrets.beta}" },
  "Database": { "Password": "secret/shop/database#passwrd" }
}
`,
  'two.code-workspace': '{ "folders": [{ "path": "alpha" }, { "path": "beta" }] }\n',
};

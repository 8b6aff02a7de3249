import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A value in Vault that must never be shown; and a plaintext secret of a file, visibly made up. */
export const storedPassword = 'made-up-stored-value-5c1e';
export const plainPassword = 'Zq8-made-up-Kv41x';

/** What the references of the files below need: path in `secret/` to data. */
export const suiteSecrets: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'shop/database': { username: 'shop', password: storedPassword },
  'shop/smtp': { password: storedPassword },
};

const files: Readonly<Record<string, string>> = {
  'alpha/app.yaml': `# The name of the server: ü 😀
database:
  good: secret/shop/database#password
  path: "secret/shop/databse#password" # 😀
  key: 'secret/shop/database#pasword'
  data: secret/data/shop/database#username
  missing: secret/shop/nothing/like/this#token
  flow: {😀: secret/shop/databaze#username, other: docs/readme#usage}
`,
  'alpha/move.yaml': `# keep this comment
smtp:
  user: shop
  password: "${plainPassword}" # and this one
`,
  'alpha/complete.yaml': 'path: secret/shop/\nkey: secret/shop/database#\nempty: \n',
  'alpha/mounts.yaml': 'value: opps/app#key\n',
  'beta/settings.json': `{
  "Smtp": { "Host": "mail.example.test", "Password": "secret/shop/smpt#password" },
  "Database": "secret/shop/database#password"
}
`,
  'beta/mounts.yaml': 'value: opps/app#key\n',
  'beta/.vscode/settings.json': '{ "vaultRefs.mounts": ["secret", "ops"] }\n',
  'gamma/conf/a.yaml': `db:\n  password: ${plainPassword}\n`,
  'gamma/conf/b.json': `{ "Smtp": { "Password": "${plainPassword}" } }\n`,
  'gamma/list.yaml': `one:\n  password: ${plainPassword}\ntwo:\n  password: ${plainPassword}\n`,
  'gamma/left/out.yaml': `password: ${plainPassword}\n`,
  'gamma/.vscode/settings.json': '{ "search.exclude": { "left": true } }\n',
  'all.code-workspace': '{ "folders": [{ "path": "alpha" }, { "path": "beta" }, { "path": "gamma" }] }\n',
};

/** Writes a workspace of three folders; returns its workspace file. */
export async function writeSuiteWorkspace(folder: string): Promise<string> {
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return join(folder, 'all.code-workspace');
}

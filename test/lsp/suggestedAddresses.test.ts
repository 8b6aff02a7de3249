import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { methods } from '../../server/src/protocol.ts';
import { checkingAccess } from '../support/fakeAccess.ts';
import { InBandClient } from '../support/inBandClient.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const provider = (address: string): string =>
  `type: VaultProvider\napi_version: secrets/v1\nspec:\n  client:\n    address: ${address}\n`;

test('addresses come from open documents as they are, and from the files that a scan would read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vault-refs-addresses-'));
  folders.push(folder);
  mkdirSync(join(folder, 'sensu'));
  mkdirSync(join(folder, 'ignored'));
  writeFileSync(join(folder, '.gitignore'), 'ignored/\n');
  writeFileSync(join(folder, 'open.yml'), provider('https://old.example'));
  writeFileSync(join(folder, 'sensu', 'a.yml'), provider('https://disk.example'));
  writeFileSync(join(folder, 'sensu', 'b.yml'), provider('https://disk.example'));
  writeFileSync(join(folder, 'ignored', 'c.yml'), provider('https://ignored.example'));
  const uri = pathToFileURL(folder).href;
  const client = await InBandClient.start({
    access: checkingAccess(),
    workspaceFolders: [{ uri, name: 'project' }],
  });
  await client.open(`${uri}/open.yml`, provider('https://open.example'));
  expect(await client.request(methods.suggestedAddresses, {})).toEqual({
    addresses: [
      { address: 'https://open.example', path: 'open.yml' },
      { address: 'https://disk.example', path: 'sensu/a.yml' },
    ],
  });
  await client.stop();
});

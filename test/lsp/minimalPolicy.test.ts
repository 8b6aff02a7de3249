import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import type { ConnectionDetails, MinimalPolicy } from '../../server/src/protocol.ts';
import { methods } from '../../server/src/protocol.ts';
import { checkingAccess } from '../support/fakeAccess.ts';
import { InBandClient } from '../support/inBandClient.ts';

test('the policy is for the references of open documents and of files on disk', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vault-refs-policy-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'open.yaml'), 'a: vault://secret/old#k\n');
  writeFileSync(join(folder, 'disk.yaml'), 'a: vault://secret/disk#k\nb: vault://secret/+/x#k\n');
  const uri = pathToFileURL(folder).href;
  const client = await InBandClient.start({
    access: checkingAccess(),
    workspaceFolders: [{ uri, name: 'project' }],
  });
  await client.open(`${uri}/open.yaml`, 'a: vault://secret/open#k\n');
  const policy = await client.request<MinimalPolicy>(methods.minimalPolicy, {});
  expect(policy).toMatchObject({ paths: 2, refused: 1 });
  expect(policy.hcl).toContain('path "secret/subkeys/disk" {');
  expect(policy.hcl).toContain('path "secret/subkeys/open" {');
  expect(policy.hcl).not.toContain('secret/subkeys/old');
  const details = await client.request<ConnectionDetails>(methods.connectionDetails, {});
  expect(details.status.kind).toBe('ok');
  await client.stop();
});

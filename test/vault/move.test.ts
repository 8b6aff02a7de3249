import { expect, test } from 'vitest';
import type { MoveProposal, MoveResult } from '../../server/src/protocol.ts';
import { createCanary, expectNoLeak } from '../support/canary.ts';
import { InBandClient } from '../support/inBandClient.ts';
import { describeEachVault } from '../support/vaultSuite.ts';
import { leastPrivilegePolicy } from '../support/vaultServers.ts';
import { connect } from './store/connect.ts';

const uri = 'file:///workspace/config/app.yaml';

await describeEachVault('moving a secret through the protocol, under the least privilege', (suite) => {
  const findingId = async (client: InBandClient): Promise<string> => {
    const plain = client.document(uri);
    const range = { start: plain.positionAt(0), end: plain.positionAt(plain.getText().length) };
    const [action] = await client.codeActions(uri, range, ['refactor.extract']);
    const [argument] = (action?.command?.arguments ?? []) as { findingId: string }[];
    return argument?.findingId ?? '';
  };

  const withCommands = async () => {
    const { admin, vault, mount } = suite();
    const token = await admin.tokenWithPolicy(leastPrivilegePolicy(mount));
    const access = await connect(vault.address, token);
    const options = {
      access,
      configuration: { mounts: [mount] },
      initializationOptions: { clientCommands: true },
    };
    const client = await InBandClient.start(options);
    const canary = { secret: `${createCanary().secret}!Q7`, token };
    const text = `db:\r\n  password: "${canary.secret}" # keep\r\n  other: 1\r\n`;
    await client.open(uri, text);
    await client.settledDiagnostics(uri);
    const id = await findingId(client);
    const proposal = await client.request<MoveProposal>('vaultRefs/proposeMove', {
      uri,
      version: 1,
      findingId: id,
    });
    if (!proposal.ok) throw new Error(proposal.message);
    const target = { ...proposal.target, path: admin.uniqueName('moved') };
    const move = (overrides: object = {}) =>
      client.request<MoveResult>('vaultRefs/move', {
        uri,
        version: 1,
        findingId: id,
        target,
        origin: proposal.origin,
        namespace: proposal.namespace,
        kvV1RaceConfirmed: false,
        ...overrides,
      });
    return { admin, mount, client, canary, text, proposal, target, move };
  };

  test('the value goes to Vault, the reference into the file, and every other byte stays', async () => {
    const { admin, mount, client, canary, proposal, target, move } = await withCommands();
    expect(proposal.text).toBe(`${mount}/app#db_password`);
    const result = await move();
    expect(result).toMatchObject({ outcome: 'moved', inVault: true });
    const reference = `${mount}/${target.path}#db_password`;
    expect(client.document(uri).getText()).toBe(`db:\r\n  password: "${reference}" # keep\r\n  other: 1\r\n`);
    expect(await admin.getSecret(mount, target.path)).toEqual({ db_password: canary.secret });
    expect(await client.settledDiagnostics(uri)).toEqual([]);
    expectNoLeak(canary, result);
    await client.stop();
  });

  test('another value at the target is never overwritten, and a free key is offered', async () => {
    const { admin, mount, client, text, target, move } = await withCommands();
    await admin.putSecret(mount, target.path, { db_password: 'theirs' });
    const result = await move();
    expect(result).toMatchObject({ outcome: 'refused', inVault: false, alternative: { path: target.path } });
    expect(result.alternative?.key).not.toBe('db_password');
    expect(client.document(uri).getText()).toBe(text);
    expect(await admin.getSecret(mount, target.path)).toEqual({ db_password: 'theirs' });
    await client.stop();
  });

  test('a value goes nowhere but to the connection that was agreed to', async () => {
    const { admin, mount, client, text, target, move } = await withCommands();
    for (const elsewhere of [{ origin: 'https://elsewhere.example.test' }, { namespace: 'other' }]) {
      expect(await move(elsewhere)).toMatchObject({ outcome: 'refused', inVault: false });
    }
    expect(client.document(uri).getText()).toBe(text);
    expect(await admin.getSecret(mount, target.path)).toBeUndefined();
    await client.stop();
  });

  test('a changed document is refused before anything is written', async () => {
    const { admin, mount, client, target, move } = await withCommands();
    await client.change(uri, 'db: {}\n');
    expect(await move()).toMatchObject({ outcome: 'refused', inVault: false });
    expect(await admin.getSecret(mount, target.path)).toBeUndefined();
    await client.stop();
  });

  test('an edit that the editor does not apply leaves the file and says what is in Vault', async () => {
    const { client, text, mount, target, move } = await withCommands();
    client.acceptEdits = false;
    const result = await move();
    expect(result).toMatchObject({ outcome: 'failed', inVault: true });
    expect(result.message).toContain(`${mount}/${target.path}#db_password`);
    expect(client.document(uri).getText()).toBe(text);
    await client.stop();
  });

  test('a mount that deletes its secrets by itself is refused', async () => {
    const { admin, mount, client, text, target, move } = await withCommands();
    await admin.expectOk('POST', `${mount}/config`, { delete_version_after: '1h' });
    const result = await move();
    await admin.expectOk('POST', `${mount}/config`, { delete_version_after: '0s' });
    expect(result).toMatchObject({ outcome: 'refused', inVault: false });
    expect(client.document(uri).getText()).toBe(text);
    expect(await admin.getSecret(mount, target.path)).toBeUndefined();
    await client.stop();
  });
});

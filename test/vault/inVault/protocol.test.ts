import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type {
  InVaultPlan,
  InVaultResult,
  MoveResult,
  ReferencesInVault,
} from '../../../server/src/protocol.ts';
import { createCanary } from '../../support/canary.ts';
import { InBandClient } from '../../support/inBandClient.ts';
import { policyRule } from '../../support/vaultServers.ts';
import { describeEachVault } from '../../support/vaultSuite.ts';
import { folderWith } from '../../unit/cli/capturedContext.ts';
import { connect } from '../store/connect.ts';

await describeEachVault('already in Vault through the protocol, with the right to read alone', (suite) => {
  test('reads what was planned and no more, and looks once again before the reference is used', async () => {
    const { admin, vault, mount } = suite();
    const token = await admin.tokenWithPolicy(policyRule(`${mount}/data/app/*`, ['read']));
    const { secret } = createCanary();
    const path = `app/${admin.uniqueName('s')}`;
    await admin.putSecret(mount, path, { password: secret, other: `${secret}-2` });
    await admin.putSecret(mount, 'app/unreferenced', { password: secret });
    const text = `password: ${secret} # keep\nref: ${mount}/${path}#other\n`;
    const folder = pathToFileURL(folderWith({ 'a.yaml': text })).href;
    const client = await InBandClient.start({
      access: await connect(vault.address, token),
      // Nothing that the server sends may hold the value or the token.
      canary: { secret, token },
      configuration: { mounts: [mount] },
      initializationOptions: { clientCommands: true },
      workspaceFolders: [{ uri: folder, name: 'project' }],
    });
    const uri = `${folder}/a.yaml`;
    await client.open(uri, text);
    const valuesRead = async (): Promise<readonly string[]> => {
      if (vault.kind === 'external') return [];
      const requests = (await vault.requests()).filter(({ path: asked }) =>
        asked.startsWith(`${mount}/data/`),
      );
      await vault.clearRequests();
      return requests.map(({ method, path: asked }) => `${method} ${asked}`);
    };
    await valuesRead();

    const plan = await client.request<InVaultPlan>('vaultRefs/inVault/plan', { kind: 'referenced' });
    expect(plan).toMatchObject({ ok: true, paths: 1, secrets: 1, origin: vault.address });
    expect(await valuesRead()).toEqual([]);
    const place = { origin: vault.address, namespace: '' };
    const result = await client.request<InVaultResult>('vaultRefs/inVault/run', {
      plan: plan.ok && plan.plan,
      ...place,
    });
    const reference = `${mount}/${path}#password`;
    expect(result.found.map(({ references }) => references)).toEqual([[reference]]);
    const expected = vault.kind === 'external' ? [] : [`GET ${mount}/data/${path}`];
    expect(await valuesRead()).toEqual(expected);

    const range = { start: { line: 0, character: 12 }, end: { line: 0, character: 12 } };
    const actions = await client.codeActions(uri, range);
    const action = actions.find(({ title }) => title === `Use the existing reference ${reference}`);
    const address = (action?.command?.arguments ?? [])[0] as object;
    const known = await client.request<ReferencesInVault>('vaultRefs/inVault/references', address);
    const target = known.ok ? known.references[0]?.target : undefined;
    const used = await client.request<MoveResult>('vaultRefs/inVault/use', { ...address, target, ...place });
    expect(used).toMatchObject({ outcome: 'reused', inVault: true });
    expect(client.document(uri).getText()).toBe(
      `password: ${reference} # keep\nref: ${mount}/${path}#other\n`,
    );
    expect(await valuesRead()).toEqual(expected);
    await client.stop();
  });
});

import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { InVaultPlan, InVaultResult, MoveResult, ReferencesInVault } from '../../server/src/protocol.ts';
import { checkingAccess } from '../support/fakeAccess.ts';
import { InBandClient } from '../support/inBandClient.ts';
import { InMemorySecretDigests } from '../support/inMemorySecretDigests.ts';
import { InMemorySecretStore } from '../support/inMemorySecretStore.ts';
import { createCanary } from '../support/canary.ts';
import { folderWith } from '../unit/cli/capturedContext.ts';

const place = { origin: 'https://vault.example.test', namespace: '' };
const name = 'a.yaml';

async function openWorld(files: Readonly<Record<string, string>>) {
  const canary = createCanary();
  const value = canary.secret;
  const filled = Object.entries(files).map(([file, text]) => [file, text.replaceAll('VALUE', value)]);
  const folder = folderWith(Object.fromEntries(filled) as Record<string, string>);
  const folderUri = pathToFileURL(folder).href;
  const store = new InMemorySecretStore()
    .put('secret', 'app/db', ['password'])
    .put('secret', 'team/one', ['k']);
  const digests = new InMemorySecretDigests().put('secret/app/db', { password: value });
  const access = { ...checkingAccess(store), digests };
  const client = await InBandClient.start({
    access,
    canary,
    initializationOptions: { clientCommands: true },
    workspaceFolders: [{ uri: folderUri, name: 'project' }],
  });
  const uri = `${folderUri}/${name}`;
  const text = files[name]?.replaceAll('VALUE', value) ?? '';
  const plan = (scope: object = { kind: 'referenced' }) =>
    client.request<InVaultPlan>('vaultRefs/inVault/plan', scope);
  const run = async (scope?: object): Promise<InVaultResult> => {
    const planned = await plan(scope);
    if (!planned.ok) throw new Error(planned.message);
    return client.request<InVaultResult>('vaultRefs/inVault/run', { plan: planned.plan, ...place });
  };
  const fix = async () => {
    const end = client.document(uri).positionAt(Infinity);
    const actions = await client.codeActions(uri, { start: { line: 0, character: 0 }, end });
    return actions.find(({ command }) => command?.command === 'vaultRefs.useReference');
  };
  return { client, digests, access, store, value, uri, text, plan, run, fix, folderUri };
}

type World = Awaited<ReturnType<typeof openWorld>>;

/** What the client's command does. */
async function use({ client }: World, address: object, choice = 0): Promise<MoveResult> {
  const known = await client.request<ReferencesInVault>('vaultRefs/inVault/references', address);
  if (!known.ok) return { outcome: 'refused', message: known.message, inVault: false };
  const { origin, namespace, references } = known;
  const target = references[choice]?.target;
  return client.request('vaultRefs/inVault/use', { ...address, target, origin, namespace });
}

const twoFiles = {
  [name]: 'db:\n  password: "VALUE" # keep\n  ref: secret/app/db#password\n',
  'sub/closed.yaml': 'token: vault://secret/team/one#k\npassword: VALUE\n',
};

describe('finding secrets that are in Vault already', () => {
  test('a plan tells how many paths would be read, and reads none', async () => {
    const { client, digests, plan } = await openWorld(twoFiles);
    expect(await plan()).toEqual({
      ok: true,
      plan: 1,
      ...place,
      paths: 2,
      secrets: 2,
      message: `Reads the values of 2 paths at ${place.origin} to compare 2 secrets.`,
      gaps: [],
    });
    expect(digests.reads).toEqual([]);
    await client.stop();
  });

  test('a run reads the planned paths, and finds secrets in open and in closed files', async () => {
    const { client, digests, run, uri, text, folderUri } = await openWorld(twoFiles);
    await client.open(uri, text);
    const result = await run();
    expect(result).toEqual({
      outcome: 'complete',
      message: '2 secrets are in Vault already; 1 path read, 1 not found.',
      found: [
        { uri, path: name, line: 1, character: 13, references: ['secret/app/db#password'] },
        {
          uri: `${folderUri}/sub/closed.yaml`,
          path: 'sub/closed.yaml',
          line: 1,
          character: 10,
          references: ['secret/app/db#password'],
        },
      ],
    });
    expect(digests.reads.sort()).toEqual(['secret/app/db', 'secret/team/one']);
    await client.stop();
  });

  test('the text of an open document counts, not that on disk', async () => {
    const { client, run, uri, digests, value } = await openWorld(twoFiles);
    digests.put('secret/team/one', { k: value });
    await client.open(uri, 'a: 1\n');
    expect((await run()).found.map(({ path }) => path)).toEqual(['sub/closed.yaml']);
    expect(digests.reads).toEqual(['secret/team/one']);
    await client.stop();
  });

  test('a prefix is listed before it is read', async () => {
    const { client, run, plan, digests, value } = await openWorld(twoFiles);
    digests.put('secret/team/one', { k: value });
    expect((await run({ kind: 'prefix', prefix: 'secret/team' })).found[0]?.references).toEqual([
      'secret/team/one#k',
    ]);
    expect(digests.reads).toEqual(['secret/team/one']);
    expect(await plan({ kind: 'prefix', prefix: 'elsewhere/x' })).toMatchObject({ ok: false });
    expect(await plan({ kind: 'prefix', prefix: '../sys' })).toMatchObject({ ok: false });
    await client.stop();
  });

  test('only what was planned last, and agreed to, is read, and that once', async () => {
    const { client, plan, digests } = await openWorld(twoFiles);
    const first = await plan();
    const second = await plan();
    const run = (params: object) =>
      client.request<InVaultResult>('vaultRefs/inVault/run', { ...place, ...params });
    for (const refused of [
      { plan: first.ok && first.plan },
      { plan: second.ok && second.plan },
      { plan: 7 },
    ]) {
      // The first refusal has thrown the plan away.
      expect(await run(refused)).toMatchObject({ outcome: 'refused', found: [] });
    }
    const third = await plan();
    expect(await run({ plan: third.ok && third.plan, namespace: 'other' })).toMatchObject({
      outcome: 'refused',
    });
    expect(digests.reads).toEqual([]);
    await client.stop();
  });

  test('nothing is compared while typing, nor before the command', async () => {
    const { client, uri, text, digests, fix } = await openWorld(twoFiles);
    await client.open(uri, text);
    await client.settledDiagnostics(uri);
    await client.change(uri, `${text}more: 1\n`);
    await client.settledDiagnostics(uri);
    expect(await fix()).toBeUndefined();
    expect(digests.reads).toEqual([]);
    await client.stop();
  });

  test('signed out, or with nothing to compare, there is no plan', async () => {
    const out = await openWorld(twoFiles);
    out.store.connection = { kind: 'signed-out' };
    expect(await out.plan()).toEqual({ ok: false, message: 'Sign in to Vault first.' });
    await out.client.stop();
    const short = await openWorld({ [name]: 'password: Zq7-Made-Up-9\nref: secret/app/db#password\n' });
    expect(await short.plan()).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^Nothing to compare/) as string,
    });
    await short.client.stop();
  });

  test('a sealed Vault stops it with the reason', async () => {
    const { client, run, digests } = await openWorld(twoFiles);
    digests.refuse('secret/app/db', 'sealed').refuse('secret/team/one', 'sealed');
    const result = await run();
    expect(result.outcome).toBe('stopped');
    expect(result.message).toMatch(/^Made up: sealed\. Until then: /);
    await client.stop();
  });

  test('a setting that switches detection off leaves nothing to compare', async () => {
    const { client, plan } = await openWorld(twoFiles);
    await client.configure({ detection: { enabled: false } });
    expect(await plan()).toMatchObject({ ok: false });
    await client.stop();
  });
});

describe('using the existing reference', () => {
  const found = async (files: Readonly<Record<string, string>> = twoFiles): Promise<World> => {
    const world = await openWorld(files);
    await world.client.open(world.uri, world.text);
    await world.run();
    return world;
  };

  const addressOf = async ({ fix }: World): Promise<object> =>
    ((await fix())?.command?.arguments ?? [])[0] as object;

  test('is offered as a quick fix, which names the reference, and said on the finding', async () => {
    const world = await found();
    const { client, uri, fix } = world;
    const action = await fix();
    expect(action).toMatchObject({
      title: 'Use the existing reference secret/app/db#password',
      kind: 'quickfix',
    });
    expect(action?.isPreferred).toBeUndefined();
    expect(Object.keys((await addressOf(world)) as Record<string, unknown>).sort()).toEqual([
      'findingId',
      'uri',
      'version',
    ]);
    const [diagnostic] = await client.diagnostics(uri);
    expect(diagnostic?.relatedInformation?.map(({ message }) => message)).toEqual([
      'In Vault already: secret/app/db#password',
    ]);
    await client.stop();
  });

  test('replaces the value and no other byte, after looking again', async () => {
    const world = await found();
    const { client, uri, digests } = world;
    const before = digests.reads.length;
    expect(await use(world, await addressOf(world))).toMatchObject({ outcome: 'reused', inVault: true });
    expect(client.document(uri).getText()).toBe(
      'db:\n  password: "secret/app/db#password" # keep\n  ref: secret/app/db#password\n',
    );
    expect(digests.reads.slice(before)).toEqual(['secret/app/db']);
    await client.stop();
  });

  test('in a file that was closed when it was found', async () => {
    const world = await openWorld(twoFiles);
    await world.run();
    const uri = `${world.folderUri}/sub/closed.yaml`;
    await world.client.open(uri, twoFiles['sub/closed.yaml'].replaceAll('VALUE', world.value));
    const [diagnostic] = await world.client.diagnostics(uri);
    expect(diagnostic?.relatedInformation).toHaveLength(1);
    await world.client.stop();
  });

  test('of two equal ones a person chooses', async () => {
    const world = await openWorld(twoFiles);
    const { client, digests, value, uri } = world;
    digests.put('secret/team/one', { k: value });
    await client.open(uri, world.text);
    await world.run();
    expect(await world.fix()).toMatchObject({ title: 'Use an existing reference...' });
    expect(await use(world, await addressOf(world), 1)).toMatchObject({ outcome: 'reused' });
    expect(client.document(uri).getText()).toContain('"secret/team/one#k" # keep');
    await client.stop();
  });

  test('goes with an edit elsewhere, and not with another value', async () => {
    const world = await found();
    const { client, uri, text, value } = world;
    await client.change(uri, `# a line\n${text}`);
    expect(await world.fix()).toBeDefined();
    await client.change(uri, text.replace(value, `${value}2`));
    expect(await world.fix()).toBeUndefined();
    await client.stop();
  });

  test('is refused when Vault holds another value by now, has deleted it, or will', async () => {
    const world = await found();
    const { client, uri, text, digests } = world;
    const address = await addressOf(world);
    digests.put('secret/app/db', { password: 'made-up-another-value' });
    expect((await use(world, address)).message).toMatch(/^Vault holds another value there by now/);
    digests.put('secret/app/db', { password: world.value }).selfDeleting.add('secret/app/db');
    expect((await use(world, address)).message).toMatch(/^Vault will delete this version/);
    digests.refuse('secret/app/db', 'deleted');
    expect((await use(world, address)).message).toMatch(/^Made up: deleted;/);
    expect(client.document(uri).getText()).toBe(text);
    await client.stop();
  });

  test('is refused when the document changes meanwhile, or the editor does not apply it', async () => {
    const world = await found();
    const { client, uri, text, digests } = world;
    const address = await addressOf(world);
    client.acceptEdits = false;
    expect(await use(world, address)).toMatchObject({ outcome: 'failed' });
    expect(client.document(uri).getText()).toBe(text);
    client.acceptEdits = true;
    digests.onRead = () => client.change(uri, `${text}# more\n`);
    // Whether the server or the editor sees the change first.
    expect(await use(world, address)).toMatchObject({ outcome: 'failed' });
    expect(client.document(uri).getText()).toBe(`${text}# more\n`);
    expect(await use(world, address)).toMatchObject({ outcome: 'refused' });
    await client.stop();
  });

  test('is not offered on another connection, and not used on one', async () => {
    const world = await found();
    const { client, digests } = world;
    const address = await addressOf(world);
    digests.onRead = () => {
      digests.namespace = 'other';
    };
    expect(await use(world, address)).toMatchObject({ outcome: 'refused' });
    expect(await world.fix()).toBeUndefined();
    digests.namespace = '';
    // What was found there is forgotten.
    expect(await world.fix()).toBeUndefined();
    await client.stop();
  });

  test('of a target that was not found, is refused whatever it holds', async () => {
    const world = await found();
    const { client, uri, text, digests, value } = world;
    digests.put('secret/other', { k: value });
    const address = await addressOf(world);
    const target = { mount: 'secret', path: 'other', key: 'k' };
    expect(await client.request('vaultRefs/inVault/use', { ...address, target, ...place })).toMatchObject({
      outcome: 'refused',
    });
    expect(digests.reads).not.toContain('secret/other');
    expect(client.document(uri).getText()).toBe(text);
    await client.stop();
  });

  test('is only said of a part of a value and of what is encoded', async () => {
    const encodedFile = (value: string): string =>
      `kind: Secret\napiVersion: v1\ndata:\n  password: ${Buffer.from(value).toString('base64')}\n`;
    const world = await openWorld({
      [name]: 'url: postgres://app:VALUE@db/x\nref: secret/app/db#password\n',
    });
    const { client, uri, value } = world;
    await client.open(uri, world.text);
    await client.open(`${uri}2.yaml`, encodedFile(value));
    expect((await world.run()).found).toHaveLength(2);
    expect(await world.fix()).toBeUndefined();
    for (const document of [uri, `${uri}2.yaml`]) {
      const [diagnostic] = await client.diagnostics(document);
      expect(diagnostic?.relatedInformation?.[0]?.message).toBe(
        'In Vault already, decoded or as a part of this value: secret/app/db#password',
      );
    }
    await client.stop();
  });
});

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { AcceptParams, AcceptResult } from '../../server/src/protocol.ts';
import { clientCommands, methods } from '../../server/src/protocol.ts';
import type { BaselineEntry } from '../../server/src/scan/baseline/baseline.ts';
import { readBaselineFile } from '../../server/src/scan/baseline/baselineFile.ts';
import { createCanary } from '../support/canary.ts';
import { ScanWorld } from '../support/scanWorld.ts';

const name = '.vault-refs-baseline.json';
const other = ['Wm3', 'Made', 'Up', '1xP8'].join('-');

let world: ScanWorld;

afterEach(() => world.stop());

/** A workspace with a file that has two secrets, open; the first is the canary, which nothing may tell. */
async function open(more: Readonly<Record<string, string>> = {}): Promise<string> {
  const canary = createCanary();
  const text = `db:\n  password: ${canary.secret}\n  token: ${canary.token}\n`;
  world = new ScanWorld().write({ 'k8s/app.yaml': text, ...more });
  await world.start({ canary, initializationOptions: { clientCommands: true } });
  await world.client.open(world.uri('k8s/app.yaml'), text);
  return text;
}

const app = (): string => world.uri('k8s/app.yaml');
const baselinePath = (): string => join(world.root, name);

async function lines(uri = app()): Promise<readonly number[]> {
  const all = await world.client.diagnostics(uri);
  return all.filter(({ code }) => code === 'secret.plaintext').map(({ range }) => range.start.line);
}

function accept(params: Omit<AcceptParams, 'uri' | 'version'>, version = 1): Promise<AcceptResult> {
  return world.client.request(methods.acceptFindings, { uri: app(), version, ...params });
}

/** What the quick fix of a line would send. */
async function argumentsAt(line: number): Promise<AcceptParams> {
  const at = { line, character: 14 };
  const actions = await world.client.codeActions(app(), { start: at, end: at });
  const action = actions.find(({ title }) => title === 'Accept into baseline...');
  expect(action?.command?.command).toBe(clientCommands.acceptFinding);
  const [params] = (action?.command?.arguments ?? []) as AcceptParams[];
  expect(Object.keys(params ?? {}).sort()).toEqual(['findingId', 'uri', 'version']);
  return params!;
}

function entries(): readonly BaselineEntry[] {
  const onDisk = readBaselineFile(baselinePath());
  return onDisk.kind === 'read' ? onDisk.baseline.entries : [];
}

describe('accepting in the editor', () => {
  it('takes one finding away, with its reason, and goes on with the next', async () => {
    const text = await open();
    expect(await lines()).toEqual([1, 2]);
    const first = await argumentsAt(1);
    expect(await world.client.request(methods.acceptFindings, { ...first, reason: 'demo' })).toEqual({
      ok: true,
      message: `Accepted into ${name}: 1 finding.`,
    });
    expect(await lines()).toEqual([2]);
    expect(entries()).toEqual([
      expect.objectContaining({ file: 'k8s/app.yaml', keyPath: 'db.password', reason: 'demo' }),
    ]);
    expect((await accept({})).ok).toBe(true);
    expect(await lines()).toEqual([]);
    expect(entries()).toMatchObject([{ reason: 'demo' }, { keyPath: 'db.token' }]);
    expect(
      await world.client.codeActions(app(), {
        start: { line: 1, character: 0 },
        end: { line: 2, character: 20 },
      }),
    ).toEqual([]);
    await world.client.change(app(), `# moved\n\n${text}pin:\n  password: ${other}\n`);
    expect(await lines()).toEqual([6]);
    await world.client.change(app(), text.replace(world.client.canary.secret, other));
    expect(await lines()).toEqual([1]);
  });

  it('has the documents checked again', async () => {
    await open();
    await accept({});
    await world.settle();
    expect(world.client.refreshes).toBeGreaterThan(0);
  });

  it('refuses what is not of this version, and findings that are not there', async () => {
    await open();
    const { findingId } = await argumentsAt(1);
    expect((await accept({ findingId: findingId! }, 7)).ok).toBe(false);
    expect((await accept({ findingId: 'keyed-password:1-2' })).ok).toBe(false);
    await world.client.change(app(), 'a: b\n');
    expect(await accept({}, 2)).toEqual({ ok: false, message: 'There is no finding in this file.' });
    expect(existsSync(baselinePath())).toBe(false);
  });

  it.each(['two\nlines', ' ', 'r'.repeat(201)])('refuses a reason that does not fit (%j)', async (reason) => {
    await open();
    expect((await accept({ reason })).message).toMatch(/^A reason /);
    expect(existsSync(baselinePath())).toBe(false);
  });

  it.each([
    ['is no JSON', '{', /no JSON/],
    [
      'has an entry that does not fit',
      '{"version":1,"salt":"00000000-0000-4000-8000-000000000000","entries":[{}]}',
      /do not fit/,
    ],
  ])('leaves a baseline alone that %s', async (_what, content, message) => {
    await open({ [name]: content });
    const { ok, message: told } = await accept({});
    expect(ok).toBe(false);
    expect(told).toMatch(message);
    expect(readFileSync(baselinePath(), 'utf8')).toBe(content);
    expect(await lines()).toEqual([1, 2]);
  });

  it('leaves one alone that is open with changes that are not saved', async () => {
    await open();
    await accept({ findingId: (await argumentsAt(1)).findingId! });
    const text = readFileSync(baselinePath(), 'utf8');
    await world.client.open(world.uri(name), `${text}\n`, 'json');
    expect((await accept({})).message).toMatch(/not saved/);
    await world.client.change(world.uri(name), text);
    expect((await accept({})).ok).toBe(true);
  });

  it('has no place for a file outside of all folders', async () => {
    await open();
    const uri = 'file:///elsewhere/a.yaml';
    await world.client.open(uri, `password: ${other}\n`);
    const result = await world.client.request<AcceptResult>(methods.acceptFindings, { uri, version: 1 });
    expect(result.message).toMatch(/no folder of the workspace/);
  });

  it('writes one after the other', async () => {
    await open();
    const [one, two] = [await argumentsAt(1), await argumentsAt(2)];
    const both = await Promise.all(
      [one, two].map((params) => world.client.request<AcceptResult>(methods.acceptFindings, params)),
    );
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    expect(entries()).toHaveLength(2);
  });
});

describe('a baseline on disk', () => {
  it('is followed', async () => {
    await open();
    await accept({});
    const text = readFileSync(baselinePath(), 'utf8');
    world.remove(name);
    await world.changed(['deleted', name]);
    expect(await lines()).toEqual([1, 2]);
    writeFileSync(baselinePath(), text);
    await world.changed(['created', name]);
    expect(await lines()).toEqual([]);
  });

  it('accepts no more than it counts', async () => {
    const text = await open();
    await accept({});
    await world.client.change(app(), `${text}---\n${text}`);
    expect(await lines()).toEqual([5, 6]);
  });

  it('is used by a scan of the workspace, which follows what is accepted in the editor', async () => {
    await open({ 'closed.yaml': `password: ${other}\n` });
    await world.scan();
    expect(world.told).toEqual({ 'closed.yaml': 1, 'k8s/app.yaml': 2 });
    await accept({});
    await expect.poll(() => world.told, { timeout: 10_000 }).toEqual({ 'closed.yaml': 1 });
    await world.scan();
    expect(world.told).toEqual({ 'closed.yaml': 1 });
  });
});

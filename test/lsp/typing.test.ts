import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkingAccess } from '../support/fakeAccess.ts';
import { InBandClient } from '../support/inBandClient.ts';
import { InMemorySecretStore } from '../support/inMemorySecretStore.ts';
import { ManualTimer } from '../support/manualTimer.ts';

const uri = 'file:///workspace/a.yaml';
const before = 'db:\n  password: ';

let timer: ManualTimer;
let client: InBandClient;

beforeEach(async () => {
  timer = new ManualTimer();
  client = await InBandClient.start({ access: checkingAccess(new InMemorySecretStore()), timer });
  await client.open(uri, `${before}\n  port: 5432\n`);
});
afterEach(() => client.stop());

/** Whether a plaintext secret is shown now. */
async function isShown(): Promise<boolean> {
  return (await client.diagnostics(uri)).some(({ code }) => code === 'secret.plaintext');
}

/** Whether one is shown, after each key. */
async function typeAll(text: string): Promise<readonly boolean[]> {
  const shown: boolean[] = [];
  for (const [index, key] of Array.from(text).entries()) {
    await client.type(uri, before.length + index, key);
    shown.push(await isShown());
  }
  return shown;
}

/** The server asks for a new pull in a turn of its own. */
async function refreshes(): Promise<number> {
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
  return client.refreshes;
}

describe('while somebody types', () => {
  test.each(['secret/app/db#password', 'postgres', 'changeme', 'the one from last year'])(
    '%s is not shown half-written',
    async (text) => {
      expect(await typeAll(text)).not.toContain(true);
    },
  );

  test('a word is shown when typing rests, and the editor is asked to look', async () => {
    expect(await typeAll('postgres')).not.toContain(true);
    expect(await refreshes()).toBe(0);
    timer.advance(1_000);
    timer.advance(100);
    expect(await refreshes()).toBe(1);
    expect(await isShown()).toBe(true);
  });

  test('what is no word is shown at once and stays', async () => {
    const shown = await typeAll('hunter2-Real');
    expect(shown.indexOf(true)).toBe('hunter2'.length - 1);
    expect(shown.slice(shown.indexOf(true))).not.toContain(false);
    timer.advance(5_000);
    expect(await refreshes()).toBe(0);
  });

  test('a word that was pasted, or typed elsewhere, is shown at once', async () => {
    await client.type(uri, before.length, 'postgres');
    expect(await isShown()).toBe(true);
    await client.type(uri, 0, '#');
    await client.type(uri, 1, '\n');
    expect(await isShown()).toBe(true);
  });
});

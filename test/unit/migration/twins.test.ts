import { describe, expect, test } from 'vitest';
import { MigrationWorld } from './migrationWorld.ts';

const facts = { startedAt: '2026-01-01T00:00:00Z', folders: ['file:///w'], kvV1RaceConfirmed: false };
const never = new AbortController().signal;
const uri = 'file:///w/values.yaml';
const long = `made-up-${'x'.repeat(400)}`;

/** A key that stands twice, as in two branches of a template, of which one is moved; what stands before gets shorter. */
async function moved(): Promise<MigrationWorld> {
  const target = (key: string): { mount: string; path: string; key: string } => ({
    mount: 'secret',
    path: 'one',
    key,
  });
  const secrets = [
    { uri, keyInFile: 'long', value: long, target: target('long') },
    { uri, keyInFile: 'password', value: 'made-up-password', target: target('password') },
  ];
  const text = `long: ${long}\n{{ if .a }}\npassword: made-up-password\n{{ else }}\npassword: made-up-password\n{{ end }}\n`;
  const world = new MigrationWorld(secrets, { [uri]: text });
  const begun = await world.runs().begin(facts, world.moves(), {}, never);
  if (begun.kind !== 'ran') throw new Error(begun.because);
  expect(begun.outcome.entries.map(({ status }) => status)).toEqual(['moved', 'moved']);
  return world;
}

describe('a key that stands twice with the same value, one of which is moved', () => {
  test('is told as moved', async () => {
    const world = await moved();
    expect(world.files.peek(uri)).toMatch(/a }}\npassword: "?secret.*\n.*\npassword: made-up-password\n/);
  });

  test('is not moved further by going on', async () => {
    const world = await moved();
    const text = world.files.peek(uri);
    await world.runs().continue('run-0', {}, never);
    expect(world.files.peek(uri)).toBe(text);
  });

  test('is taken back', async () => {
    const world = await moved();
    const confirmRemoval = () => Promise.resolve({ isAgreed: true, finalDeletionConfirmed: false });
    await world.runs().undo('run-0', { confirmRemoval }, never);
    const text = world.files.peek(uri) ?? '';
    const hasReference = text.includes('secret/one#password');
    expect(
      hasReference && world.vault.peek({ mount: 'secret', path: 'one' })?.['password'] === undefined,
    ).toBe(false);
    expect(text).toBe(world.originals.get(uri));
  });
});

import { describe, expect, test } from 'vitest';
import { failure } from '../../../support/inMemorySecretVault.ts';
import { beforeEdit, type Moment, saysInVault, worldWith } from './moments.ts';
import { canary, expectNoCanary, original, world } from './moveWorld.ts';

describe('a call fails', () => {
  const kinds = ['denied', 'sealed', 'timeout', 'rate-limited', 'not-signed-in', 'server-error'] as const;
  const failing = beforeEdit.flatMap(([label, moment]) =>
    kinds.map((kind): [string, Moment, (typeof kinds)[number]] => [`${label}, ${kind}`, moment, kind]),
  );

  test.each(failing)('once: %s', async (_, moment, kind) => {
    const w = worldWith(moment, () => Promise.reject(failure(kind)));
    const result = await w.move();
    expect(result).toMatchObject({ outcome: 'failed', inVault: saysInVault(moment, w) });
    expect(w.document.text).toBe(original);
    expectNoCanary(result);
  });

  test.each(beforeEdit)('from then on: %s', async (_, moment) => {
    const w = worldWith(moment, ({ vault }) => {
      vault.onStep = () => Promise.reject(failure('unreachable'));
      return Promise.reject(failure('sealed'));
    });
    const result = await w.move();
    expect(result).toMatchObject({ outcome: 'failed', inVault: false });
    expect(result.message).toContain('Vault is sealed');
    const mayBeThere = w.vault.calls.includes('writeKeys');
    expect(result.message).toContain(mayBeThere ? 'may or may not be in Vault' : 'nothing was written');
    expect(w.document.text).toBe(original);
  });

  test('an error with the value in it does not pass it on', async () => {
    for (const [, moment] of beforeEdit) {
      const w = worldWith(moment, () => Promise.reject(new Error(`server echoed ${canary}`)));
      const result = await w.move();
      expect(result.message).toContain('Something unexpected went wrong');
      expectNoCanary(result);
    }
  });
});

describe('the person signs in elsewhere meanwhile', () => {
  test.each(beforeEdit)('%s', async (_, moment) => {
    const w = worldWith(moment, ({ vault }) => {
      vault.origin = 'https://other.example';
    });
    const result = await w.move();
    expect(result.outcome).toBe('failed');
    expect(result.message).toContain('connection to Vault changed');
    expect(w.document.text).toBe(original);
  });

  test('another namespace, before the write: no value is sent', async () => {
    const w = world();
    w.vault.onStep = ({ call }) => {
      if (call === 'readCurrent') w.vault.namespace = 'team-b';
    };
    await w.move();
    expect(w.vault.calls).toEqual(['mountInfo', 'readCurrent']);
  });
});

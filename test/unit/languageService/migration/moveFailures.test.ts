import { describe, expect, test } from 'vitest';
import { beforeEdit, saysInVault, table, worldWith } from './moments.ts';
import {
  canary,
  expectNoCanary,
  isInVault,
  moved,
  original,
  target,
  type World,
  world,
} from './moveWorld.ts';

function expectNothingLost(w: World): void {
  expect(w.document.text === original || (w.document.text === moved && isInVault(w))).toBe(true);
}

test('the table has every await', () => {
  expect(table.length).toBe(12 + 14 + 14 + 6);
});

describe('killed', () => {
  test.each(table)('%s', async (_, moment) => {
    let reached: () => void = () => undefined;
    const killed = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const w = worldWith(moment, () => {
      reached();
      return new Promise<never>(() => undefined);
    });
    void w.move();
    await killed;
    await new Promise(setImmediate);
    expectNothingLost(w);
    // A person starts it again; what is there already is found.
    const again = world(w.document.text === moved ? original : w.document.text);
    again.vault.put(target, w.vault.peek(target) ?? {});
    expect((await again.move()).inVault).toBe(true);
  });
});

describe('aborted', () => {
  test.each(beforeEdit)('%s', async (_, moment) => {
    const w = worldWith(moment, ({ controller }) => {
      controller.abort(new Error('stop'));
    });
    const result = await w.move();
    expect(w.document.text).toBe(original);
    expect(result).toMatchObject({ outcome: 'failed', inVault: saysInVault(moment, w) });
    expect(result.message).toMatch(/^Cancelled; /);
    expect(result.message).toContain('secret/shop/app#db_password');
    expectNoCanary(result);
  });

  test('while the edit is applied, the edit decides', async () => {
    const w = world();
    w.document.onApply = () => {
      w.controller.abort();
    };
    expect(await w.move()).toMatchObject({ outcome: 'moved' });
    expect(w.document.text).toBe(moved);
  });

  test('when Vault hangs, the answer comes at once', async () => {
    const w = world();
    w.vault.onStep = ({ call }) => {
      if (call !== 'writeKeys') return undefined;
      w.vault.onStep = () => undefined;
      setImmediate(() => {
        w.controller.abort();
      });
      return new Promise<never>(() => undefined);
    };
    const result = await w.move();
    expect(result).toMatchObject({ outcome: 'failed', inVault: false });
    expect(result.message).toContain('was not at');
  });

  test('before the first call, nothing is asked', async () => {
    const w = world();
    w.controller.abort();
    expect(await w.move()).toMatchObject({ outcome: 'failed', inVault: false });
    expect(w.vault.calls).toEqual([]);
  });
});

describe('the document is edited meanwhile', () => {
  test.each(beforeEdit)('%s', async (_, moment) => {
    const typed = `# typed\n${original}`;
    const w = worldWith(moment, ({ document }) => {
      document.type(typed);
    });
    const result = await w.move();
    expect(result).toMatchObject({ outcome: 'failed', inVault: true });
    expect(isInVault(w)).toBe(true);
    expect(w.document.text).toBe(typed);
    expect(w.document.edits).toBe(0);
  });

  test.each(beforeEdit)('closed: %s', async (_, moment) => {
    const w = worldWith(moment, ({ document }) => {
      document.isOpen = false;
    });
    expect(await w.move()).toMatchObject({ outcome: 'failed', inVault: true });
    expect(w.document.text).toBe(original);
  });

  test('typed away and back again: the version tells', async () => {
    const w = world();
    w.vault.onStep = ({ call, when }) => {
      if (call === 'writeKeys' && when === 'after') w.document.type(original);
    };
    expect(await w.move()).toMatchObject({ outcome: 'failed', inVault: true });
    expect(w.document.text).toBe(original);
  });

  test('the text differs at the same version', async () => {
    const w = world();
    w.vault.onStep = () => {
      w.document.text = `# reloaded\n${original}`;
    };
    expect(await w.move()).toMatchObject({ outcome: 'failed', inVault: true });
    expect(w.document.edits).toBe(0);
  });
});

describe('the editor does not apply the edit', () => {
  test('it answers false', async () => {
    const w = world();
    w.document.applies = false;
    const result = await w.move();
    expect(result).toMatchObject({ outcome: 'failed', inVault: true });
    expect(result.message).toMatch(/did not apply.*in Vault at secret\/shop\/app#db_password.*unchanged/);
    expect(w.document.text).toBe(original);
  });

  test('it throws before', async () => {
    const w = world();
    w.document.onApply = () => Promise.reject(new Error(canary));
    const result = await w.move();
    expect(result).toMatchObject({ outcome: 'failed', inVault: true });
    expectNoCanary(result);
  });

  test('it throws after: the text tells', async () => {
    const w = world();
    w.document.onApply = (when) => (when === 'after' ? Promise.reject(new Error('gone')) : undefined);
    expect(await w.move()).toMatchObject({ outcome: 'moved' });
  });

  test('it is typed into while it is asked', async () => {
    const w = world();
    w.document.onApply = () => {
      w.document.type('db:\n');
    };
    const result = await w.move();
    expect(result).toMatchObject({ outcome: 'failed', inVault: true });
    expect(result.message).toContain('look at it');
    expect(result.message).not.toContain('unchanged');
  });
});

import { describe, expect, it } from 'vitest';
import { hitsOpenVersions } from '../../../client/src/applyEditGuard.ts';
import { plainText } from '../../../client/src/dialogs/plainText.ts';
import { RestartPolicy } from '../../../client/src/restartPolicy.ts';
import { Throttle } from '../../../client/src/throttle.ts';

describe('RestartPolicy', () => {
  it('restarts four times in three minutes, not a fifth, and again later', () => {
    let now = 0;
    const policy = new RestartPolicy(() => now);
    const ends = [0, 1, 2, 3, 4].map(() => {
      now += 1000;
      return policy.restartAfterEnd();
    });
    expect(ends).toEqual([true, true, true, true, false]);
    now += 3 * 60_000;
    expect(policy.restartAfterEnd()).toBe(true);
  });
});

describe('Throttle', () => {
  it('lets through the first, and one a minute', () => {
    let now = 0;
    const throttle = new Throttle(60_000, () => now);
    const takenAt = [0, 1, 59_999, 60_000, 60_001, 120_000].filter((time) => {
      now = time;
      return throttle.take();
    });
    expect(takenAt).toEqual([0, 60_000, 120_000]);
  });
});

describe('plainText', () => {
  it('leaves no link that could run a command', () => {
    const name = 'secret/[click](command:workbench.action.quit)#k';
    expect(plainText(name)).toBe('secret/[click] (command:workbench.action.quit)#k');
    // What the editor takes for a link in a message.
    expect(plainText(name)).not.toMatch(/\[[^\]]+\]\((?:https?:\/\/|command:|file:)[^)\s]+\)/i);
    expect(plainText('secret/app/db#password')).toBe('secret/app/db#password');
  });
});

describe('hitsOpenVersions', () => {
  const uri = 'file:///project/app.yaml';
  const versionOf = (candidate: string): number | undefined => (candidate === uri ? 3 : undefined);
  const edit = (textDocument: unknown): unknown => ({ documentChanges: [{ textDocument, edits: [] }] });

  it.each([
    ['the open version', edit({ uri, version: 3 }), true],
    ['an older version', edit({ uri, version: 2 }), false],
    ['a document that was closed', edit({ uri: 'file:///project/closed.yaml', version: 3 }), false],
    ['an edit without version', edit({ uri, version: null }), true],
    ['a file operation', { documentChanges: [{ kind: 'create', uri }] }, true],
    ['plain changes', { changes: {} }, true],
  ])('judges %s', (_name, given, expected) => {
    expect(hitsOpenVersions(given, versionOf)).toBe(expected);
  });
});

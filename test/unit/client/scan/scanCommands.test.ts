import { describe, expect, it } from 'vitest';
import {
  copySecretPath,
  openSecret,
  rescanFile,
  showSkippedFiles,
} from '../../../../client/src/commands/scanResults.ts';
import { scanWorkspace, summaryText } from '../../../../client/src/commands/scanWorkspace.ts';
import { treePlace } from '../../../../client/src/scan/treeArguments.ts';
import { methods } from '../../../../server/src/protocol.ts';
import { openWindow } from '../fakes/clientWorld.ts';
import { ScriptedDialogs } from '../fakes/scriptedDialogs.ts';

const summary = {
  outcome: 'complete' as const,
  secrets: 3,
  filesWithSecrets: 2,
  filesRead: 40,
  skipped: 1,
};

describe('scanning the workspace', () => {
  it('shows progress and says in one line what came of it, with buttons', async () => {
    const [world, dialogs] = [openWindow(), new ScriptedDialogs()];
    world.server.summary = summary;
    await scanWorkspace(world.parts(dialogs));
    expect(world.server.sent(methods.scanWorkspace)).toEqual([{ workDoneToken: 'progress' }]);
    expect(dialogs.progress).toEqual(['7 files']);
    expect(world.done).toEqual(['listened']);
    expect(dialogs.told).toMatchObject([
      { level: 'information', message: '3 secrets in 2 files; 40 files read, 1 skipped.' },
    ]);
    expect(dialogs.buttons).toEqual(['vaultRefs.showSecrets', 'vaultRefs.showSkippedFiles']);
  });

  it('needs no connection and no trust', async () => {
    const [world, dialogs] = [openWindow(), new ScriptedDialogs()];
    world.trusted = false;
    await scanWorkspace(world.parts(dialogs));
    expect(dialogs.told).toMatchObject([{ level: 'information' }]);
    expect(dialogs.buttons).toEqual([]);
  });

  it('that another one took over says nothing', async () => {
    const [world, dialogs] = [openWindow(), new ScriptedDialogs()];
    world.server.summary = { ...summary, outcome: 'superseded' };
    await scanWorkspace(world.parts(dialogs));
    expect(dialogs.told).toEqual([]);
  });

  it.each([
    ['cancelled', /^The scan was cancelled; so far: 3 secrets/],
    ['too-many', /ended early/],
    ['failed', /broke off/],
  ] as const)('that ended early (%s) does not look complete', async (outcome, text) => {
    const [world, dialogs] = [openWindow(), new ScriptedDialogs()];
    world.server.summary = { ...summary, outcome };
    await scanWorkspace(world.parts(dialogs));
    expect(dialogs.told[0]?.level).toBe('warning');
    expect(summaryText({ ...summary, outcome })).toMatch(text);
  });

  it('without a folder says what is missing', async () => {
    const [world, dialogs] = [openWindow(), new ScriptedDialogs()];
    world.server.summary = { ...summary, outcome: 'no-folder' };
    await scanWorkspace(world.parts(dialogs));
    expect(dialogs.told[0]?.message).toMatch(/folder/);
  });
});

describe('what was skipped', () => {
  it('is listed with the reasons, and opened', async () => {
    const world = openWindow();
    const dialogs = new ScriptedDialogs({ choose: 'a.yaml' });
    const place = { uri: 'file:///a.yaml', folderName: 'shop', path: 'a.yaml', reason: 'binary' };
    world.server.skipped = { files: [place, { ...place, path: '[x](command:y)\n' }], total: 9 };
    await showSkippedFiles(world.parts(dialogs));
    expect(dialogs.choices).toEqual([['a.yaml', '[x] (command:y)\ufffd']]);
    expect(world.done).toEqual(['open file:///a.yaml null']);
  });

  it('may be nothing', async () => {
    const [world, dialogs] = [openWindow(), new ScriptedDialogs()];
    await showSkippedFiles(world.parts(dialogs));
    expect(dialogs.told).toMatchObject([{ level: 'information' }]);
  });
});

describe('the commands of an entry', () => {
  const range = { start: { line: 1, character: 2 }, end: { line: 1, character: 5 } };
  const file = { uri: 'file:///a.yaml', folderName: 'shop', path: 'a.yaml', secrets: [] };

  it('open it at the secret, copy its path and scan it again', async () => {
    const world = openWindow();
    const parts = world.parts(new ScriptedDialogs());
    await openSecret(parts, { kind: 'secret', file, secret: { range } });
    await openSecret(parts, { kind: 'file', file });
    await copySecretPath(parts, { kind: 'file', file });
    await rescanFile(parts, { kind: 'file', file });
    expect(world.done).toEqual([
      'open file:///a.yaml {"line":1,"character":2}',
      'open file:///a.yaml null',
      'copy file:///a.yaml',
    ]);
    expect(world.server.sent(methods.rescanFiles)).toEqual([{ uris: ['file:///a.yaml'] }]);
  });

  it.each([[[]], [[null]], [['file:///a.yaml']], [[{ file: 'x' }]], [[{ file: { uri: 1 } }]]])(
    'do nothing for %j',
    async (args) => {
      const world = openWindow();
      const parts = world.parts(new ScriptedDialogs());
      for (const command of [openSecret, copySecretPath, rescanFile]) await command(parts, ...args);
      expect([world.done, world.server.requests]).toEqual([[], []]);
    },
  );

  it.each([
    [{ start: { line: -1, character: 0 }, end: { line: 1, character: 1 } }],
    [{ start: { line: 0.5, character: 0 }, end: { line: 1, character: 1 } }],
    [{ start: { line: 0, character: 0 } }],
    ['0:0'],
  ])('open the file alone when the place is %j', (bad) => {
    expect(treePlace([{ file, secret: { range: bad } }])).toEqual({ uri: 'file:///a.yaml' });
  });
});

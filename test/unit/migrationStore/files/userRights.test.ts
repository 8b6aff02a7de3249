import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';
import { AFTER, BEFORE, FileWorld } from './fileWorld.ts';

/** `nobody` on Linux and macOS: a user that may not do everything, as root may. */
const NOBODY = 65_534;
const isRoot = process.geteuid?.() === 0;
const node = fileURLToPath(new URL('../../../../node_modules/node/bin/node', import.meta.url));
const script = fileURLToPath(new URL('replaceOnce.ts', import.meta.url));

/** What a replacement by an ordinary user comes to: this one, or `nobody` when this one is root. */
function replaceAsUser({ folder, uri }: FileWorld): unknown {
  const parameters = [folder, uri, 'made-up-value', 'vault://secret/app#password'];
  const { stdout, stderr } = spawnSync(
    node,
    ['--disable-warning=ExperimentalWarning', script, ...parameters],
    {
      encoding: 'utf8',
      cwd: folder,
      ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
    },
  );
  return stdout === '' ? stderr : (JSON.parse(stdout) as unknown);
}

/** A world whose folder and file belong to the user of {@link replaceAsUser}. */
function worldOfUser(): FileWorld {
  const world = new FileWorld();
  if (isRoot) for (const path of [world.outside, world.folder, world.path]) chownSync(path, NOBODY, NOBODY);
  return world;
}

function canRun(): boolean {
  if (process.platform === 'win32') return false;
  const folder = temporaryFolder();
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, 'a'), '');
  const check = spawnSync(node, ['-e', `require('fs').readFileSync(${JSON.stringify(script)})`], {
    cwd: folder,
    ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
  });
  return check.status === 0;
}

describe('an ordinary user', () => {
  test('replaces own files, and is refused what the rights do not allow', (context) => {
    if (!canRun())
      return context.skip('this system has no modes, or the sources are not readable for an ordinary user');
    const readOnly = { look: { problem: 'read-only' }, outcome: { kind: 'refused', problem: 'read-only' } };

    const own = worldOfUser();
    expect(replaceAsUser(own)).toMatchObject({ outcome: { kind: 'replaced' } });
    expect(own.text()).toBe(AFTER);

    const inFolder = worldOfUser();
    chmodSync(inFolder.folder, 0o555);
    expect(replaceAsUser(inFolder)).toMatchObject(readOnly);
    expect(inFolder.text()).toBe(BEFORE);
    chmodSync(inFolder.folder, 0o755);

    const file = worldOfUser();
    chmodSync(file.path, 0o444);
    expect(replaceAsUser(file)).toMatchObject(readOnly);
    expect(file.text()).toBe(BEFORE);
    expect(pathToFileURL(file.path).href).toBe(file.uri);
  });

  test('is refused what is another one’s, even where writing is allowed', (context) => {
    if (!isRoot) return context.skip('only root can make files of another user');
    if (!canRun())
      return context.skip('this system has no modes, or the sources are not readable for an ordinary user');
    const world = worldOfUser();
    chownSync(world.path, 0, NOBODY);
    chmodSync(world.path, 0o664);
    expect(replaceAsUser(world)).toMatchObject({
      look: { kind: 'text' },
      outcome: { kind: 'refused', problem: 'read-only' },
    });
    expect(world.text()).toBe(BEFORE);
    expect(world.names()).toEqual(['app.yaml']);
  });
});

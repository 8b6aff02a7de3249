import { execFileSync } from 'node:child_process';
import { chmodSync, linkSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FileProblem } from '../../../../server/src/migration/runFiles.ts';
import { createDiskFiles } from '../../../../server/src/migrationStore/files/diskFiles.ts';
import { nodeDisk } from '../../../../server/src/migrationStore/nodeDisk.ts';
import { maxBytes } from '../../../../server/src/scan/files/readText.ts';
import { faultyDisk } from '../../../support/faultyDisk.ts';
import { BEFORE, FileWorld } from './fileWorld.ts';

function unusable(problem: FileProblem): unknown {
  return { kind: 'unusable', problem };
}

describe('a look at a file', () => {
  test.each([
    ['text', BEFORE],
    ['an empty file', ''],
    ['other line ends', 'a: 1\r\nb: 2\r'],
    ['characters of four bytes', 'a: \u{1f511}\n'],
    ['control characters', 'a: \u0001\u001b\u007f\u0085\u2028\n'],
    ['a mark in the middle', 'a: \ufeff\n'],
  ])('shows %s as it is', async (_, text) => {
    expect(await new FileWorld(text).look()).toEqual({ kind: 'text', text });
  });

  test('leaves out one byte order mark', async () => {
    expect(await new FileWorld('\ufeffa: 1\n').look()).toEqual({ kind: 'text', text: 'a: 1\n' });
    expect(await new FileWorld('\ufeff\ufeffa: 1\n').look()).toEqual({ kind: 'text', text: '\ufeffa: 1\n' });
  });

  test.each<[string, Uint8Array]>([
    ['UTF-16 with a mark', Buffer.from('\ufeffa: 1\n', 'utf16le')],
    ['UTF-16 without one', Buffer.from('a: 1\n', 'utf16le')],
    ['Latin-1', Buffer.from('a: \xfc\n', 'latin1')],
    ['a NUL', Buffer.from('a: \0\n')],
    ['an overlong form', Buffer.from([0x61, 0xc0, 0xaf])],
    ['a surrogate as bytes', Buffer.from([0x61, 0xed, 0xa0, 0x80])],
    ['a character that is cut off', Buffer.from([0x61, 0xe2, 0x82])],
    ['beyond the last character', Buffer.from([0xf4, 0x90, 0x80, 0x80])],
  ])('finds no text in %s', async (_, bytes) => {
    expect(await new FileWorld(bytes).look()).toEqual(unusable('not-text'));
  });

  test('has a limit', async () => {
    const largest = new FileWorld(Buffer.alloc(maxBytes, 'a'));
    expect(await largest.look()).toMatchObject({ kind: 'text' });
    writeFileSync(largest.path, Buffer.alloc(maxBytes + 1, 'a'));
    expect(await largest.look()).toEqual(unusable('too-large'));
  });

  test('that is not there', async () => {
    const world = new FileWorld();
    expect(await world.look(join(world.folder, 'other.yaml'))).toEqual(unusable('missing'));
    expect(await world.look(join(world.path, 'below.yaml'))).toEqual(unusable('missing'));
  });

  test('that is no file, which nobody waits for', async (context) => {
    const world = new FileWorld();
    mkdirSync(join(world.folder, 'folder.yaml'));
    expect(await world.look(join(world.folder, 'folder.yaml'))).toEqual(unusable('unreadable'));
    if (process.platform === 'win32') return context.skip('this system has no pipes with names in folders');
    execFileSync('mkfifo', [join(world.folder, 'pipe.yaml')]);
    expect(await world.look(join(world.folder, 'pipe.yaml'))).toEqual(unusable('unreadable'));
  });

  test('that has another name', async () => {
    const world = new FileWorld();
    linkSync(world.path, join(world.outside, 'other.yaml'));
    expect(await world.look()).toEqual(unusable('linked'));
    rmSync(join(world.outside, 'other.yaml'));
    expect(await world.look()).toMatchObject({ kind: 'text' });
  });

  test('that nobody may write', async () => {
    const world = new FileWorld();
    chmodSync(world.path, 0o444);
    expect(await world.look()).toEqual(unusable('read-only'));
  });

  test.each(['file', 'folder'])('that this user may not write, by the rights of the %s', async (kind) => {
    const world = new FileWorld();
    const disk = faultyDisk(nodeDisk, ({ name, path }) =>
      name === 'mayWrite' && path === (kind === 'file' ? world.path : dirname(world.path))
        ? { acts: 'not', then: 'fails', code: 'EACCES' }
        : undefined,
    );
    expect(await world.look(world.path, disk)).toEqual(unusable('read-only'));
  });

  test('never fails, whatever the disk does', async () => {
    for (const code of ['EIO', 'EACCES', 'ELOOP', 'EMFILE', 'ENOENT', 'ENAMETOOLONG']) {
      for (let failing = 0; ; failing += 1) {
        let calls = 0;
        const disk = faultyDisk(nodeDisk, ({ index }) => {
          calls = index + 1;
          return index === failing ? { acts: 'not', then: 'fails', code } : undefined;
        });
        const world = new FileWorld();
        const look = await world.look(world.path, disk);
        expect(['text', 'unusable']).toContain(look.kind);
        if (calls <= failing) break;
      }
    }
  });

  test('throws the reason of the signal, and nothing else', async () => {
    const world = new FileWorld();
    const controller = new AbortController();
    const files = createDiskFiles({
      folders: () => [world.folder],
      disk: faultyDisk(nodeDisk, ({ name }) => {
        if (name === 'open') controller.abort(new Error('Enough.'));
        return undefined;
      }),
    });
    await expect(files.look(world.uri, controller.signal)).rejects.toThrow('Enough.');
    await expect(files.look(world.uri, controller.signal)).rejects.toThrow('Enough.');
  });
});

describe('a place', () => {
  test.each([
    ['beside the folder', '../other.yaml'],
    ['beside it, with the same beginning', '../workspace-2/app.yaml'],
    ['above, by escapes', '%2e%2e/other.yaml'],
    ['at the top', '../../../../../../../etc/passwd'],
  ])('%s is outside', async (_, way) => {
    const world = new FileWorld();
    mkdirSync(join(world.outside, 'workspace-2'));
    for (const name of ['other.yaml', 'workspace-2/app.yaml'])
      writeFileSync(join(world.outside, name), BEFORE);
    const files = createDiskFiles({ folders: () => [world.folder] });
    const uri = `${world.uri.slice(0, world.uri.lastIndexOf('/'))}/${way}`;
    expect(await files.look(uri, new AbortController().signal)).toEqual(unusable('outside'));
  });

  test.each([
    'untitled:app.yaml',
    'https://example.com/app.yaml',
    '/w/app.yaml',
    '',
    'file:',
    'git:/a',
    'file://[/a',
  ])('that is no file is outside: %j', async (uri) => {
    const files = createDiskFiles({ folders: () => [new FileWorld().folder] });
    expect(await files.look(uri, new AbortController().signal)).toEqual(unusable('outside'));
  });

  test('of another host is not even looked for', async () => {
    const asked: string[] = [];
    const disk = faultyDisk(nodeDisk, ({ name, path }) => {
      asked.push(`${name} ${path}`);
      return undefined;
    });
    const files = createDiskFiles({ folders: () => [new FileWorld().folder], disk });
    for (const uri of ['file://capture.example/share/app.yaml', 'file:////capture.example/share/app.yaml']) {
      expect(await files.look(uri, new AbortController().signal)).toEqual(unusable('outside'));
    }
    expect(asked).toEqual([]);
  });

  test('reached by a link is where the link leads', async () => {
    const world = new FileWorld();
    writeFileSync(join(world.outside, 'other.yaml'), BEFORE);
    mkdirSync(join(world.outside, 'elsewhere'));
    writeFileSync(join(world.outside, 'elsewhere', 'app.yaml'), BEFORE);
    symlinkSync(world.path, join(world.folder, 'inside.yaml'));
    symlinkSync(join(world.outside, 'other.yaml'), join(world.folder, 'out.yaml'));
    symlinkSync(join(world.outside, 'elsewhere'), join(world.folder, 'way'));
    symlinkSync(join(world.folder, 'loop.yaml'), join(world.folder, 'loop.yaml'));
    expect(await world.look(join(world.folder, 'inside.yaml'))).toMatchObject({ kind: 'text' });
    expect(await world.look(join(world.folder, 'out.yaml'))).toEqual(unusable('outside'));
    expect(await world.look(join(world.folder, 'way', 'app.yaml'))).toEqual(unusable('outside'));
    expect(await world.look(join(world.folder, 'loop.yaml'))).toEqual(unusable('unreadable'));
  });

  test('in a folder that is a link, or is the file itself, is inside', async () => {
    const world = new FileWorld();
    const link = join(world.outside, 'link');
    symlinkSync(world.folder, link);
    const { signal } = new AbortController();
    for (const folder of [link, world.path, join(world.folder, '.'), '/']) {
      const files = createDiskFiles({ folders: () => [join(world.outside, 'gone'), folder] });
      expect(await files.look(world.uri, signal)).toMatchObject({ kind: 'text' });
    }
    const none = createDiskFiles({ folders: () => [] });
    expect(await none.look(world.uri, signal)).toEqual(unusable('outside'));
  });
});

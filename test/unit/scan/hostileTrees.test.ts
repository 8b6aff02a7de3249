import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { noDetectionSettings } from '../../../server/src/languageService/findings/policy/detectionSettings.ts';
import { printable } from '../../../server/src/printable.ts';
import { readText } from '../../../server/src/scan/files/readText.ts';
import { walkConfigFiles, type WalkStep } from '../../../server/src/scan/files/walk.ts';
import { localScanner } from '../../../server/src/scan/localScanner.ts';
import type { ScanStep } from '../../../server/src/scan/scanFiles.ts';
import { folderWith } from '../cli/capturedContext.ts';

const secret = 'password: n0t-Real-9z\n';
let folder = '';

beforeEach(() => {
  folder = folderWith({ 'a.yaml': secret, 'z.yaml': secret });
});

async function scanned(steps: Iterable<WalkStep> = walkConfigFiles(['.'], folder)): Promise<string[]> {
  const request = { detection: noDetectionSettings, minConfidence: 'medium' } as const;
  const said: string[] = [];
  for await (const step of localScanner(1_000).scan(steps, request, () => undefined)) said.push(say(step));
  return said;
}

function say(step: ScanStep): string {
  if ('skipped' in step) return `${printable(step.skipped.shown)}: ${step.skipped.reason}`;
  return `${printable(step.file.shown)}: ${step.scanned.findings.length} found`;
}

/** What is said of a tree in which `a.yaml` and `z.yaml` have a secret each, without these two. */
async function others(): Promise<string[]> {
  const said = await scanned();
  expect(said).toEqual(expect.arrayContaining(['a.yaml: 1 found', 'z.yaml: 1 found']));
  return said.filter((line) => !/^[az]\.yaml: 1 found$/.test(line));
}

describe('a hostile tree is read or reported to its end', () => {
  test('loops of links, and links that leave', async () => {
    const outside = folderWith({ 'o.yaml': secret });
    mkdirSync(join(folder, 'd'));
    symlinkSync('.', join(folder, 'd/self'));
    symlinkSync('../d', join(folder, 'd/up'));
    symlinkSync('loop.yaml', join(folder, 'loop.yaml'));
    symlinkSync(outside, join(folder, 'leaves'));
    symlinkSync(join(outside, 'o.yaml'), join(folder, 'leaves.yaml'));
    symlinkSync('/proc/self/root', join(folder, 'root'));
    expect(await others()).toEqual([
      'd/self: a link to a folder that is looked into already',
      'd/up: a link to a folder that is looked into already',
      'leaves: a link that leads out of the folder',
      'leaves.yaml: a link that leads out of the folder',
      'loop.yaml: cannot be read (ELOOP)',
      'root: a link that leads out of the folder',
    ]);
  });

  test('pipes and sockets', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe.yaml')]);
    symlinkSync('pipe.yaml', join(folder, 'to-pipe.json'));
    const server = createServer();
    onTestFinished(() => void server.close());
    await new Promise<void>((resolve) => server.listen(join(folder, 'socket.json'), resolve));
    expect(await others()).toEqual(['pipe.yaml: not a regular file', 'socket.json: not a regular file']);
    for (const name of ['pipe.yaml', 'to-pipe.json', 'socket.json'])
      expect(readText(join(folder, name))).toHaveProperty('skipped');
  });

  test('a file that has become a pipe since it was listed', async () => {
    const steps = [...walkConfigFiles(['.'], folder)];
    rmSync(join(folder, 'a.yaml'));
    execFileSync('mkfifo', [join(folder, 'a.yaml')]);
    expect(await scanned(steps)).toEqual(['a.yaml: not a regular file', 'z.yaml: 1 found']);
  });

  test('files and folders that may not be read', async (context) => {
    mkdirSync(join(folder, 'closed'));
    writeFileSync(join(folder, 'closed/b.yaml'), secret);
    writeFileSync(join(folder, 'closed.yaml'), secret);
    writeFileSync(join(folder, '.gitignore'), 'z.yaml');
    const closed = ['closed', 'closed.yaml', '.gitignore'].map((name) => join(folder, name));
    for (const path of closed) chmodSync(path, 0);
    chmodSync(folder, 0o755);
    const isRoot = process.geteuid?.() === 0;
    if (isRoot && !process.seteuid) return context.skip('this thread is that of root and cannot be another');
    if (isRoot) process.seteuid?.(65_534);
    try {
      expect(await others()).toEqual([
        '.gitignore: cannot be read (EACCES)',
        'closed: cannot be read (EACCES)',
        'closed.yaml: cannot be read (EACCES)',
      ]);
    } finally {
      if (isRoot) process.seteuid?.(0);
      for (const path of closed) chmodSync(path, 0o755);
    }
  });

  test('names with line breaks, with codes for terminals and with bytes that are no UTF-8', async (context) => {
    writeFileSync(join(folder, 'b\nc.yaml'), secret);
    writeFileSync(join(folder, 'b\u001b[2J.yaml'), secret);
    writeFileSync(join(folder, 'b\ufffd.yaml'), secret);
    try {
      writeFileSync(Buffer.from([...Buffer.from(`${folder}/c`), 0xff, ...Buffer.from('.yaml')]), secret);
      mkdirSync(Buffer.from([...Buffer.from(`${folder}/c`), 0xfe]));
      writeFileSync(Buffer.from([...Buffer.from(`${folder}/c`), 0xff, ...Buffer.from('.txt')]), secret);
    } catch {
      return context.skip('the file system takes no such names');
    }
    expect(await others()).toEqual([
      expect.stringMatching(/^b[\x20-\x7e]+c\.yaml: 1 found$/) as string,
      expect.stringMatching(/^b[\x20-\x7e]+\[2J\.yaml: 1 found$/) as string,
      'b\ufffd.yaml: 1 found',
      'c\ufffd: its name is no UTF-8',
      'c\ufffd.yaml: its name is no UTF-8',
    ]);
  });

  test('a file of 2 GB', async () => {
    writeFileSync(join(folder, 'huge.yaml'), '');
    truncateSync(join(folder, 'huge.yaml'), 2 ** 31);
    expect(await others()).toEqual([expect.stringMatching(/^huge\.yaml: larger than \d+ bytes$/) as string]);
  });

  test('UTF-16 in both orders, Latin-1, and what is no text', async () => {
    const little = Buffer.from(`\ufeffname: é\n${secret}`, 'utf16le');
    writeFileSync(join(folder, 'le.yaml'), little);
    writeFileSync(join(folder, 'be.yaml'), Buffer.from(little).swap16());
    writeFileSync(join(folder, 'old.yaml'), Buffer.from(`name: é\n${secret}`, 'latin1'));
    writeFileSync(join(folder, 'packed.json'), Uint8Array.of(0x1f, 0x8b, 0x08, 0xff));
    expect(await others()).toEqual([
      'be.yaml: 1 found',
      'le.yaml: 1 found',
      'old.yaml: 1 found',
      'packed.json: binary or not UTF-8',
    ]);
  });

  test('files and folders that vanish, and one that becomes a file', async () => {
    for (const name of ['d', 'e', 'f']) mkdirSync(join(folder, name));
    for (const name of ['d/x.yaml', 'e/x.yaml', 'f/x.yaml']) writeFileSync(join(folder, name), secret);
    const walk = walkConfigFiles(['.'], folder);
    const steps: WalkStep[] = [];
    for (const step of walk) {
      steps.push(step);
      if (steps.length > 1) continue;
      rmSync(join(folder, 'd'), { recursive: true });
      renameSync(join(folder, 'e'), join(folder, 'g'));
      rmSync(join(folder, 'f'), { recursive: true });
      writeFileSync(join(folder, 'f'), '');
    }
    rmSync(join(folder, 'z.yaml'));
    expect(await scanned(steps)).toEqual([
      'a.yaml: 1 found',
      'd: cannot be read (ENOENT)',
      'e: cannot be read (ENOENT)',
      'f: cannot be read (ENOTDIR)',
      'z.yaml: cannot be read (ENOENT)',
    ]);
  });

  test.each([
    ['grows', 'password: n0t-Real-9z\nmore: é\n'],
    ['shrinks', 'password: n0t-Re'],
    ['is emptied', ''],
  ])('a file that %s between the walk and its reading', async (_, content) => {
    const steps = [...walkConfigFiles(['.'], folder)];
    writeFileSync(join(folder, 'a.yaml'), content);
    expect(await scanned(steps)).toEqual([`a.yaml: ${content === '' ? 0 : 1} found`, 'z.yaml: 1 found']);
  });

  test('a file that does not tell its size, or has more than it told', () => {
    const own = readText('/proc/self/status');
    if ('text' in own) expect(own.text).toContain('Pid:');
    else expect(own.skipped).toContain('cannot be read');
  });

  test('a file that is written to while it is scanned', async () => {
    const path = join(folder, 'busy.yaml');
    writeFileSync(path, secret);
    const descriptor = openSync(path, 'a');
    let isOver = false;
    const write = (): void => {
      if (isOver) {
        closeSync(descriptor);
        return;
      }
      writeSync(descriptor, `a: ${'é'.repeat(500)}\n`);
      setImmediate(write);
    };
    write();
    for (let round = 0; round < 20; round += 1) {
      expect(await others()).toEqual(['busy.yaml: 1 found']);
    }
    isOver = true;
  });
});

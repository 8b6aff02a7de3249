import { describe, expect, test } from 'vitest';
import { wantsColour } from '../../../server/src/cli/terminal/colours.ts';
import { ProgressLine } from '../../../server/src/cli/terminal/progressLine.ts';
import { folderWith, run, type Run } from './capturedContext.ts';

const files = { 'a.yaml': 'db_password: Zq7-Made-Up-9vK2\n' };
const escape = '\u001b';

describe('colours', () => {
  test.each([
    [true, {}, true],
    [false, {}, false],
    [undefined, {}, false],
    [true, { TERM: 'dumb' }, false],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '' }, true],
    [false, { FORCE_COLOR: '1' }, true],
    [false, { FORCE_COLOR: '' }, true],
    [true, { FORCE_COLOR: '0' }, false],
    [false, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
  ])('terminal %s, %j: %s', (isTTY, environment, wanted) => {
    expect(wantsColour({ isTTY }, environment)).toBe(wanted);
  });

  /** Runs with standard output on a terminal, or on a pipe. */
  async function scanOn(isTTY: boolean, environment: NodeJS.ProcessEnv, ...args: string[]): Promise<string> {
    let shown = '';
    const stdout = { isTTY, write: (text: string) => (shown += text) };
    await run(['scan', ...args, '.'], folderWith(files), { stdout, environment });
    return shown;
  }

  test('are on a terminal alone, unless forced', async () => {
    const inPipe = await scanOn(false, {});
    expect(inPipe).not.toContain(escape);
    const onTerminal = await scanOn(true, {});
    expect(onTerminal).toContain(escape);
    expect(onTerminal.replaceAll(/\u001b\[\d+m/g, '')).toBe(inPipe);
    expect(await scanOn(false, { FORCE_COLOR: '1' })).toBe(onTerminal);
    expect(await scanOn(true, { NO_COLOR: '1' })).toBe(inPipe);
  });

  test.each(['jsonl', 'sarif'])('are not in %s', async (format) => {
    expect(await scanOn(true, { FORCE_COLOR: '1' }, '--format', format)).not.toContain(escape);
  });
});

describe('the progress line', () => {
  /** A line on a terminal, or not, and what was written. */
  function lineOn(isTTY: boolean, environment: NodeJS.ProcessEnv = {}) {
    const written: string[] = [];
    const clock = { now: 0 };
    const stderr = { isTTY, write: (text: string) => written.push(text) };
    return { written, clock, line: new ProgressLine({ stderr, environment }, () => clock.now) };
  }

  test('is written at a pace, over itself, and erased', () => {
    const { written, clock, line } = lineOn(true);
    line.show(() => 'too early');
    clock.now = 100;
    line.show(() => 'one');
    line.show(() => 'too soon');
    clock.now = 200;
    line.show(() => 'two');
    line.erase();
    line.erase();
    expect(written).toEqual([`\r${escape}[2Kone`, `\r${escape}[2Ktwo`, `\r${escape}[2K`]);
  });

  test.each([
    [false, {}],
    [true, { TERM: 'dumb' }],
  ])('is not written elsewhere: terminal %s, %j', (isTTY, environment) => {
    const { written, clock, line } = lineOn(isTTY, environment);
    clock.now = 1_000;
    line.show(() => 'one');
    line.erase();
    expect(written).toEqual([]);
  });

  test('leaves nothing behind in a run', async () => {
    let shown = '';
    const stderr = { isTTY: true, write: (text: string) => (shown += text) };
    const result: Run = await run(['scan', '.'], folderWith(files), { stderr });
    expect(result.code).toBe(1);
    const lines = shown.split(`\r${escape}[2K`);
    expect(lines.at(-1)).toBe('Plaintext secrets: 1, files read: 1.\n');
  });
});

import { describe, expect, it } from 'vitest';
import { createPatternCompiler } from '../../server/src/re2Patterns.ts';

/** A compiler whose patterns take as long as the test says. */
function slowWorld(timeLimit: number, step: () => number) {
  let time = 0;
  const dropped: string[] = [];
  const compile = createPatternCompiler({
    now: () => (time += step()),
    timeLimit,
    dropped: (owner) => dropped.push(owner),
  });
  return {
    dropped,
    compile,
    wait: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

describe('createPatternCompiler', () => {
  it('finds each match, in UTF-16 offsets, and at most twenty', () => {
    const { compile } = slowWorld(1_000, () => 0);
    expect(compile('b(c)?', 'x')?.find('🙂ab abc', 0)).toEqual([
      { start: 3, end: 4 },
      { start: 6, end: 8 },
    ]);
    expect(compile('b(c)?', 'x')?.find('🙂ab abc', 1)).toEqual([{ start: 7, end: 8 }]);
    expect(compile('a', 'x')?.find('a'.repeat(100), 0)).toHaveLength(20);
    expect(compile('a*', 'x')?.find('bbb', 0)).toEqual([]);
  });

  it.each(['(', '(?=a)', '(a)\\1', 'a{1001}', '((a{90}){9}){9}', 'a'.repeat(1_001)])(
    'refuses %j',
    (source) => {
      expect(slowWorld(1_000, () => 0).compile(source, 'x')).toBeUndefined();
    },
  );

  it('drops the slowest when all together took too long, and goes on with the others', () => {
    let step = 1;
    const { compile, dropped } = slowWorld(100, () => step);
    const [quick, slow] = [compile('a', 'quick'), compile('b', 'slow')];
    for (let turn = 0; turn < 10; turn++) expect(quick?.test('ab')).toBe(true);
    step = 60;
    expect([slow?.test('ab'), slow?.test('ab')]).toEqual([true, true]);
    step = 1;
    expect(dropped).toEqual(['slow']);
    expect([quick?.test('ab'), slow?.test('ab'), slow?.find('ab', 0)]).toEqual([true, false, []]);
  });

  it('forgets what was spent ten seconds ago', () => {
    const { compile, dropped, wait } = slowWorld(100, () => 30);
    const pattern = compile('a', 'x');
    for (let turn = 0; turn < 20; turn++) {
      expect(pattern?.test('a')).toBe(true);
      wait(11_000);
    }
    expect(dropped).toEqual([]);
  });
});

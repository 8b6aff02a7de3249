import { describe, expect, it } from 'vitest';
import { globPattern } from '../../../../../server/src/languageService/findings/policy/glob.ts';
import { createPatternCompiler } from '../../../../../server/src/re2Patterns.ts';
import { cpuTime, LEEWAY } from '../../../../support/cpuTime.ts';

const compile = createPatternCompiler({ now: () => 0, timeLimit: 1, dropped: () => undefined });

function fits(glob: string, path: string): boolean | undefined {
  const source = globPattern(glob);
  return source === undefined ? undefined : compile(source, 'test')?.test(path);
}

describe('a glob', () => {
  it.each([
    ['*.yaml', '/team/a/b.yaml'],
    ['b.yaml', '/team/a/b.yaml'],
    ['a/*.yaml', '/team/a/b.yaml'],
    ['./a/b.yaml', '/team/a/b.yaml'],
    ['/team/a/b.yaml', '/team/a/b.yaml'],
    ['**/b.yaml', '/b.yaml'],
    ['team/**/b.yaml', '/team/b.yaml'],
    ['team/**/b.yaml', '/team/x/y/b.yaml'],
    ['team/**', '/team/x/y/b.yaml'],
    ['b.{yaml,yml}', '/b.yml'],
    ['{a,b/c}/*.yaml', '/b/c/x.yaml'],
    ['{a,{b,c}}.yaml', '/c.yaml'],
    ['b.y?ml', '/b.yaml'],
    ['[ab].yaml', '/b.yaml'],
    ['[!a].yaml', '/b.yaml'],
    ['a,b (1)+$.yaml', '/a,b (1)+$.yaml'],
    ['\\*.yaml', '/*.yaml'],
    ['*.yaml', 'b.yaml'],
    ['.config/*.yaml', '/.config/.b.yaml'],
    ['größe.*', '/größe.yaml'],
  ])('%s fits %s', (glob, path) => {
    expect(fits(glob, path)).toBe(true);
  });

  it.each([
    ['*.yaml', '/team/b.yaml.txt'],
    ['b.yaml', '/team/ab.yaml'],
    ['a/*.yaml', '/team/a/x/b.yaml'],
    ['a.yaml', '/axyaml'],
    ['b.y?ml', '/b.y/ml'],
    ['[!a].yaml', '/a.yaml'],
    ['[!a]b.yaml', '/b.yaml'],
    ['\\*.yaml', '/a.yaml'],
    ['*.yaml', '/b.YAML'],
  ])('%s does not fit %s', (glob, path) => {
    expect(fits(glob, path)).toBe(false);
  });

  it.each(['{a', 'a}', '[a', '{a,{b}'])('is none where something does not end: %s', (glob) => {
    expect(globPattern(glob)).toBeUndefined();
  });

  it('takes linear time, whatever it is', () => {
    const spent = cpuTime(() => {
      expect(fits(`**/${'*a'.repeat(90)}b`, `/${'a'.repeat(4_000)}`)).toBe(false);
    });
    expect(spent).toBeLessThan(1_000 * LEEWAY);
  });
});

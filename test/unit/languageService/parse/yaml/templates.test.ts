import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findAction,
  findActionLine,
  mayOpenAction,
} from '../../../../../server/src/languageService/parse/yaml/templates.ts';
import { fragment } from '../../../../support/reader/fragments.ts';
import { runs } from '../readings.ts';

/** The actions of a text, one behind the other. */
function actionsOf(text: string): string[] {
  const actions: string[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const end = findAction(text, at).end;
    if (end === undefined) continue;
    actions.push(text.slice(at, end));
    at = end - 1;
  }
  return actions;
}

describe('findAction', () => {
  it.each<[string, string[]]>([
    ['{{ a }}x{{b}}', ['{{ a }}', '{{b}}']],
    ['{{ a {{ b }}', ['{{ b }}']],
    ['{{ a\nb }}', ['{{ a\nb }}']],
    ['{{/* {{ a }} */}} {{- /* b */ -}}', ['{{/* {{ a }} */}}', '{{- /* b */ -}}']],
    ['{% a %}{# b #}<% c %>', ['{% a %}', '{# b #}', '<% c %>']],
    ['{%- if x -%}<%= c["d"] %>${{ e }}', ['{%- if x -%}', '<%= c["d"] %>', '{{ e }}']],
    ['{{ a', []],
    ['{{ a }', []],
    ['{{/* a }}', []],
    ['{{/* a */ b }}', []],
    ['{{/* a */ }}', ['{{/* a */ }}']],
    ['{{/* a {{/* b */}}', ['{{/* b */}}']],
    ['a }}', []],
    ['{ {a}}', []],
    ['{{}}<%%>', ['{{}}', '<%%>']],
    ['{# {{ #}', ['{# {{ #}']],
    // A mark ends its document, whatever is open; in a comment it may be a rule.
    ['{{ a\n---\nb }}', []],
    ['{{ a\r...\rb }}', []],
    ['{{ a\n---b }}', ['{{ a\n---b }}']],
    ['{{- /* a\n---\n*/ -}}', ['{{- /* a\n---\n*/ -}}']],
  ])('%j', (text, actions) => {
    expect(actionsOf(text)).toEqual(actions);
  });

  it('looks for the end in the next 16 KB', () => {
    const near = `{{${'x'.repeat(16_000)}}}`;
    expect(findAction(near, 0)).toEqual({ end: near.length, seen: near.length });
    const far = `{{${'x'.repeat(17_000)}}}`;
    expect(findAction(far, 0).end).toBeUndefined();
    expect(findAction(far, 0).seen).toBeLessThan(far.length);
  });

  it('takes nothing else for an action', () => {
    for (const text of ['', '{', '<', '{a', '%}', '}}', 'a{{', '< %']) {
      expect(mayOpenAction(text, 0)).toBe(false);
      expect(findAction(text, 0).end).toBeUndefined();
    }
  });
});

describe('findActionLine', () => {
  it.each<[string, string | undefined]>([
    ['{{ a }}', '{{ a }}'],
    ['{{ a }} {{ b }}\nx', '{{ a }} {{ b }}'],
    ['{{ a }} # c\nx', '{{ a }} # c'],
    ['{{ a }} #\nx', '{{ a }} #'],
    ['{{/* a */}}  # b {{ c\nx', '{{/* a */}}  # b {{ c'],
    ['{{ a\n b }}\nx', '{{ a\n b }}'],
    ['{{ a }} \t\r\nx', '{{ a }} \t'],
    ['{{ a }}\rx', '{{ a }}'],
    ['{% a %}\t<% b %>  \n', '{% a %}\t<% b %>  '],
    ['{{ a }}# c\n', undefined],
    ['{{ a }}: b', undefined],
    ['{{ a }} b', undefined],
    ['{{ a }} {{ b', undefined],
    ['{{ a }}\u0085', undefined],
    ['{{ a', undefined],
    ['x', undefined],
    ['', undefined],
  ])('%j', (text, line) => {
    const { end } = findActionLine(text, 0);
    expect(end === undefined ? undefined : text.slice(0, end)).toBe(line);
  });
});

describe('what was not looked at', () => {
  const opener = fc.constantFrom('{{', '{{/*', '{{- /*', '{%', '{#', '<%', '{{ a }} ', '{{/* a */ ');
  const rest = fc.array(
    fc.oneof(fragment, fc.constantFrom('*/', '}}', '*/}}', '*/ -}}', '%}', '#}', '%>', '\n\n\n\n', '     ')),
    { maxLength: 8 },
  );
  const text = fc.tuple(opener, rest).map(([open, pieces]) => open + pieces.join(''));

  it.each([
    ['an action', findAction],
    ['a line of actions', findActionLine],
  ])('makes no difference to %s', (_name, find) => {
    fc.assert(
      fc.property(text, rest, (before, after) => {
        const { end, seen } = find(before, 0);
        // Beyond the length: that the text ends there was looked at.
        if (seen > before.length) return;
        expect(find(before.slice(0, seen) + after.join(''), 0).end).toBe(end);
      }),
      { ...runs(3000), seed: 7 },
    );
  });
});

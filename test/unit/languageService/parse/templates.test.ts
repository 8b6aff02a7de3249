import { describe, expect, it } from 'vitest';
import { locatedScalars } from '../../../../server/src/languageService/configDocument.ts';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';
import { expectRanges, parseMarked } from '../../../support/markedText.ts';
import { commentsOf, rangesOf, valuesOf } from './readings.ts';

const TEMPLATES: Readonly<Record<string, string>> = {
  'a line of nothing but an action':
    '{{- if .Values.x }}\na: ⟦a:1⟧\n{{- else }}\na: ⟦a:2⟧\n{{- end }}\nb: ⟦b:3⟧',
  'an indented action': 'a:\n  {{- with .x }}\n  b: ⟦a.b:1⟧\n  {{- end }}\nc: ⟦c:2⟧',
  'an action and a comment in a line': '{{ if x }} # c\na: ⟦a:1⟧\n{{ end }}\n',
  'an action as a value': 'a: ⟦a:{{ .Values.a }}⟧\nb: "⟦b:{{ .b }}⟧"\nl:\n  - ⟦l.0:{{ . }}⟧\n  - ⟦l.1:x⟧',
  'quotes in an action in quotes': 'a: "⟦a:{{ .b | default "x" }}-y⟧"\nb: ⟦b:{{ c "d: #" }}⟧ # e',
  'an action within text': 'image: ⟦image:{{ .repo }}:{{ .tag }}-x⟧\nb: ⟦b:1⟧\nx{{ y }}: {{- if z }}',
  'two actions side by side': 'a: ⟦a:{{ b }}{{ c }}⟧\nd: ⟦d:e⟧',
  'an action in flow style': 'a: [⟦a.0:{{ b }}⟧, {c: ⟦a.1.c:{{ d }}⟧}]',
  'an action over lines': '{{- range\n  .Values.list\n}}\na: ⟦a:1⟧\n{{- end }}',
  'a comment with braces': '{{- /*\n  a: {{ b }}\n*/ -}}\na: ⟦a:1⟧\n{{/* x */}}\nb: ⟦b:{{ c }}⟧',
  'an action in a literal': 'a: {{ x }}\nb: |\n  ⟦b:x\n  {{ include "y" . }}⟧\nc: ⟦c:1⟧'.replace(
    'a: {{ x }}',
    'a: ⟦a:{{ x }}⟧',
  ),
  'an action left of a literal': 'b: |\n  ⟦b:x\n{{- if y }}\n  z⟧\n{{- end }}\nc: ⟦c:{{ d }}⟧',
  'a literal of one action': 'b: |\n  ⟦b:{{ x }}⟧\nc: ⟦c:{{ d }}⟧',
  'a literal in a compact list': '- a: |\n    ⟦0.a:{{ x }}⟧\n  {{- if y }}\n  b: ⟦0.b:{{ d }}⟧\n  {{- end }}',
  Jinja: '{% if a %}\nb: ⟦b:1⟧\n{% else %}\nb: ⟦b:{{ c }}⟧\n{% endif %}\n{# note #}\nd: ⟦d:2⟧',
  ERB: '<% if a %>\nb: ⟦b:<%= c["d"] %>⟧\n<% end %>\ne: ⟦e:1⟧',
  'a GitHub expression': 'a: ⟦a:${{ secrets.X }}⟧\nb: [⟦b.0:${{ c }}⟧]',
  'an action being typed': 'a: ⟦a:1⟧\nb: ⟦b:{{ .Values.⟧\nc: ⟦c:2⟧\nd: ⟦d:{{ e }}⟧',
};

describe('templates', () => {
  it.each(Object.entries(TEMPLATES))('%s', (_name, marked) => {
    const { text, ranges } = parseMarked(marked);
    const found = rangesOf(parseConfig(text, 'yaml')).filter(({ label }) => !/[{}]/.test(label));
    expectRanges(found, ranges);
  });

  it('give values with the actions in them', () => {
    expect(
      valuesOf('a: x-{{ b }}-{{ c }}\n{{ k }}: "{{ d "e" }}\\n"\nl: |\n  x\n{{ if y }}\n    z\n'),
    ).toEqual([
      ['a', 'x-{{ b }}-{{ c }}'],
      ['{{ k }}', '{{ d "e" }}\n'],
      ['l', 'x\n{{ if y }}\n  z\n'],
    ]);
  });

  it('decode a quoted scalar that is well-formed with its action', () => {
    const text = "x: {{ y }}\na: \"{{ b('\\\\d') }}\"\nc: '{{ it''s }}'";
    expect(valuesOf(text).slice(1)).toEqual([
      ['a', "{{ b('\\d') }}"],
      ['c', "{{ it's }}"],
    ]);
  });

  it('give comments with the actions in them', () => {
    expect(commentsOf('a: {{ b }} # {{ c }}')).toEqual([[' {{ c }}', '# {{ c }}']]);
  });

  it('do not disturb YAML that is well-formed as it stands', () => {
    expect(
      valuesOf('a: ["{{", "}}"]\nb: "{{ x | y(\'\\t\') }}"\nc: |\n  {% if d %}\n  e\n  {% endif %}\n'),
    ).toEqual([
      ['a.0', '{{'],
      ['a.1', '}}'],
      ['b', "{{ x | y('\t') }}"],
      ['c', '{% if d %}\ne\n{% endif %}\n'],
    ]);
  });

  it('leave no masking character in any value', () => {
    const text = 'a: \uE000{{ b }}\nc: "{{ d "e" }}"\n{{ f }}: |\n  {{ g }}\n  h\n';
    const document = parseConfig(text, 'yaml');
    const written = [...locatedScalars(document)]
      .flatMap(({ scalar }) => [...scalar.path, scalar.value])
      .join();
    expect(written).toBe('a,\uE000{{ b }},c,{{ d "e" }},{{ f }},{{ g }}\nh\n');
  });
});

import fc from 'fast-check';
import {
  type ConfigDocument,
  locatedScalars,
} from '../../../../../server/src/languageService/configDocument.ts';
import type { SecretTarget } from '../../../../../server/src/languageService/migration/moveResult.ts';
import type { Placement } from '../../../../../server/src/languageService/migration/placement/placement.ts';
import { placeReference } from '../../../../../server/src/languageService/migration/placement/placeReference.ts';
import {
  type ReferenceFormat,
  referenceFormats,
} from '../../../../../server/src/languageService/references/formats/referenceFormat.ts';
import { readCorpus } from '../../../../support/reader/corpusTexts.ts';
import { writeRoot } from '../../../../support/reader/writeYaml.ts';
import { yamlNode } from '../../../../support/reader/yamlNodes.ts';
import { target } from '../anyTarget.ts';
import { yamlText } from '../yamlText.ts';

export interface SourceFile {
  readonly text: string;
  readonly languageId: string;
}

/** Which scalar is moved, how much of it, and where to. Numbers are taken modulo what there is. */
interface Choice {
  readonly scalar: number;
  /** Undefined for all of it. */
  readonly part: { readonly start: number; readonly length: number } | undefined;
  readonly format: ReferenceFormat;
  readonly target: SecretTarget;
}

export interface RandomMoves extends SourceFile {
  readonly choices: readonly Choice[];
}

const lineBreak = fc.constantFrom('\n', '\r\n', '\r');
const oddYaml = fc
  .tuple(yamlNode, lineBreak)
  .map(([node, written]) => `---${writeRoot(node)}`.replaceAll('\n', written));

/** A Secret of Kubernetes, its values in base64, among other resources. */
const kubernetes = fc
  .tuple(fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1, maxLength: 4 }), lineBreak)
  .map(([texts, written]) => {
    const data = texts.map((text, at) => `  k${at}: ${Buffer.from(text).toString('base64')}`);
    const wrapped = texts.map((text, at) => {
      const lines = Buffer.from(text)
        .toString('base64')
        .replace(/(.{4})(?=.)/g, '$1\n    ');
      return `  w${at}: |\n    ${lines}`;
    });
    const lines = ['kind: ConfigMap', 'data: {a: b}', '---', 'apiVersion: v1', 'data:', ...data, ...wrapped];
    return [...lines, 'kind: Secret', ''].join('\n').replaceAll('\n', written);
  });

const json = fc
  .tuple(fc.jsonValue(), fc.constantFrom('', '  ', '\t'), lineBreak, fc.boolean())
  .map(([value, space, written, isEscaped]) => {
    const text = JSON.stringify(value, null, space);
    const escaped = text.replace(
      /[^\x20-\x7e\n\t]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    return `// a comment\n${isEscaped ? escaped : text} /* end */`.replaceAll('\n', written);
  });

const corpus = readCorpus(12_000).map(({ text, languageId }) => ({ text, languageId }));

const file: fc.Arbitrary<SourceFile> = fc.oneof(
  { weight: 4, arbitrary: yamlText.map((text) => ({ text, languageId: 'yaml' })) },
  { weight: 2, arbitrary: oddYaml.map((text) => ({ text, languageId: 'yaml' })) },
  { weight: 1, arbitrary: kubernetes.map((text) => ({ text, languageId: 'yaml' })) },
  { weight: 2, arbitrary: json.map((text) => ({ text, languageId: 'jsonc' })) },
  { weight: 2, arbitrary: fc.constantFrom(...corpus) },
);

/** One that every dialect can name; often the same, as when equal values share a secret. */
const simpleTarget = fc.record({
  mount: fc.constant('secret'),
  path: fc.constantFrom('app', 'team/app'),
  key: fc.constantFrom('password', 'token', 'a-b'),
});

const choice: fc.Arbitrary<Choice> = fc.record({
  scalar: fc.nat(),
  part: fc.option(fc.record({ start: fc.nat(), length: fc.nat() }), { nil: undefined, freq: 2 }),
  format: fc.constantFrom(...referenceFormats),
  target: fc.oneof(target, simpleTarget),
});

/** Up to sixteen moves out of a file that was made up or is real. */
export const randomMoves: fc.Arbitrary<RandomMoves> = fc
  .tuple(file, fc.array(choice, { minLength: 1, maxLength: 16, size: 'max' }))
  .map(([source, choices]) => ({ ...source, choices }));

/** What the choices ask for, where there is a place. */
export function placementsOf(document: ConfigDocument, { choices }: RandomMoves): readonly Placement[] {
  const scalars = [...locatedScalars(document)];
  const taken = new Set<number>();
  return choices.flatMap(({ scalar, part, format, target: to }) => {
    // Most of the time one that is not moved yet.
    const wanted = scalar % scalars.length;
    const free = scalars.findIndex((_, index) => index >= wanted && !taken.has(index));
    const number = free === -1 ? wanted : free;
    const located = scalars[number];
    if (!located) return [];
    if (!part || scalar % 3 === 0) taken.add(number);
    const { start, end } = located;
    const partStart = start + ((part?.start ?? 0) % Math.max(1, end - start));
    const partEnd = partStart + 1 + ((part?.length ?? 0) % Math.max(1, end - partStart));
    const secret = part && format !== 'own' ? { start: partStart, end: partEnd } : { start, end };
    const placement = placeReference({ document, located, secret, target: to, format });
    return placement.ok ? [placement] : [];
  });
}

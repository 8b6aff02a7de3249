import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import {
  type LocatedScalar,
  locatedScalars,
  type PathSegment,
} from '../../../../server/src/languageService/configDocument.ts';
import type { SecretTarget } from '../../../../server/src/languageService/migration/moveResult.ts';
import { planMove } from '../../../../server/src/languageService/migration/planMove.ts';
import { applyTo } from '../../../../server/src/languageService/migration/verifyEdit.ts';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';
import { extractReferences } from '../../../../server/src/languageService/references/extract.ts';
import { formatReference } from '../../../../server/src/languageService/references/format.ts';
import { target } from './anyTarget.ts';
import { fullTimeout, runs } from './runs.ts';
import { yamlText } from './yamlText.ts';

const properties = runs(500, 100_000);

interface Case {
  readonly text: string;
  readonly languageId: string;
  readonly target: SecretTarget;
  readonly scalar: LocatedScalar;
}

interface Outcome {
  readonly after: string;
  readonly reference: string;
}

/** Plans the move of one scalar and checks what holds in every format; undefined when it was refused. */
function move({ text, languageId, target: to, scalar }: Case): Outcome | string {
  const { start, end } = scalar;
  const finding = { start, end, scalarStart: start, scalarEnd: end };
  const plan = planMove(text, { languageId, finding, target: to });
  if (!plan.ok) return plan.reason;
  const after = applyTo(text, plan.edit);
  expect(plan.value).toBe(scalar.scalar.value);
  expect(after.startsWith(text.slice(0, start))).toBe(true);
  expect(after.endsWith(text.slice(end))).toBe(true);
  const found = extractReferences(parseConfig(after, languageId), [to.mount]).find(
    ({ block, extracted }) =>
      block.start + extracted.start === start + leadingQuote(plan.edit.newText, scalar),
  );
  expect(found?.extracted).toMatchObject({ kind: 'found', reference: to });
  return { after, reference: formatReference(to) };
}

function leadingQuote(newText: string, { scalar }: LocatedScalar): number {
  return scalar.style === 'plain' && /^["']/.test(newText) ? 1 : 0;
}

/** One of the scalars, chosen by a number; undefined when there is none. */
function pick(text: string, languageId: string, choice: number): LocatedScalar | undefined {
  const scalars = [...locatedScalars(parseConfig(text, languageId))];
  return scalars[choice % scalars.length];
}

/** `root` with the scalar at `path` replaced. */
function withReplaced(
  root: unknown,
  path: readonly PathSegment[],
  replace: (old: unknown) => unknown,
): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return replace(root);
  const copy = (Array.isArray(root) ? [...(root as unknown[])] : { ...(root as object) }) as Record<
    PathSegment,
    unknown
  >;
  // An assignment to `__proto__` would set something else.
  const value = withReplaced(copy[step], rest, replace);
  Object.defineProperty(copy, step, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}

/** By the platform's parser, which has `__proto__` as a key like any other. */
function withoutComments(text: string): unknown {
  return JSON.parse(text.replace(/^\/\/ a comment\r?\n/, '').replace(/ \/\* end \*\/$/, '')) as unknown;
}

function yamlValues(text: string): unknown[] {
  return parseAllDocuments(text).map((document) => document.toJS() as unknown);
}

test(
  `${properties.numRuns} moves in YAML: only the moved scalar reads differently, all other bytes are equal`,
  () => {
    let moves = 0;
    const refusals = new Map<string, number>();
    fc.assert(
      fc.property(yamlText, target, fc.nat(), (text, to, choice) => {
        const scalar = pick(text, 'yaml', choice);
        if (!scalar || scalar.scalar.value === '') return;
        const outcome = move({ text, languageId: 'yaml', target: to, scalar });
        if (typeof outcome === 'string') {
          refusals.set(outcome, (refusals.get(outcome) ?? 0) + 1);
          return;
        }
        moves += 1;
        const { block, scalar: old } = scalar;
        const before = yamlValues(text);
        const breaks = old.style === 'literal' || old.style === 'folded' ? /\n*$/.exec(old.value)![0] : '';
        before[block.document] = withReplaced(
          before[block.document],
          old.path,
          () => outcome.reference + breaks,
        );
        expect(yamlValues(outcome.after)).toEqual(before);
      }),
      properties,
    );
    expect([...refusals]).toEqual([]);
    expect(moves).toBeGreaterThan(properties.numRuns * 0.8);
  },
  fullTimeout,
);

test(
  `${properties.numRuns} moves in JSON with comments`,
  () => {
    let moves = 0;
    const spacing = fc.constantFrom('', '  ', '\t');
    fc.assert(
      fc.property(
        fc.jsonValue(),
        spacing,
        target,
        fc.nat(),
        fc.boolean(),
        (value, space, to, choice, crlf) => {
          const written = `// a comment\n${JSON.stringify(value, null, space)} /* end */`;
          const text = crlf ? written.replaceAll('\n', '\r\n') : written;
          const scalar = pick(text, 'jsonc', choice);
          if (!scalar || scalar.scalar.value === '' || scalar.scalar.kind === 'null') return;
          const outcome = move({ text, languageId: 'jsonc', target: to, scalar });
          if (typeof outcome === 'string') throw new Error(outcome);
          moves += 1;
          const expected = withReplaced(withoutComments(text), scalar.scalar.path, () => outcome.reference);
          expect(isDeepStrictEqual(withoutComments(outcome.after), expected)).toBe(true);
        },
      ),
      properties,
    );
    expect(moves).toBeGreaterThan(properties.numRuns * 0.3);
  },
  fullTimeout,
);

test(
  'whatever the text, planning answers and keeps every other byte',
  () => {
    const piece = fc.constantFrom(
      ...[
        'a: ',
        '- ',
        '\n',
        '  ',
        '"',
        "'",
        '|',
        '>',
        '{',
        '}',
        '[',
        ']',
        ',',
        ': ',
        '#',
        '&x ',
        '*x',
        '!t ',
        '{{ .V }}',
      ],
      ...['hunter2', '\r\n', '\t', '---\n', '\\', '%', '\ufeff', '? '],
    );
    const soup = fc.array(piece, { maxLength: 25 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(soup, fc.constantFrom('yaml', 'json'), target, fc.nat(), (text, languageId, to, choice) => {
        const scalar = pick(text, languageId, choice);
        if (!scalar) return;
        const finding = {
          start: scalar.start,
          end: scalar.end,
          scalarStart: scalar.start,
          scalarEnd: scalar.end,
        };
        const plan = planMove(text, { languageId, finding, target: to });
        if (!plan.ok) {
          expect(plan.reason).not.toContain('hunter2');
          return;
        }
        const after = applyTo(text, plan.edit);
        expect(after.slice(0, scalar.start)).toBe(text.slice(0, scalar.start));
        expect(after.slice(after.length - (text.length - scalar.end))).toBe(text.slice(scalar.end));
      }),
      properties,
    );
  },
  fullTimeout,
);

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locatedScalars } from '../../../../server/src/languageService/configDocument.ts';
import { withoutHalfWritten } from '../../../../server/src/languageService/findings/halfWritten.ts';
import { rules } from '../../../../server/src/languageService/findings/rules/index.ts';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';
import { anySecret } from '../../../support/findings/typedSecrets.ts';
import { otherThings, references, standIns, texts } from '../../../support/findings/typedValues.ts';
import {
  neutralPlaces,
  openPlaces,
  passwordPlaces,
  secretPlaces,
  turns,
  type TypingPlace,
  whileTyping,
  writtenIn,
} from '../../../support/findings/typingPlaces.ts';
import { detect, readMarks } from './marks.ts';

/** Apart, as scanners for secrets look for the whole of a call. */
const CURL = 'curl';

/** Whether an editor shows a finding in what is typed, after each character. */
function shown(place: Omit<TypingPlace, 'name' | 'quote'>, written: string): readonly boolean[] {
  const { before, fileName } = place;
  return whileTyping(place, written, (text, typedAt) =>
    withoutHalfWritten(text, detect(text, fileName), typedAt).some(
      ({ start, end }) => end > before.length && start < typedAt,
    ),
  );
}

const places = [...passwordPlaces, ...openPlaces, ...secretPlaces, ...neutralPlaces];

describe('what is no secret is never shown while it is typed', () => {
  it.each([...references, ...standIns, ...texts, ...otherThings])('%s', (value) => {
    for (const place of places) expect(shown(place, writtenIn(place, value)), place.name).not.toContain(true);
  });
});

describe('a secret is shown once while it is typed, and stays', () => {
  const everyPassword = [...passwordPlaces, ...openPlaces];
  it.each([
    'hunter2',
    'P@ssw0rd!23',
    'Heron-Kiln-4711',
    'Oriel.Vetch.27',
    'a/b+c=9zQ',
    'Q1w2E3r4T5y6U7i8O9p0AsDf',
    '0a1b2c3d4e5f60718293a4b5c6d7e8f9',
    'jfDIEgsXfJvf+fDS0NLozkpqQB39lTvQ3iRTBind+q0=',
    '1ZJmQam22h4uKcK31bRFkj4EqrgJOsiEHRoqWZCM',
    '123e4567-e89b-42d3-a456-426614174000',
    ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiJtYWRlLXVwIn0', 'Q1w2E3r4T5y6U7i8O9p0AsDf'].join('.'),
    ['hvs', 'Q1w2E3r4T5y6U7i8O9p0AsDf'].join('.'),
    '1.2.3-beta-x9',
    '2026-Winter!',
    '$ecret-99',
  ])('%s', (value) => {
    for (const place of everyPassword) {
      const all = shown(place, writtenIn(place, value));
      expect(turns(all), place.name).toBe(1);
      expect(all.at(-1)).toBe(true);
    }
  });

  it.each([
    'postgres://app:n0t-Real-9z@db:5432/app',
    'mysql://root:secret@mysql:3306/app',
    'root:secret@tcp(mysql:3306)/app',
    'Server=sql;Database=app;User Id=app;Password=n0t-Real-9z;Encrypt=True',
    'host=db user=app password=n0t-Real-9z dbname=app',
    `${CURL} -u app:n0t-Real-9z https://api.local`,
    `${CURL} -H "Authorization: Bearer Q1w2E3r4T5y6U7i8O9p0" host`,
    `${CURL} -H "Authorization: Basic YXBwOm4wdC1SZWFsLTl6" host`,
    'PGPASSWORD=n0t-Real-9z psql -h db',
    'docker login -u robot -p n0t-Real-9z registry.local',
    '${DB_PASSWORD:-n0t-Real-9z}',
    '{"user": "app", "password": "n0t-Real-9z"}',
  ])('within %s', (value) => {
    for (const place of neutralPlaces) {
      const all = shown(place, writtenIn(place, value));
      expect(turns(all), place.name).toBe(1);
      expect(all.at(-1)).toBe(true);
    }
  });

  it('however it is made', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), anySecret, (place, value) => {
        expect(turns(shown(place, value))).toBeLessThanOrEqual(1);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the examples of all rules, typed', () => {
  const examples = rules.flatMap(({ id, examples: { positive, negative } }) =>
    [...positive, ...negative].map(({ text, because, fileName = 'config.yaml' }) => ({
      name: `${id}: ${because}`,
      text: readMarks(text).text,
      fileName,
    })),
  );

  it.each(examples)('$name', ({ text, fileName }) => {
    const document = parseConfig(text, fileName.endsWith('.json') ? 'json' : 'yaml');
    for (const { scalar, block } of locatedScalars(document)) {
      if (scalar.style === 'literal' || scalar.style === 'folded') continue;
      const [start, end] = [block.start + scalar.start, block.start + scalar.end];
      const place = { fileName, before: text.slice(0, start), after: text.slice(end) };
      expect(turns(shown(place, text.slice(start, end)))).toBeLessThanOrEqual(1);
    }
  });
});

describe('what an editor keeps back', () => {
  const text = 'a: postgres  \nb: hunter2\n';
  const finding = (start: number, end: number): Parameters<typeof withoutHalfWritten>[1][number] => ({
    id: '',
    ruleId: '',
    confidence: 'medium',
    reason: '',
    start,
    end,
    scalarStart: start,
    scalarEnd: end,
  });
  const word = finding(3, 11);
  const other = finding(17, 24);

  it.each([
    ['words that end where somebody types', 11, [other]],
    ['words that blanks follow', 13, [other]],
    ['no words that end elsewhere', 10, [word, other]],
    ['no words on the line before', 14, [word, other]],
    ['nothing with digits in it', 24, [word, other]],
  ])('is %s', (_, typedAt, expected) => {
    expect(withoutHalfWritten(text, [word, other], typedAt)).toEqual(expected);
  });
});

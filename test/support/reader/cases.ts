import fc, { type Arbitrary } from 'fast-check';
import { type CorpusFile, readCorpus } from './corpusTexts.ts';
import { applyEdit, edit } from './edits.ts';
import { nearlyConfig } from './fragments.ts';
import { jsonText } from './jsonTexts.ts';
import type { ReaderCase } from './readerCase.ts';
import { yamlText } from './yamlTexts.ts';

type Written = Omit<ReaderCase, 'edits'>;

/** Corpus files are mutated as a whole, so they are short. */
const LONGEST = 3000;

function generated(languageId: Written['languageId'], text: Arbitrary<string>): Arbitrary<Written> {
  return text.map((written) => ({ text: written, languageId }));
}

const valid = fc.oneof(
  { weight: 3, arbitrary: generated('yaml', yamlText) },
  { weight: 1, arbitrary: generated('json', jsonText) },
);

/** A corpus file, or the head of one before the tail of another. */
function corpusText(): Arbitrary<Written> {
  const files = readCorpus(LONGEST);
  if (files.length === 0) return valid;
  const file = fc.constantFrom<CorpusFile[]>(...files);
  const splice = fc.tuple(file, file, fc.nat(LONGEST), fc.nat(LONGEST)).map(([one, two, end, start]) => ({
    text: one.text.slice(0, end % (one.text.length + 1)) + two.text.slice(start % (two.text.length + 1)),
    languageId: one.languageId,
  }));
  return fc.oneof(
    file.map(({ text, languageId }) => ({ text, languageId })),
    splice,
  );
}

const any = fc.oneof(
  { weight: 4, arbitrary: valid },
  { weight: 3, arbitrary: corpusText() },
  {
    weight: 2,
    arbitrary: fc.record({
      text: nearlyConfig,
      languageId: fc.constantFrom('yaml' as const, 'json' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      text: fc.string({ unit: 'binary', maxLength: 60 }),
      languageId: fc.constantFrom('yaml' as const, 'json' as const),
    }),
  },
);

const mutated = fc
  .tuple(any, fc.array(edit, { minLength: 1, maxLength: 4 }))
  .map(([{ text, languageId }, edits]) => ({ text: edits.reduce(applyEdit, text), languageId }));

/** Texts of real structure; most are valid. */
export const validCase: Arbitrary<ReaderCase> = valid.map((written) => ({ ...written, edits: [] }));

/** Texts in any state: valid, mutated, spliced together, or noise. */
export const anyCase: Arbitrary<ReaderCase> = fc
  .oneof({ weight: 1, arbitrary: any }, { weight: 2, arbitrary: mutated })
  .map((written) => ({ ...written, edits: [] }));

/** Texts in any state, with a sequence of edits. */
export const editedCase: Arbitrary<ReaderCase> = fc
  .record({ written: fc.oneof(any, mutated), edits: fc.array(edit, { minLength: 1, maxLength: 12 }) })
  .map(({ written, edits }) => ({ ...written, edits }));

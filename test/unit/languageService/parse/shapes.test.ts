import { describe, expect, it } from 'vitest';
import type { BlockContent, ConfigDocument } from '../../../../server/src/languageService/configDocument.ts';
import { parseConfig, readWith } from '../../../../server/src/languageService/parse/index.ts';
import { editedCase } from '../../../support/reader/cases.ts';
import { applyEdit } from '../../../support/reader/edits.ts';
import { expectHolds } from '../../../support/reader/holds.ts';
import { LARGE_FILES } from '../../../support/reader/largeFiles.ts';
import type { Check } from '../../../support/reader/readerCase.ts';
import { CUTS, newBlocks, replaceAt } from '../../../support/reader/rereading.ts';
import { PATIENCE, runs } from './readings.ts';

/** All that a result which holds no index may depend on. */
function withoutIndices({ text, scalars, comments }: BlockContent): string {
  const shown = scalars.map(({ path, start, end, style, kind, tag, value }) => {
    const steps = path.map((step) => (typeof step === 'number' ? 0 : step));
    return [steps, start, end, style, kind, tag, value];
  });
  return JSON.stringify([text, shown, comments]);
}

/** Contents of one shape, over all readings of a case, say the same but for indices. */
const sharesShapesSoundly: Check = ({ text, languageId, edits }) => {
  for (const cut of Object.values(CUTS)) {
    const said = new WeakMap<object, string>();
    let current = text;
    let document: ConfigDocument | undefined;
    for (const edit of [undefined, ...edits]) {
      if (edit) current = applyEdit(current, edit);
      document = readWith(current, languageId, cut, document);
      for (const { content } of document.blocks) {
        const now = withoutIndices(content);
        if ((said.get(content.shape) ?? now) !== now)
          return `a shape is shared by ${said.get(content.shape)} and ${now}`;
        said.set(content.shape, now);
      }
    }
  }
  return undefined;
};

describe('the shape of a block', () => {
  it(
    'means the same text, ranges, values and keys, whatever was edited',
    () => {
      expectHolds(editedCase, sharesShapesSoundly, { seed: 3, runs: runs(500).numRuns });
    },
    PATIENCE,
  );

  it.each(['one list', 'JSON'])('stays when an entry is put in above: %s', (name) => {
    const file = LARGE_FILES[name];
    if (!file) throw new Error('no such file');
    const text = file.make(600);
    const entry = name === 'JSON' ? '    {"id": "new"},\n' : '  - name: new\n';
    const before = parseConfig(text, file.languageId);
    const at = text.indexOf('\n', text.indexOf('items')) + 1;
    const after = parseConfig(replaceAt(text, at, 0, entry), file.languageId, before);
    const known = new Set(before.blocks.map(({ content }) => content.shape));
    // At the place itself the blocks are cut anew.
    expect(after.blocks.slice(2).filter(({ content }) => !known.has(content.shape))).toEqual([]);
    expect(after.blocks.length).toBeGreaterThanOrEqual(8);
    expect(newBlocks(before, after)).toHaveLength(after.blocks.length);
  });

  it('and the content stay when a document is put in above', () => {
    const text = LARGE_FILES['documents']?.make(600) ?? '';
    const before = parseConfig(text, 'yaml');
    const after = parseConfig(`---\nnew: 1\n${text}`, 'yaml', before);
    expect(newBlocks(before, after).length).toBeLessThanOrEqual(2);
    expect(after.blocks.at(-1)?.content).toBe(before.blocks.at(-1)?.content);
    expect(after.blocks.at(-1)?.document).toBe((before.blocks.at(-1)?.document ?? 0) + 1);
  });

  it('is another when a key above changes', () => {
    const entries = Array.from({ length: 400 }, (_, at) => `  k${at}: value ${at} of many\n`).join('');
    const before = parseConfig(`a:\n${entries}`, 'yaml');
    const after = parseConfig(`b:\n${entries}`, 'yaml', before);
    const known = new Set(before.blocks.map(({ content }) => content.shape));
    expect(after.blocks.filter(({ content }) => known.has(content.shape))).toEqual([]);
  });
});

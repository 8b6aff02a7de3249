import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { DocumentCache } from '../../../server/src/languageService/documentCache.ts';

const URI = 'file:///app.yaml';

function opened(text: string, version = 1, languageId = 'yaml'): TextDocument {
  return TextDocument.create(URI, languageId, version, text);
}

describe('DocumentCache', () => {
  it('reads each version once', () => {
    const cache = new DocumentCache();
    const first = cache.get(opened('a: 1'));
    expect(cache.get(opened('a: 1'))).toBe(first);
    expect(cache.get(opened('a: 2', 2)).text).toBe('a: 2');
  });

  it('keeps the content of blocks that an edit does not touch', () => {
    const cache = new DocumentCache();
    const before = cache.get(opened('a: 1\n---\nb: 2\n---\nc: 3\n'));
    const after = cache.get(opened('a: 1\nx: y\n---\nb: 22\n---\nc: 3\n', 2));
    expect(after.blocks[2]?.content).toBe(before.blocks[2]?.content);
    expect(after.blocks[2]?.start).toBe((before.blocks[2]?.start ?? 0) + 6);
    expect(after.blocks[0]?.content).not.toBe(before.blocks[0]?.content);
    expect(after.scalarAt(after.text.indexOf('3'))?.scalar.value).toBe('3');
  });

  it('reads blocks that change places', () => {
    const cache = new DocumentCache();
    const before = cache.get(opened('--- a\n--- b\n'));
    const after = cache.get(opened('--- b\n--- a\n', 2));
    expect(after.blocks.map(({ content }) => content)).toEqual(
      before.blocks.map(({ content }) => content).reverse(),
    );
    expect(after.blocks.map(({ document }) => document)).toEqual([0, 1]);
  });

  it('reads anew when the language changes', () => {
    const cache = new DocumentCache();
    expect(cache.get(opened('{"a": 1}')).format).toBe('yaml');
    expect(cache.get(opened('{"a": 1}', 1, 'json')).format).toBe('json');
  });

  it('reads a file that was refused once it is small enough', () => {
    const cache = new DocumentCache();
    expect(cache.get(opened('['.repeat(5000))).refusal?.limit).toBe('depth');
    expect(cache.get(opened('[1]', 2)).refusal).toBeUndefined();
  });

  it('forgets a closed file', () => {
    const cache = new DocumentCache();
    const first = cache.get(opened('a: 1'));
    cache.delete(URI);
    const second = cache.get(opened('a: 1'));
    expect(second).not.toBe(first);
    expect(second.blocks[0]?.content).not.toBe(first.blocks[0]?.content);
  });
});

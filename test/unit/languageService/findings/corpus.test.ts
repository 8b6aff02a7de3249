import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { detectMarked } from './marks.ts';

const root = join(import.meta.dirname, '../../../fixtures/detection');
const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
  .sort();

/** Made-up files of every class as people write them; the marks are all that is to be found. */
describe('detection in realistic files', () => {
  it.each(files)('%s', (file) => {
    const marked = readFileSync(join(root, file), 'utf8');
    expect(detectMarked(marked, file)).toBe(marked);
  });

  it('has files of every class', () => {
    expect(files.length).toBeGreaterThanOrEqual(15);
  });
});

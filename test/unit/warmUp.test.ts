import { describe, expect, it } from 'vitest';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { createLanguageService, type LanguageService } from '../../server/src/languageService/index.ts';
import { parseConfig } from '../../server/src/languageService/parse/index.ts';
import type { Timer } from '../../server/src/runtime.ts';
import { warmUp } from '../../server/src/warmUp.ts';
import { warmUpFiles } from '../../server/src/warmUpFiles.ts';
import { InMemorySecretStore } from '../support/inMemorySecretStore.ts';

/** A service on which each reading takes so many milliseconds of a clock that stands still otherwise. */
function world(millisecondsARead: number) {
  let time = 0;
  const slices: (() => void)[] = [];
  const open = new Set<string>();
  const texts: string[] = [];
  const service = createLanguageService({ store: new InMemorySecretStore(), documentationPage: '' });
  const observed: LanguageService = {
    ...service,
    reader: Object.assign(Object.create(service.reader) as typeof service.reader, {
      read: (document: TextDocument) => {
        time += millisecondsARead;
        open.add(document.uri);
        texts.push(document.getText());
      },
    }),
    forget: (uri) => void open.delete(uri),
  };
  const timer: Timer = {
    setTimeout: (callback) => {
      slices.push(callback);
      return { dispose: () => undefined };
    },
  };
  const running = warmUp(observed, timer, () => time);
  /** Runs the next slice; returns how long it took, or undefined when there is none. */
  const step = (): number | undefined => {
    const before = time;
    const slice = slices.shift();
    slice?.();
    return slice ? time - before : undefined;
  };
  return { step, open, texts, running };
}

describe('warming up', () => {
  it.each([1, 30])(
    'leaves the client a turn after a few milliseconds, and ends (%i ms a reading)',
    (each) => {
      const { step, open, texts } = world(each);
      let total = 0;
      for (let taken = step(); taken !== undefined; taken = step()) {
        expect(taken).toBeLessThan(4 + each);
        total += taken;
      }
      expect(total).toBeGreaterThanOrEqual(450);
      expect(total).toBeLessThan(450 + 4 + each);
      expect(open.size).toBe(0);
      expect(new Set(texts).size).toBe(texts.length);
    },
  );

  it('ends when it is told to', () => {
    const { step, running, texts } = world(1);
    step();
    running.dispose();
    const before = texts.length;
    step();
    expect(texts).toHaveLength(before);
    expect(step()).toBeUndefined();
  });

  it.each(warmUpFiles)('reads a file with scalars: $languageId', ({ languageId, text }) => {
    const { blocks, refusal } = parseConfig(text, languageId);
    expect(refusal).toBeUndefined();
    expect(blocks.flatMap(({ content }) => content.scalars).length).toBeGreaterThan(30);
  });
});

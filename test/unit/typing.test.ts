import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Typing } from '../../server/src/typing.ts';
import { ManualTimer } from '../support/manualTimer.ts';

const uri = 'file:///a.yaml';

interface Desk {
  readonly timer: ManualTimer;
  readonly typing: Typing;
  /** Replaces characters of the second line, and tells where the document says that somebody types. */
  readonly change: (from: number, to: number, text: string) => number | undefined;
  rests: number;
}

function desk(): Desk {
  const timer = new ManualTimer();
  const typing = new Typing(timer, () => (made.rests += 1));
  let document = TextDocument.create(uri, 'yaml', 1, 'a: 1\npassword: x\nb: 2\n');
  const made: Desk = {
    timer,
    typing,
    rests: 0,
    change: (from, to, text) => {
      const range = { start: { line: 1, character: from }, end: { line: 1, character: to } };
      document = typing.update(document, [{ range, text }], document.version + 1);
      return typing.placeIn(uri);
    },
  };
  return made;
}

describe('where somebody types', () => {
  it('is behind the last key, for a second', () => {
    const { change, timer, typing } = desk();
    expect(typing.placeIn(uri)).toBeUndefined();
    expect(change(11, 11, 'y')).toBe(5 + 12);
    timer.advance(900);
    expect(change(12, 12, 'z')).toBe(5 + 13);
    timer.advance(900);
    expect(typing.placeIn(uri)).toBe(5 + 13);
    timer.advance(100);
    expect(typing.placeIn(uri)).toBeUndefined();
  });

  it('is where a character was taken away', () => {
    expect(desk().change(10, 11, '')).toBe(5 + 10);
  });

  it.each([
    ['a pasted word', 11, 11, 'hunter'],
    ['a new line', 11, 11, '\n'],
    ['a word that was replaced', 0, 8, 'p'],
  ])('is not told by %s', (_, from, to, text) => {
    const { change } = desk();
    change(11, 11, 'y');
    expect(change(from, to, text)).toBeUndefined();
  });

  it('is the last of several changes, if all were typed', () => {
    const typing = new Typing(new ManualTimer(), () => undefined);
    const document = TextDocument.create(uri, 'yaml', 1, 'ab\ncd\n');
    const at = (line: number, text: string): { range: { start: object; end: object }; text: string } => ({
      range: { start: { line, character: 2 }, end: { line, character: 2 } },
      text,
    });
    typing.update(document, [at(0, 'x'), at(1, 'y')] as never, 2);
    expect(typing.placeIn(uri)).toBe(7);
    typing.update(document, [at(0, 'pasted'), at(1, 'z')] as never, 3);
    expect(typing.placeIn(uri)).toBeUndefined();
  });

  it('is not told by a new text as a whole, nor after the document was closed', () => {
    const { change, typing, timer } = desk();
    change(11, 11, 'y');
    typing.update(TextDocument.create(uri, 'yaml', 3, ''), [{ text: 'a: 1' }], 4);
    expect(typing.placeIn(uri)).toBeUndefined();
    change(11, 11, 'y');
    typing.owe(uri);
    typing.forget(uri);
    timer.advance(5_000);
    expect(typing.placeIn(uri)).toBeUndefined();
  });
});

describe('a rest', () => {
  it('is told once, and only where something is owed', () => {
    const made = desk();
    made.change(11, 11, 'y');
    made.timer.advance(1_000);
    expect(made.rests).toBe(0);
    made.change(11, 11, 'y');
    made.typing.owe(uri);
    made.timer.advance(999);
    expect(made.rests).toBe(0);
    made.timer.advance(5_000);
    expect(made.rests).toBe(1);
  });

  it('is not told of a document that was closed', () => {
    const made = desk();
    made.change(11, 11, 'y');
    made.typing.owe(uri);
    made.typing.forget(uri);
    made.typing.owe(uri);
    made.timer.advance(5_000);
    expect(made.rests).toBe(0);
  });
});

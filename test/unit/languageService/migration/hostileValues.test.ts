import { describe, expect, test } from 'vitest';
import {
  MAX_VALUE_BYTES,
  valueProblem,
} from '../../../../server/src/languageService/migration/secretValue.ts';
import { FakeDocument, target, world } from './moveWorld.ts';

const big = 'x'.repeat(64 * 1024);

/** A value, and a document that holds it. */
const movable: readonly (readonly [string, string, string, string])[] = [
  ['a line break, double-quoted', 'one\ntwo', 'a: "one\\ntwo"\n', 'a: "secret/shop/app#db_password"\n'],
  ['a literal block', 'one\ntwo\n', 'a: |\n  one\n  two\n', 'a: |\n  secret/shop/app#db_password\n'],
  [
    'a stripped block, CRLF',
    'one\ntwo',
    'a: |-\r\n  one\r\n  two\r\nb: 1\r\n',
    'a: |-\r\n  secret/shop/app#db_password\r\nb: 1\r\n',
  ],
  ['Unicode', 'pässwörd 密码 🔑', 'a: pässwörd 密码 🔑\n', 'a: secret/shop/app#db_password\n'],
  ['quotes', `it's "it"`, `a: 'it''s "it"' # c\n`, `a: 'secret/shop/app#db_password' # c\n`],
  ['64 KB', big, `a: ${big}\nb: 1\n`, 'a: secret/shop/app#db_password\nb: 1\n'],
  ['a number', '012345678', 'a: 012345678\n', 'a: secret/shop/app#db_password\n'],
  ['a large number', '12345678901234567890', 'a: 12345678901234567890', 'a: secret/shop/app#db_password'],
  ['a hexadecimal number', '0x1F', 'a: 0x1F\n', 'a: secret/shop/app#db_password\n'],
  ['a date', '2026-01-01', 'a: 2026-01-01\n', 'a: secret/shop/app#db_password\n'],
  ['blanks', '  two  ', 'a: "  two  "\n', 'a: "secret/shop/app#db_password"\n'],
  ['a byte order mark before', 'pw', '\uFEFFa: pw\n', '\uFEFFa: secret/shop/app#db_password\n'],
];

describe('is moved exactly', () => {
  test.each(movable)('%s', async (_, value, text, after) => {
    const w = world(text, value);
    expect(await w.move()).toMatchObject({ outcome: 'moved' });
    expect(w.vault.peek(target)).toEqual({ db_password: value });
    expect(w.document.text).toBe(after);
  });

  test('a number in JSON becomes a string', async () => {
    const w = world('{"pin": 123456, "b": [1]}', '123456', 'json');
    expect(await w.move({ languageId: 'json' })).toMatchObject({ outcome: 'moved' });
    expect(w.vault.peek(target)).toEqual({ db_password: '123456' });
    expect(w.document.text).toBe('{"pin": "secret/shop/app#db_password", "b": [1]}');
  });
});

describe('is refused with nothing changed', () => {
  const huge = 'x'.repeat(MAX_VALUE_BYTES);
  test.each([
    ['a lone surrogate', '\ud800', 'a: "\\ud800"\n', 'surrogate'],
    ['NUL', 'a\0b', 'a: "a\\0b"\n', 'control characters'],
    ['an escape sequence', 'a\u001bb', 'a: "a\\eb"\n', 'control characters'],
    ['more than 512 KiB', huge, `a: ${huge}\n`, '512 KiB'],
    ['nothing, quoted', '', 'a: ""\n', 'empty'],
    ['nothing, plain', '', 'a:\n', 'empty'],
    ['null', '~', 'a: ~\n', 'empty'],
    ['binary', 'aGVsbG8=', 'a: !!binary aGVsbG8=\n', 'tag'],
    ['a tag of an application', 'x', 'a: !Ref x\n', 'tag'],
    ['a block that begins with a blank line', '\npw\n', 'a: |\n\n  pw\n', 'would not read the same'],
    ['an open quote', 'pw\n', 'a: "pw\n', 'not closed'],
  ])('%s', async (_, value, text, word) => {
    const w = world(text, looksLike(text, value));
    const result = await w.move();
    expect(result).toMatchObject({ outcome: 'refused', inVault: false });
    expect(result.message).toContain(word);
    expect(w.document.text).toBe(text);
    expect(w.vault.calls).not.toContain('writeKeys');
  });

  test('2 MB: the file is not read at all', async () => {
    const w = world();
    const document = new FakeDocument(`a: ${'x'.repeat(2 * 1024 * 1024)}\n`);
    w.document.text = document.text;
    const result = await w.move();
    expect(result).toMatchObject({ outcome: 'refused', inVault: false });
  });

  test('a value that is too large only in JSON', () => {
    expect(valueProblem('"'.repeat(MAX_VALUE_BYTES - 10))).toContain('512 KiB');
    expect(valueProblem('密'.repeat(MAX_VALUE_BYTES / 2))).toContain('512 KiB');
    expect(valueProblem('x'.repeat(MAX_VALUE_BYTES - 2))).toBeUndefined();
  });
});

/** An open quote runs to the end of the file, and a reader may or may not keep the last break. */
function looksLike(text: string, value: string): string {
  return text.endsWith('"pw\n') ? value.trimEnd() : value;
}

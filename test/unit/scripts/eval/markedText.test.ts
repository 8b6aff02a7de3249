import { describe, expect, it } from 'vitest';
import { hasChecksum } from '../../../../server/src/languageService/findings/formats/checksum.ts';
import { readMarkedText } from '../../../../scripts/eval/markedText.ts';

function read(marked: string): { text: string; marks: string[] } {
  const { text, marks } = readMarkedText(marked, 'a.yaml');
  return { text, marks: marks.map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`) };
}

describe('marked text', () => {
  it('loses its marks, and tells what they enclosed', () => {
    expect(read('a: ⟦secret:x y⟧\nb: "⟦benign:é🔑⟧"\nc: ⟦placeholder:1:2⟧')).toEqual({
      text: 'a: x y\nb: "é🔑"\nc: 1:2',
      marks: ['secret x y', 'benign é🔑', 'placeholder 1:2'],
    });
  });

  it('has the same made-up values each time, and others at other places', () => {
    const [one, two] = read('«random:20» «random:20»').text.split(' ');
    expect(one).toMatch(/^[A-Za-z0-9]{20}$/);
    expect(two).not.toBe(one);
    expect(read('«random:20» «random:20»').text).toBe(`${one} ${two}`);
    expect(readMarkedText('«random:20»', 'b.yaml').text).not.toBe(one);
  });

  it.each([
    ['«hex:40»', /^[0-9a-f]{40}$/],
    ['«base64:16»', /^[A-Za-z0-9+/]{22}==$/],
    ['«uuid»', /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/],
    ['«b64:user:p@ss»', /^dXNlcjpwQHNz$/],
    ['«token:jwt»', /^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{43}$/],
    ['«pem-escaped:ec»', /^-----BEGIN EC [A-Z ]+-----\\n.+\\n-----END EC [A-Z ]+-----\\n$/],
    ['«pem-b64:pkcs8»', /^LS0tLS1CRUdJTiB/],
  ])('puts in what %s stands for', (written, expected) => {
    expect(read(written).text).toMatch(expected);
  });

  it('gives a token its checksum', () => {
    const { text } = read('«token:github»');
    expect(hasChecksum('github', text, text.slice(4))).toBe(true);
  });

  it('indents the further lines of an armour', () => {
    const { text, marks } = read('key: |\n    ⟦secret:«pem:rsa»⟧\n');
    expect(text.split('\n').slice(1, -1)).toHaveLength(8);
    for (const line of text.split('\n').slice(1, -1)) expect(line).toMatch(/^ {4}\S/);
    expect(marks[0]).toMatch(/^secret -----BEGIN [^]*-----$/);
  });

  it.each([
    '⟦secret:a',
    'a⟧',
    '⟦secret:⟦weak:a⟧⟧',
    '⟦other:a⟧',
    '«other:a»',
    '«a',
    '«token:other»',
    '«pem:x»',
  ])('refuses %s', (marked) => {
    expect(() => read(marked)).toThrow();
  });
});

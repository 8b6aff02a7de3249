import { describe, expect, test } from 'vitest';
import { ownReference } from '../../../../server/src/languageService/references/dialects/own.ts';
import { uriReferences } from '../../../../server/src/languageService/references/dialects/uri.ts';
import { knownMounts } from '../../../../server/src/languageService/references/mounts.ts';
import type { ExtractedReference } from '../../../../server/src/languageService/references/reference.ts';

const mounts = knownMounts(['secret/', '/team/kv', 'team/kv/deep']);
const own = (value: string): ExtractedReference | undefined => ownReference(value, 'plain', mounts);
const uri = (value: string): ExtractedReference | undefined => uriReferences(value, mounts)[0];

/** What a reading says, with the offending or named text instead of offsets. */
function told(value: string, reference: ExtractedReference | undefined): string {
  if (!reference) return 'none';
  switch (reference.kind) {
    case 'found': {
      const { mount, path, key } = reference.reference;
      return [mount, path, key].join(' | ');
    }
    case 'malformed':
      return `malformed at ${JSON.stringify(value.slice(reference.problem.start, reference.problem.end))}`;
    case 'unknown-mount':
      return `${reference.written} for ${reference.nearest}`;
  }
}

describe('the own form', () => {
  test.each([
    ['secret/app/db#password', 'secret | app/db | password'],
    ['secret/app#tls/ca.crt', 'secret | app | tls/ca.crt'],
    ['secret/a%20b#k%', 'secret | a%20b | k%'],
    ['team/kv/app#user', 'team/kv | app | user'],
    ['team/kv/deep/app#user', 'team/kv/deep | app | user'],
    ['team/kv/deep#user', 'team/kv | deep | user'],
    ['secret/größe/名前#ключ', 'secret | größe/名前 | ключ'],
    ['secret/data/app#key', 'secret | data/app | key'],
  ])('reads %s', (value, expected) => {
    expect(told(value, own(value))).toBe(expected);
  });

  test.each([
    ['docs/readme#usage', 'its first part is no known mount'],
    ['https://example.com/secret/page#top', 'a URL with a fragment'],
    ['registry.example.com/team/app:1.2#sha', 'an image name'],
    ['secret/app/db', 'no key'],
    ['secret#key', 'no path'],
    ['#secret/app', 'a number sign first'],
    ['/secret/app#key', 'a leading slash'],
    ['team/app#key', 'half of a mount'],
    ['see secret/app#key', 'prose'],
    ['secret/life of plants, issue #4', 'prose that begins with a mount'],
    ['secret/{{ .Values.env }}/db#password', 'a template'],
    ['secret/${ENV}/db#password', 'a placeholder of a shell'],
    ['secret/$ENV/db#password', 'a variable of a shell'],
    ['secret/<app>/db#password', 'a placeholder of documentation'],
    ['vault://secret/app/db', 'the other form'],
    ['', 'nothing'],
  ])('leaves %j alone: %s', (value) => {
    expect(own(value)).toBeUndefined();
  });

  test.each([
    ['secret//db#password', 'malformed at "/"'],
    ['secret/app/#password', 'malformed at "/"'],
    ['secret/#password', 'malformed at "/"'],
    ['secret/../sys#password', 'malformed at ".."'],
    ['secret/./app#password', 'malformed at "."'],
    ['secret/app/db##password', 'malformed at "#"'],
    ['secret/app/db#pass#word', 'malformed at "#"'],
    ['secret/app/db#', 'malformed at "#"'],
    ['secret/app\u200b/db#password', 'malformed at "\u200b"'],
    ['secret/app/db#pass\tword', 'malformed at "\\t"'],
    ['secret/app/db#pass\u0000', 'malformed at "\\u0000"'],
    ['secret/app\nx/db#password', 'malformed at "\\n"'],
    ['secret/app\u00a0x/db#password', 'malformed at "\u00a0"'],
    ['secret/app\u202ex/db#password', 'malformed at "\u202e"'],
    ['secret/\ud800/db#password', 'malformed at "\\ud800"'],
    ['team/kv/..#password', 'malformed at ".."'],
  ])('reports %j', (value, expected) => {
    expect(told(value, own(value))).toBe(expected);
  });

  test('names the position of the second number sign, not of the first', () => {
    expect(own('secret/app#a#b')).toMatchObject({ problem: { start: 12, end: 13 } });
  });

  test.each([
    ['secert/app#key', 'secert for secret'],
    ['secrets/app#key', 'secrets for secret'],
    ['secre/app#key', 'secre for secret'],
    ['Secret/app#key', 'Secret for secret'],
    ['sec\u200bret/app#key', 'sec\u200bret for secret'],
    ['team/vk/app#key', 'team/vk for team/kv'],
    ['teem/kv/app#key', 'teem/kv for team/kv'],
    ['sceert/app#key', 'none'],
    ['secert/app#', 'none'],
    ['secert/app', 'none'],
    ['secert#key', 'none'],
    ['secert//app#key', 'none'],
    ['secrets/sensu#ansible#token', 'none'],
  ])('tells a mistyped mount: %j', (value, expected) => {
    expect(told(value, own(value))).toBe(expected);
  });

  test('tells the exact range of every part', () => {
    expect(own('team/kv/data/app#user')).toEqual({
      kind: 'found',
      dialect: 'own',
      reference: { mount: 'team/kv', path: 'data/app', key: 'user' },
      start: 0,
      end: 21,
      mountRange: { start: 0, end: 7 },
      pathRange: { start: 8, end: 16 },
      keyRange: { start: 17, end: 21 },
      dataRange: { start: 8, end: 13 },
    });
  });

  test('has no data segment when `data` is the secret itself', () => {
    expect(own('secret/data#key')).not.toHaveProperty('dataRange');
    expect(own('secret/database/x#key')).not.toHaveProperty('dataRange');
  });

  test('may stand in a block scalar with its final line break, not on several lines', () => {
    expect(told('', ownReference('secret/app#key\n', 'literal', mounts))).toBe('secret | app | key');
    expect(ownReference('secret/app.sh\n#done', 'literal', mounts)).toBeUndefined();
  });
});

describe('the URI form', () => {
  test.each([
    ['vault://secret/app/db#password', 'secret | app/db | password'],
    ['vault://team%2dx/a#b', 'none'],
    ['vault://s%65cret/app#key', 'secret | app | key'],
    ['vault://secret/my%20app/a%23b#p%25', 'secret | my app/a#b | p%'],
    ['vault://secret/%67%72%C3%B6%C3%9Fe#k%2Fv', 'secret | größe | k/v'],
    ['(vault://secret/app#key)', 'secret | app | key'],
    ['see vault://secret/app#key.', 'secret | app | key'],
    ['a=vault://secret/app#key&b=1', 'secret | app | key'],
    ['postgres://u:vault://secret/db#password@host:5432/db', 'secret | db | password'],
    ['vault://secret/bob@example.com#key', 'secret | bob@example.com | key'],
    ['vault://secret/app#ключ。', 'secret | app | ключ'],
  ])('reads %s', (value, expected) => {
    expect(told(value, uri(value))).toBe(expected);
  });

  test('reads every one in a scalar', () => {
    const value = 'vault://secret/a#u:vault://secret/a#p,vault://nope/a#p vault://secert/a#p';
    const readings = uriReferences(value, mounts);
    expect(readings.map((reference) => told(value, reference))).toEqual([
      'secret | a | u',
      'secret | a | p',
      'secert for secret',
    ]);
    expect(readings.map(({ start, end }) => value.slice(start, end))).toEqual([
      'vault://secret/a#u',
      'vault://secret/a#p',
      'vault://secert/a#p',
    ]);
  });

  test.each([
    ['{vault://secret/app#key}', 'Kong'],
    ['{ vault://secret/app#key }', 'Kong with blanks'],
    ['${vault://secret/app#key}', 'a placeholder'],
    ['ref+vault://secret/app#/key', 'vals'],
    ['secretref+vault://secret/app#/key', 'vals'],
    ['vault://env/my-secret#key', 'no known mount'],
    ['optional:vault://secret/app', 'Spring, a whole path'],
    ['vault://', 'nothing after the scheme'],
    ['vault://#key', 'no mount'],
    ['vault://secret/${ENV}/db#key', 'an unrendered path'],
    ['vault://secret/app#${KEY}', 'an unrendered key'],
    ['vault://secret/app#{{ key }}', 'an unrendered key'],
    ['vault://secret/app?version=2#key', 'a query'],
  ])('leaves %s alone: %s', (value) => {
    expect(uriReferences(value, mounts)).toEqual([]);
  });

  test.each([
    ['vault://secret//db#k', 'malformed at "/"'],
    ['vault://secret/%2e%2e/sys#k', 'malformed at "%2e%2e"'],
    ['vault://secret/..#k', 'malformed at ".."'],
    ['vault://secret/a%2Fb#k', 'malformed at "a%2Fb"'],
    ['vault://secret/a%00b#k', 'malformed at "a%00b"'],
    ['vault://secret/a%zz#k', 'malformed at "a%zz"'],
    ['vault://secret/a%ff#k', 'malformed at "a%ff"'],
    ['vault://secret/a#%E2%80%8B', 'malformed at "%E2%80%8B"'],
    ['vault://secret/a#', 'malformed at "#"'],
    ['vault://secret/a#b#c', 'malformed at "#"'],
    ['vault://secret/a##c', 'malformed at "#"'],
    ['vault://secret/a#b\u200bc', 'malformed at "\u200b"'],
  ])('reports %j', (value, expected) => {
    expect(told(value, uri(value))).toBe(expected);
  });
});

test('no message quotes the text', () => {
  for (const value of ['secret/..#hunter2', 'vault://secret/%zz#hunter2', 'secret/app#hunter2#x']) {
    const [reading] = [own(value) ?? uri(value)];
    expect(reading?.kind).toBe('malformed');
    expect(JSON.stringify(reading)).not.toContain('hunter2');
  }
});

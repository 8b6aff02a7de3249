import { expect, it } from 'vitest';
import type { HttpAnswer } from '../../support/httpCall.ts';
import { describeEachVault } from '../../support/vaultSuite.ts';
import { dataOf } from './answers.ts';

await describeEachVault('Paths', (suite) => {
  const write = (encoded: string): Promise<HttpAnswer> =>
    suite().admin.call('POST', `${suite().mount}/data/${encoded}`, { body: { data: { k: 'v' } } });

  it('keep every printable character that is encoded', async () => {
    const { admin, mount } = suite();
    const names = [
      'a#b',
      'a%b',
      'a?b',
      'a b',
      'é😀',
      'a+b',
      'a;b',
      'a:b',
      'a\\b',
      ' a',
      'a ',
      '.a',
      '...',
      '__proto__',
      '%2f',
    ];
    for (const name of names) {
      expect([name, (await write(`names/${encodeURIComponent(name)}`)).status]).toEqual([name, 200]);
      const read = await admin.call('GET', `${mount}/subkeys/names/${encodeURIComponent(name)}`);
      expect([name, dataOf(read)['subkeys']]).toEqual([name, { k: null }]);
    }
    const listed = dataOf(await admin.call('LIST', `${mount}/metadata/names/`))['keys'];
    expect([...(listed as string[])].sort()).toEqual([...names].sort());
  });

  it('treat an encoded slash as a slash', async () => {
    const { admin, mount } = suite();
    expect((await write('slash/a%2Fb')).status).toBe(200);
    expect((await admin.call('GET', `${mount}/subkeys/slash/a/b`)).status).toBe(200);
    expect(dataOf(await admin.call('LIST', `${mount}/metadata/slash/`))['keys']).toEqual(['a/']);
  });

  it.each(['a%00b', 'a%0Ab', 'a%7Fb', 'a%E2%80%8Bb', 'a%C2%A0b', '%E2%80%AEx', '%EF%BB%BFx', 'a%', 'a%zz'])(
    'refuse control, zero-width and malformed characters: %s',
    async (encoded) => {
      expect((await write(`bad/${encoded}`)).status).toBe(400);
      expect((await suite().admin.call('GET', `${suite().mount}/subkeys/bad/${encoded}`)).status).toBe(400);
    },
  );

  it('never climb out: an encoded dot-dot is refused, a plain one redirected', async () => {
    for (const encoded of ['a/%2e%2e/b', 'a%2F..%2Fb', '%2e%2e%2fsys']) {
      expect([encoded, (await write(encoded)).status]).toEqual([encoded, 400]);
    }
    const { mount } = suite();
    for (const [raw, clean] of [
      ['n/../b', 'b'],
      ['n/./b', 'n/b'],
      ['n//b', 'n/b'],
    ] as const) {
      const answer = await write(raw);
      expect([raw, answer.status, answer.headers.location]).toEqual([raw, 307, `/v1/${mount}/data/${clean}`]);
    }
  });

  it('of other verbs are told', async () => {
    const { admin, mount } = suite();
    for (const path of [mount, `${mount}/`, `${mount}/nope/x`, `${mount}/data`]) {
      const answer = await admin.call('GET', path);
      expect([path, answer.status, (answer.json as { warnings: string[] }).warnings.length]).toEqual([
        path,
        404,
        1,
      ]);
    }
  });
});

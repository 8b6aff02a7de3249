import { expect, it } from 'vitest';
import { describeEachVault } from '../../support/vaultSuite.ts';
import { dataOf, errorsOf, mergePatch } from './answers.ts';

await describeEachVault('Values', (suite) => {
  /** Writes JSON text as it is and gives the text that comes back. */
  async function roundTrip(path: string, json: string): Promise<unknown> {
    const { admin, mount } = suite();
    const answer = await admin.call('POST', `${mount}/data/${path}`, { body: `{"data":${json}}` });
    if (answer.status !== 200) throw new Error(errorsOf(answer));
    return dataOf(await admin.call('GET', `${mount}/data/${path}`))['data'];
  }

  it('reads numbers as float64: those beyond 2^53 come back altered', async () => {
    const text = await roundTrip(
      'numbers',
      '{"big":9007199254740993,"huge":12345678901234567890,"small":1e-7,"one":1.0}',
    );
    expect(text).toEqual({ big: 9007199254740992, huge: 12345678901234567000, small: 1e-7, one: 1 });
  });

  it('keeps altered numbers when a neighbour is patched, and strings as they are', async () => {
    const { admin, mount } = suite();
    await roundTrip('neighbours', '{"big":9007199254740993,"text":"9007199254740993"}');
    await admin.call('PATCH', `${mount}/data/neighbours`, {
      headers: mergePatch,
      body: { data: { other: 'x' } },
    });
    const secret = await admin.getSecret(mount, 'neighbours');
    expect(secret).toEqual({ big: 9007199254740992, other: 'x', text: '9007199254740993' });
  });

  it('keeps strings: empty, line breaks, control, zero-width and non-BMP characters', async () => {
    const texts = [
      '',
      ' ',
      'a\nb\r\n',
      '\u0000\u0001',
      '\u200b\u202e\ufeff',
      '😀é',
      '<&>"\\/\u2028',
      '1e3',
      'null',
    ];
    const data = Object.fromEntries(texts.map((text, index) => [`k${index}`, text]));
    expect(await roundTrip('texts', JSON.stringify(data))).toEqual(data);
  });

  it('replaces a lone surrogate', async () => {
    expect(await roundTrip('surrogate', '{"x":"a\\ud800b"}')).toEqual({ x: 'a\ufffdb' });
  });

  it('keeps key names that mean something elsewhere', async () => {
    const json = '{"__proto__":"1","constructor":"2","10":"a","9":"b","a b":"c","":"d","#/:":"e"}';
    const data = await roundTrip('names', json);
    expect(Object.entries(data as object).sort()).toEqual(Object.entries(JSON.parse(json) as object).sort());
  });

  it('keeps other types: booleans, null, lists, objects', async () => {
    const json = '{"b":true,"n":null,"l":[1,{}],"o":{"p":{"q":[]}}}';
    expect(await roundTrip('types', json)).toEqual(JSON.parse(json));
  });

  it('takes 499 keys in one write, and refuses 500 where it counts strings', async ({ skip }) => {
    const { admin, mount, vault } = suite();
    if (vault.kind === 'external') skip('the limit is one of OpenBao');
    const keys = (count: number): object =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, 'v']));
    const write = (count: number): ReturnType<typeof admin.call> =>
      admin.call('POST', `${mount}/data/many`, { body: { data: keys(count) } });
    expect((await write(499)).status).toBe(200);
    expect(errorsOf(await write(500))).toContain('exceeded maximum number of strings');
  });

  it('refuses a body of more than 32 MiB', async () => {
    const { admin, mount } = suite();
    const body = { data: { k: 'x'.repeat(32 * 1024 ** 2) } };
    expect((await admin.call('POST', `${mount}/data/large`, { body })).status).toBe(413);
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { HttpAnswer } from '../../support/httpCall.ts';
import { TestAdmin } from '../../support/vaultServers.ts';
import { mergePatch } from './answers.ts';
import { describeBothVaults, runs } from './bothServers.ts';

/** One request on a mount; `M` and `V1` stand for its two mounts. */
interface Step {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
}

const secretPath = fc.constantFrom('a', 'a/b', 'a/b/c', 'd');
const keyName = fc.constantFrom('k', 'l', '__proto__');
const value = fc.oneof(
  fc.string(),
  fc.constant(null),
  fc.record({ x: fc.string() }),
  fc.integer(),
  fc.boolean(),
);
const data = fc.dictionary(keyName, value, { maxKeys: 3 });
const cas = fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined });
const versions = fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 2 });
const custom = fc.dictionary(fc.constantFrom('m', 'n'), fc.option(fc.constantFrom('1', '2')), { maxKeys: 2 });
const noNulls = fc.dictionary(fc.constantFrom('m', 'n'), fc.constantFrom('1', '2'), { maxKeys: 2 });
const settings = fc.record(
  { max_versions: fc.integer({ min: 0, max: 3 }), cas_required: fc.constant(true) },
  { requiredKeys: [] },
);

function on(method: string, verb: string, body?: fc.Arbitrary<object>): fc.Arbitrary<Step> {
  const bodies: fc.Arbitrary<object | undefined> = body ?? fc.constant(undefined);
  return fc
    .tuple(secretPath, bodies)
    .map(([path, content]) => ({ method, path: `M/${verb}${path}`, ...(content && { body: content }) }));
}

const writeBody = fc.tuple(data, cas).map(([content, given]) => ({
  data: content,
  ...(given !== undefined && { options: { cas: given } }),
}));

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: on('POST', 'data/', writeBody) },
  { weight: 4, arbitrary: on('PATCH', 'data/', writeBody) },
  { weight: 2, arbitrary: on('DELETE', 'data/') },
  { weight: 1, arbitrary: on('POST', 'delete/', fc.record({ versions })) },
  { weight: 2, arbitrary: on('POST', 'undelete/', fc.record({ versions })) },
  { weight: 1, arbitrary: on('POST', 'destroy/', fc.record({ versions })) },
  { weight: 1, arbitrary: on('DELETE', 'metadata/') },
  {
    weight: 1,
    arbitrary: on(
      'POST',
      'metadata/',
      fc.tuple(noNulls, settings).map(([m, s]) => ({ custom_metadata: m, ...s })),
    ),
  },
  { weight: 2, arbitrary: on('PATCH', 'metadata/', fc.record({ custom_metadata: custom })) },
  { weight: 3, arbitrary: on('GET', 'data/') },
  { weight: 3, arbitrary: on('GET', 'subkeys/') },
  { weight: 3, arbitrary: on('GET', 'metadata/') },
  { weight: 1, arbitrary: on('LIST', 'metadata/') },
  { weight: 1, arbitrary: settings.map((body) => ({ method: 'POST', path: 'M/config', body })) },
);

/** What two servers must agree on: times become their order of appearance, and ids go. */
function comparable(answer: HttpAnswer): unknown {
  const {
    data: content = null,
    errors = null,
    warnings = null,
  } = (answer.json ?? {}) as Record<string, unknown>;
  const text = JSON.stringify({ status: answer.status, content, errors, warnings });
  const seen: string[] = [];
  const steady = text.replaceAll(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/gu, (time) => {
    if (!seen.includes(time)) seen.push(time);
    return `"time ${seen.indexOf(time)}"`;
  });
  return JSON.parse(steady) as unknown;
}

async function play(admin: TestAdmin, steps: readonly Step[]): Promise<readonly unknown[]> {
  const mount = await admin.createMount();
  const answers: unknown[] = [];
  for (const { method, path, body } of steps) {
    const headers = method === 'PATCH' ? mergePatch : {};
    const answer = await admin.call(method, path.replace(/^M/u, mount), { body, headers });
    answers.push({ method, path, body, answer: comparable(answer) });
  }
  await admin.cleanUp();
  return answers;
}

await describeBothVaults('The embedded server and the real one', (vaults) => {
  it('give the same answers to any sequence of requests', { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), async (steps) => {
        const [real, embedded] = await Promise.all(vaults.map((vault) => play(new TestAdmin(vault), steps)));
        expect(embedded).toEqual(real);
      }),
      runs(2000, 40),
    );
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { policyRule, TestAdmin } from '../../support/vaultServers.ts';
import { dataOf } from './answers.ts';
import { describeBothVaults, runs } from './bothServers.ts';

const segment = fc.constantFrom('a', 'b', 'ab');
const capabilities = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.subarray(['create', 'read', 'update', 'patch', 'delete', 'list'], { maxLength: 3 }),
  },
  { weight: 1, arbitrary: fc.constant(['deny']) },
);
const rulePath = fc
  .tuple(
    fc.array(fc.oneof({ weight: 3, arbitrary: segment }, { weight: 1, arbitrary: fc.constant('+') }), {
      minLength: 1,
      maxLength: 4,
    }),
    fc.constantFrom('', '', '*', '/*', '/'),
  )
  .map(([segments, end]) => segments.join('/') + end)
  .filter((path) => !path.includes('+*'));
const rules = fc.array(fc.tuple(rulePath, capabilities), { minLength: 1, maxLength: 8 });
const asked = fc.array(
  fc.tuple(fc.array(segment, { minLength: 1, maxLength: 4 }), fc.boolean()).map(([segments, isFolder]) => {
    return segments.join('/') + (isFolder ? '/' : '');
  }),
  { minLength: 2, maxLength: 20 },
);

await describeBothVaults('The rights that both servers see in a policy', (vaults) => {
  async function rightsOf(admin: TestAdmin, hcl: string, paths: readonly string[]): Promise<unknown> {
    const token = await admin.tokenWithPolicy(hcl);
    const answer = await admin.call('POST', 'sys/capabilities-self', { token, body: { paths } });
    await admin.cleanUp();
    return dataOf(answer);
  }

  it('are the same for any rules and paths', { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(rules, asked, async (some, paths) => {
        const hcl = some.map(([path, list]) => policyRule(path, list)).join('');
        const [real, embedded] = await Promise.all(
          vaults.map((vault) => rightsOf(new TestAdmin(vault), hcl, paths)),
        );
        expect(embedded).toEqual(real);
      }),
      runs(3000, 60),
    );
  });
});

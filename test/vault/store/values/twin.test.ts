import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fullTimeout, runs } from '../../../unit/languageService/migration/runs.ts';
import { describeEachVault } from '../../../support/vaultSuite.ts';
import { connectWithoutPace } from '../connect.ts';
import { otherAct } from './otherClient.ts';
import { ownAct, Twins } from './twins.ts';

const acts = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: ownAct.map((own) => ({ own })) },
    { weight: 2, arbitrary: otherAct.map((other) => ({ other })) },
  ),
  { minLength: 15, maxLength: 30 },
);

/** What the sequences must reach: they are worth nothing otherwise. */
const ends = {
  1: ['look: present', 'look: absent', 'write: done', 'write: conflict', 'take out: conflict'],
  2: [
    ...['look: present', 'look: absent', 'write: done', 'write: conflict', 'take out: done'],
    ...['take out: conflict', 'history: known', 'history: none', 'annotate: true', 'annotate: false'],
    ...['read version: present', 'read version: absent', 'delete version: undefined'],
  ],
} as const;

await describeEachVault('the vault in memory does as a server does', (suite) => {
  test.each([2, 1] as const)(
    'KV v%d',
    async (kvVersion) => {
      const { admin, vault: server, mount, mountV1 } = suite();
      const { vault } = await connectWithoutPace(server.address, server.rootToken);
      const seen = new Set<string>();
      await fc.assert(
        fc.asyncProperty(acts, async (sequence) => {
          const secret = { mount: kvVersion === 2 ? mount : mountV1, path: admin.uniqueName('twin') };
          const twins = new Twins(vault, admin, secret, kvVersion);
          await twins.do({ kind: 'look' });
          for (const act of sequence) {
            if ('own' in act) seen.add(await twins.do(act.own));
            else await twins.other(act.other);
          }
        }),
        { ...runs(100, 1_000), endOnFailure: true },
      );
      for (const end of ends[kvVersion]) expect([...seen]).toContain(end);
    },
    fullTimeout,
  );
});

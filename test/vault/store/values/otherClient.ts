import fc from 'fast-check';
import type { SecretPath } from '../../../../server/src/languageService/secretStore.ts';
import type { InMemorySecretVault } from '../../../support/inMemorySecretVault.ts';
import type { TestAdmin } from '../../../support/vaultServers.ts';

export const someKeys = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', '__proto__'), {
  minLength: 1,
  maxLength: 3,
});

/** What another client may do to a path. */
export const otherAct = fc.oneof(
  fc.record({ kind: fc.constant('other writes' as const), keys: someKeys }),
  fc.record({ kind: fc.constant('other deletes' as const) }),
  fc.record({ kind: fc.constant('other removes' as const) }),
  fc.record({ kind: fc.constant('other keeps' as const), versions: fc.nat({ max: 3 }) }),
  fc.record({ kind: fc.constant('other limits' as const) }),
);
export type OtherAct = typeof otherAct extends fc.Arbitrary<infer T> ? T : never;

interface Both {
  readonly admin: TestAdmin;
  readonly fake: InMemorySecretVault;
  readonly secret: SecretPath;
}

/** Does the same to a KV v2 path of a server and to that of the vault in memory. */
export async function actOnV2({ admin, fake, secret }: Both, act: OtherAct, serial: number): Promise<void> {
  const at = (verb: string): string => `${secret.mount}/${verb}/${secret.path}`;
  switch (act.kind) {
    case 'other writes': {
      const data = dataOf(act.keys, serial);
      await admin.expectOk('POST', at('data'), { data });
      fake.put(secret, data);
      break;
    }
    case 'other deletes':
      await admin.expectOk('DELETE', at('data'));
      fake.softDelete(secret);
      break;
    case 'other removes':
      await admin.expectOk('DELETE', at('metadata'));
      fake.remove(secret);
      break;
    case 'other keeps':
      await admin.expectOk('POST', at('metadata'), { max_versions: act.versions });
      fake.setPathSettings(secret, { maxVersions: act.versions });
      break;
    case 'other limits':
      await admin.expectOk('POST', at('metadata'), { delete_version_after: '1h' });
      fake.setPathSettings(secret, { deleteVersionAfter: '1h0m0s' });
  }
}

/** The same on KV v1, which has no settings. */
export async function actOnV1({ admin, fake, secret }: Both, act: OtherAct, serial: number): Promise<void> {
  const at = `${secret.mount}/${secret.path}`;
  if (act.kind === 'other writes') {
    const data = dataOf(act.keys, serial);
    await admin.expectOk('POST', at, data);
    fake.put(secret, data);
  } else if (act.kind === 'other deletes' || act.kind === 'other removes') {
    await admin.expectOk('DELETE', at);
    fake.remove(secret);
  }
}

function dataOf(keys: readonly string[], serial: number): Record<string, string> {
  return Object.fromEntries(keys.map((key) => [key, `theirs ${serial}`]));
}

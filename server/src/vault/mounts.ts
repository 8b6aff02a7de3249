import type { MountInfo } from '../languageService/migration/secretVault.ts';
import type { KvMount, KvVersion, NotChecked } from '../languageService/secretStore.ts';
import { StoreError } from '../languageService/storeError.ts';
import { lifetime } from './duration.ts';
import { encodePath } from './kvPath.ts';
import { errorTexts, shaped, shapes } from './responses.ts';
import type { VaultApi } from './vaultApi.ts';
import { successful } from './vaultApi.ts';
import { notChecked } from './vaultError.ts';

export type MountAnswer =
  { readonly kind: 'kv'; readonly kvVersion: KvVersion } | { readonly kind: 'no-such-mount' } | NotChecked;

interface RawMount {
  readonly path?: string | undefined;
  readonly type: string;
  readonly options?: { readonly version?: string | undefined } | null | undefined;
}

/** The KV version of a mount, or undefined for another engine. `generic` is KV v1's old name. */
function kvVersionOf({ type, options }: RawMount): KvVersion | undefined {
  if (type !== 'kv' && type !== 'generic') return undefined;
  return options?.version === '2' ? 2 : 1;
}

/** KV mounts that the token may see. @throws StoreError when the server does not tell. */
export async function visibleMounts(api: VaultApi, signal: AbortSignal): Promise<readonly KvMount[]> {
  const { body } = successful(await api.get('sys/internal/ui/mounts', signal));
  const mounts = shaped(shapes.visibleMounts, body).data.secret ?? {};
  return Object.entries(mounts).flatMap(([path, mount]) => {
    const kvVersion = kvVersionOf(mount);
    return kvVersion === undefined ? [] : [{ path: path.replace(/\/$/, ''), kvVersion }];
  });
}

/**
 * What a mount is. The server answers 403 both for no access and for no mount, so "no such mount" is said only
 * when the token may see the list of all mounts. Two requests at most. @throws StoreError.
 */
export async function lookUpMount(api: VaultApi, mount: string, signal: AbortSignal): Promise<MountAnswer> {
  const answer = await api.get(`sys/internal/ui/mounts/${encodePath(mount)}`, signal);
  if (answer.status === 200) return kvMount(mount, shaped(shapes.mount, answer.body).data);
  if (answer.status === 404) return oldServerOrNamespace(errorTexts(answer.body));
  if (answer.status !== 403) shaped(shapes.mount, successful(answer).body);
  const all = await api.get('sys/mounts', signal);
  const names = all.status === 200 ? Object.keys(shaped(shapes.allMounts, all.body).data) : undefined;
  if (names && !names.includes(`${mount}/`)) return { kind: 'no-such-mount' };
  return {
    kind: 'denied',
    detail: 'The token has no permission on anything in this mount, or it does not exist.',
  };
}

/**
 * The server answers with the mount that serves a path, which may be a shorter one: taking `secret/data` for a mount
 * would turn a check into a read of values. The answer leaves out a child namespace that the name begins with.
 */
function kvMount(mount: string, raw: RawMount): MountAnswer {
  const [asked, served] = [`${mount}/`, raw.path ?? ''];
  if (served !== '' && asked !== served && asked.startsWith(served)) return { kind: 'no-such-mount' };
  if (asked !== served && (served === '' || !asked.endsWith(`/${served}`))) {
    return { kind: 'not-checkable', detail: 'The server does not tell which mount this is.' };
  }
  const kvVersion = kvVersionOf(raw);
  if (kvVersion !== undefined) return { kind: 'kv', kvVersion };
  return { kind: 'not-checkable', detail: 'The mount is not a KV secrets engine.' };
}

/** The answer of a server that cannot be asked what a mount is. */
export const oldServer: NotChecked = {
  kind: 'not-checkable',
  detail: 'The server is too old to tell what the mount is.',
};

function oldServerOrNamespace(errors: readonly string[]): NotChecked {
  if (errors.some((text) => text.includes('namespace not found'))) {
    return { kind: 'not-checkable', detail: 'The server does not know the namespace.' };
  }
  return oldServer;
}

/** The KV version of what must be a KV mount. @throws StoreError saying why it is not. */
export function requireKv(answer: MountAnswer): KvVersion {
  switch (answer.kind) {
    case 'kv':
      return answer.kvVersion;
    case 'no-such-mount':
      throw new StoreError('no-such-mount', 'There is no such mount.');
    case 'denied':
      throw new StoreError('denied', answer.detail);
    case 'not-signed-in':
    case 'sealed':
    case 'unreachable':
    case 'not-checkable':
      throw new StoreError('not-kv', answer.detail);
  }
}

/** What a KV v2 server keeps where nothing is set. */
const defaultMaxVersions = 10;

/**
 * How long a KV v2 mount lets versions live (empty for ever) and how many it keeps; undefined when the token may not see
 * it. @throws StoreError.
 */
export async function mountSettings(
  api: VaultApi,
  mount: string,
  signal: AbortSignal,
): Promise<Pick<MountInfo, 'deleteVersionAfter' | 'maxVersions'>> {
  const answer = await api.get(`${encodePath(mount)}/config`, signal);
  if (answer.status === 403) return { deleteVersionAfter: undefined, maxVersions: undefined };
  const { data } = shaped(shapes.mountConfig, successful(answer).body);
  return {
    deleteVersionAfter: lifetime(data.delete_version_after),
    maxVersions: data.max_versions || defaultMaxVersions,
  };
}

/** A StoreError's answer to a check; anything else is thrown on. */
export function asNotChecked(error: unknown): NotChecked {
  if (error instanceof StoreError) return notChecked(error);
  throw error;
}

import { LRUCache } from 'lru-cache';
import type {
  KvVersion,
  ListStatus,
  NotChecked,
  PathStatus,
  SecretPath,
} from '../languageService/secretStore.ts';
import { CapabilityBatch } from './capabilityBatch.ts';
import { FolderGate } from './folderGate.ts';
import { apiName, apiPath, listPath, parentFolder } from './kvPath.ts';
import { asNotChecked } from './mounts.ts';
import { errorTexts, maybeShaped, shaped, shapes } from './responses.ts';
import { SingleFlight } from './singleFlight.ts';
import type { HttpAnswer } from './transport.ts';
import type { VaultApi } from './vaultApi.ts';
import { successful } from './vaultApi.ts';

const listTtlMs = 60_000;

interface Listed {
  readonly answer: ListStatus;
  readonly until: number;
}

/** Names what is missing, so that it can be asked for. */
function denied(path: SecretPath): NotChecked {
  const places = [apiName('subkeys', path), apiName('metadata', path)];
  return {
    kind: 'denied',
    detail: `The token may read neither the key names nor the metadata: it takes "read" on ${places.join(' or ')}.`,
  };
}

function deniedList({ mount, path }: SecretPath): NotChecked {
  const folder = `${mount}/${parentFolder(path)}`;
  return { kind: 'denied', detail: `KV v1 is checked by lists alone: it takes "list" on ${folder}.` };
}

/**
 * Looks a path up without reading a value: key names by `subkeys`, else existence by `metadata`, else by the list
 * of its folder. On KV v1, where any read gives values, by the folder's list alone.
 */
export class PathLookUp {
  readonly #api: VaultApi;
  readonly #now: () => number;
  readonly #rights: CapabilityBatch;
  readonly #gate = new FolderGate();
  readonly #lists = new SingleFlight<ListStatus>();
  readonly #listed = new LRUCache<string, Listed>({ max: 1_000 });

  constructor(api: VaultApi, now: () => number) {
    this.#api = api;
    this.#now = now;
    this.#rights = new CapabilityBatch(api);
  }

  /** @throws StoreError where the server gives no usable answer, or the signal's reason. */
  async describe(kvVersion: KvVersion, path: SecretPath, signal: AbortSignal): Promise<PathStatus> {
    if (kvVersion === 1) return this.#describeV1(path, signal);
    const folder = `${path.mount}/${parentFolder(path.path)}`;
    const status = await this.#gate.pass(
      folder,
      (first) => this.#describeV2(path, first, signal),
      ({ kind }) => kind === 'denied',
    );
    return status.kind === 'denied' ? this.#byFolder(path, signal) : status;
  }

  /**
   * Names in a folder, asked once a minute; a missing one is empty. Failures are answers.
   * @throws only the signal's reason.
   */
  async list(kvVersion: KvVersion, mount: string, folder: string, signal: AbortSignal): Promise<ListStatus> {
    const id = `${mount}\n${folder}`;
    const known = this.#listed.get(id);
    if (known && known.until > this.#now()) return known.answer;
    const answer = await this.#lists.join(id, signal, (own) => this.#ask(kvVersion, mount, folder, own));
    if (answer.kind === 'listed' || answer.kind === 'denied') {
      this.#listed.set(id, { answer, until: this.#now() + listTtlMs });
    }
    return answer;
  }

  async #ask(kvVersion: KvVersion, mount: string, folder: string, signal: AbortSignal): Promise<ListStatus> {
    try {
      const answer = await this.#api.get(listPath(kvVersion, mount, folder), signal);
      if (answer.status === 404) return { kind: 'listed', names: [] };
      return { kind: 'listed', names: shaped(shapes.list, successful(answer).body).data.keys };
    } catch (error) {
      return asNotChecked(error);
    }
  }

  /** Forgets what was learnt of folders. */
  clear(): void {
    this.#gate.clear();
    this.#listed.clear();
  }

  async #describeV1(path: SecretPath, signal: AbortSignal): Promise<PathStatus> {
    const folder = await this.#folder(1, path, signal);
    if (folder.kind === 'denied') return deniedList(path);
    if (folder.kind !== 'listed') return folder;
    if (!folder.names.includes(lastSegment(path))) return { kind: 'no-such-path', siblings: folder.names };
    return { kind: 'exists', kvVersion: 1, keys: undefined, keysUnknownBecause: 'KV v1' };
  }

  async #describeV2(path: SecretPath, first: 'open' | 'denied', signal: AbortSignal): Promise<PathStatus> {
    if (first === 'open' || (await this.#rights.mayRead(apiName('subkeys', path)))) {
      const answer = await this.#api.get(`${apiPath('subkeys', path)}?depth=1`, signal);
      if (answer.status === 200) return existing(answer);
      if (answer.status === 404) return this.#without(path, answer, signal);
      if (answer.status !== 403) successful(answer);
    }
    if (first === 'open' || (await this.#rights.mayRead(apiName('metadata', path)))) {
      return this.#byMetadata(path, signal);
    }
    return denied(path);
  }

  /** Subkeys are not there: a deleted version, no secret, or a server that does not know subkeys. */
  async #without(path: SecretPath, answer: HttpAnswer, signal: AbortSignal): Promise<PathStatus> {
    const deleted = maybeShaped(shapes.deleted, answer.body)?.data.metadata;
    if (deleted) return deletedVersion(deleted.version, deleted.deletion_time);
    if (errorTexts(answer.body).length > 0) return this.#byMetadata(path, signal);
    const folder = await this.#folder(2, path, signal);
    if (folder.kind !== 'listed') return { kind: 'no-such-path' };
    if (folder.names.includes(lastSegment(path))) return existsUnseen('no version has been written');
    return { kind: 'no-such-path', siblings: folder.names };
  }

  /** Where neither keys nor metadata may be read, the folder still tells what there is. */
  async #byFolder(path: SecretPath, signal: AbortSignal): Promise<PathStatus> {
    const folder = await this.#folder(2, path, signal);
    if (folder.kind !== 'listed') return denied(path);
    if (folder.names.includes(lastSegment(path))) return existsUnseen('no permission on subkeys');
    return { kind: 'no-such-path', siblings: folder.names };
  }

  async #byMetadata(path: SecretPath, signal: AbortSignal): Promise<PathStatus> {
    const answer = await this.#api.get(apiPath('metadata', path), signal);
    if (answer.status === 403) return denied(path);
    if (answer.status === 404) return { kind: 'no-such-path' };
    const { data } = shaped(shapes.metadata, successful(answer).body);
    const version = data.versions[String(data.current_version)];
    if (!version) return existsUnseen('no version has been written');
    if (version.destroyed || this.#isPast(version.deletion_time)) {
      return deletedVersion(data.current_version, version.deletion_time);
    }
    return {
      kind: 'exists',
      kvVersion: 2,
      keys: undefined,
      keysUnknownBecause: 'no permission on subkeys',
      version: data.current_version,
      createdTime: version.created_time,
      ...(data.custom_metadata ? { customMetadata: data.custom_metadata } : {}),
    };
  }

  #folder(kvVersion: KvVersion, { mount, path }: SecretPath, signal: AbortSignal): Promise<ListStatus> {
    return this.list(kvVersion, mount, parentFolder(path), signal);
  }

  /** A version that will delete itself has its time to come in the metadata, and is there until then. */
  #isPast(deletionTime: string): boolean {
    return deletionTime !== '' && !(Date.parse(deletionTime) > this.#now());
  }
}

function existsUnseen(keysUnknownBecause: string): PathStatus {
  return { kind: 'exists', kvVersion: 2, keys: undefined, keysUnknownBecause };
}

function existing({ body }: HttpAnswer): PathStatus {
  const { subkeys, metadata } = shaped(shapes.subkeys, body).data;
  return {
    kind: 'exists',
    kvVersion: 2,
    keys: Object.keys(subkeys ?? {}),
    version: metadata.version,
    createdTime: metadata.created_time,
    ...(metadata.custom_metadata ? { customMetadata: metadata.custom_metadata } : {}),
  };
}

function deletedVersion(version: number, deletedAt: string): PathStatus {
  return { kind: 'deleted-version', version, ...(deletedAt === '' ? {} : { deletedAt }) };
}

function lastSegment({ path }: SecretPath): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

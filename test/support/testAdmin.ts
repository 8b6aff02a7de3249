import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { httpCall } from './httpCall.ts';
import type { HttpAnswer } from './httpCall.ts';
import type { TestVault } from './testVault.ts';

/** A request as a test spells it. */
export interface AdminCall {
  /** The token to use; the root token when not given, none when empty. */
  readonly token?: string;
  readonly namespace?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface TokenRequest {
  readonly policies?: readonly string[];
  readonly noDefaultPolicy?: boolean;
  /** As Vault spells a duration: `1h`. */
  readonly ttl?: string;
  readonly renewable?: boolean;
}

/**
 * Sets a server up for a test as its administrator. What it makes has a unique name and goes with
 * {@link TestAdmin.cleanUp}, so that tests can share a server, also one that is not ours.
 */
export class TestAdmin {
  readonly #vault: TestVault;
  readonly #undo: (() => Promise<unknown>)[] = [];

  constructor(vault: TestVault) {
    this.#vault = vault;
  }

  /** One raw call; any status is an answer. `path` comes after `/v1/`, encoded by the caller. */
  call(method: string, path: string, options: AdminCall = {}): Promise<HttpAnswer> {
    const { address: origin, caPem, rootToken } = this.#vault;
    const token = options.token ?? rootToken;
    const headers = {
      'x-vault-request': 'true',
      ...(token !== '' && { 'x-vault-token': token }),
      ...(options.namespace !== undefined && { 'x-vault-namespace': options.namespace }),
      ...options.headers,
    };
    const { body } = options;
    return httpCall({
      method,
      origin,
      path: `/v1/${path}`,
      headers,
      body,
      ...(caPem !== undefined && { caPem }),
    });
  }

  /** As {@link call}, for a call that has to work. @throws Error with method, path and status otherwise. */
  async expectOk(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await this.call(method, path, { body });
    if (answer.status < 300) return answer.json;
    throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`);
  }

  uniqueName(prefix: string): string {
    return `${prefix}-${randomBytes(4).toString('hex')}`;
  }

  /** Mounts a KV engine and waits until it serves. Returns `name`. */
  async createMount(name = this.uniqueName('kv'), version: 1 | 2 = 2): Promise<string> {
    await this.expectOk('POST', `sys/mounts/${name}`, { type: 'kv', options: { version: String(version) } });
    this.#undo.push(() => this.deleteMount(name));
    if (version === 2) await this.#untilUpgraded(name);
    return name;
  }

  /** A new KV v2 mount answers 400 for a moment, until its storage is laid out. */
  async #untilUpgraded(mount: string): Promise<void> {
    const deadline = performance.now() + 10_000;
    while (performance.now() < deadline) {
      if ((await this.call('GET', `${mount}/config`)).status === 200) return;
      await delay(20);
    }
    throw new Error(`mount ${mount} is not ready`);
  }

  async deleteMount(name: string): Promise<void> {
    await this.expectOk('DELETE', `sys/mounts/${name}`);
  }

  /** Writes a policy under a unique name, which it returns. */
  async writePolicy(hcl: string, name = this.uniqueName('policy')): Promise<string> {
    await this.expectOk('POST', `sys/policies/acl/${name}`, { policy: hcl });
    this.#undo.push(() => this.expectOk('DELETE', `sys/policies/acl/${name}`));
    return name;
  }

  /** Makes a token and returns it. */
  async createToken(request: TokenRequest = {}): Promise<string> {
    const { policies, noDefaultPolicy = false, ttl, renewable } = request;
    const body = { policies, no_default_policy: noDefaultPolicy, ttl, renewable, no_parent: true };
    const answer = await this.expectOk('POST', 'auth/token/create', body);
    const token = (answer as { auth: { client_token: string } }).auth.client_token;
    this.#undo.push(() => this.call('POST', 'auth/token/revoke', { body: { token } }));
    return token;
  }

  /** A token that may do exactly what `hcl` says. */
  async tokenWithPolicy(hcl: string, request: TokenRequest = {}): Promise<string> {
    return this.createToken({ ...request, policies: [await this.writePolicy(hcl)] });
  }

  /** Writes a secret of a KV v2 mount, as a new version or with `cas`; returns the version. */
  async putSecret(mount: string, path: string, data: object, cas?: number): Promise<number> {
    const body = { data, ...(cas !== undefined && { options: { cas } }) };
    const answer = await this.expectOk('POST', `${mount}/data/${path}`, body);
    return (answer as { data: { version: number } }).data.version;
  }

  /** Data of a version of a KV v2 secret, the current one for 0; undefined when it is not there. */
  async getSecret(mount: string, path: string, version = 0): Promise<Record<string, unknown> | undefined> {
    const answer = await this.call('GET', `${mount}/data/${path}?version=${version}`);
    if (answer.status === 404) return undefined;
    if (answer.status !== 200) throw new Error(`GET ${mount}/data/${path} answered ${answer.status}`);
    return (answer.json as { data: { data: Record<string, unknown> } }).data.data;
  }

  async seal(): Promise<void> {
    await this.expectOk('PUT', 'sys/seal');
  }

  /** @throws Error where the unseal key is not known. */
  async unseal(): Promise<void> {
    const key = this.#vault.unsealKey;
    if (key === undefined) throw new Error(`no unseal key for ${this.#vault.label}`);
    await this.expectOk('PUT', 'sys/unseal', { key });
  }

  /** Removes all that this made, newest first; what is gone already is no error. */
  async cleanUp(): Promise<void> {
    for (const undo of this.#undo.splice(0).reverse()) await undo();
  }
}

import { readFile } from 'node:fs/promises';
import type { AuditedRequest } from './testVault.ts';

/** Operations of an audit log and the HTTP methods they stand for. */
const methods: Readonly<Record<string, AuditedRequest['method']>> = {
  read: 'GET',
  list: 'LIST',
  scan: 'LIST',
  create: 'POST',
  update: 'POST',
  patch: 'PATCH',
  delete: 'DELETE',
};

/** The requests in the text of an audit log; entries of the server's own (`dev-...`) are left out. */
export function parseAuditLog(text: string): readonly AuditedRequest[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => auditedRequest(JSON.parse(line) as AuditEntry));
}

interface AuditEntry {
  readonly type?: string;
  readonly request?: { readonly id?: string; readonly operation?: string; readonly path?: string };
}

function auditedRequest(entry: AuditEntry): AuditedRequest[] {
  const { id, operation = '', path } = entry.request ?? {};
  const method = methods[operation];
  // What the server does by itself while starting has no id of a request, or one that begins with `dev-`.
  const own = id === undefined || id === '' || id.startsWith('dev-');
  return entry.type === 'request' && !own && method !== undefined && path !== undefined
    ? [{ method, path }]
    : [];
}

/** An audit log on disk, read from a mark on. */
export class AuditLog {
  readonly #file: string;
  #mark = 0;

  constructor(file: string) {
    this.#file = file;
  }

  /** What was asked since the mark. The server writes an entry before it answers, so the file is complete. */
  async requests(): Promise<readonly AuditedRequest[]> {
    const bytes = await this.#read();
    return parseAuditLog(bytes.subarray(this.#mark).toString('utf8'));
  }

  async clear(): Promise<void> {
    this.#mark = (await this.#read()).length;
  }

  /** A server that has not started yet has no file. */
  async #read(): Promise<Buffer> {
    return readFile(this.#file).catch(() => Buffer.alloc(0));
  }
}

import type { Socket } from 'node:net';
import { readElement } from '../asn1.ts';
import { listenTcp } from '../loopbackHttp.ts';
import type { Attributes, LdapMessage, LdapRequest } from './messages.ts';
import { bindAnswer, readMessage, results, searchEnd, searchEntry } from './messages.ts';

/** An entry of a directory. */
export interface DirectoryEntry {
  readonly dn: string;
  /** Without one nobody can bind as it. */
  readonly password?: string;
  /** Names in small letters. */
  readonly attributes: Attributes;
}

/** A directory on loopback that knows bind, search and unbind, and who may bind. */
export interface Directory {
  /** `ldap://127.0.0.1:PORT` */
  readonly url: string;
  /** Names that somebody tried to bind as, in order, each with whether it was let in. */
  binds(): readonly { readonly dn: string; readonly ok: boolean }[];
  close(): Promise<void>;
}

/** Starts a directory with these entries. Only who has bound may search. */
export async function startDirectory(entries: readonly DirectoryEntry[]): Promise<Directory> {
  const binds: { dn: string; ok: boolean }[] = [];
  const host = await listenTcp((socket) => {
    let isBound = false;
    serve(socket, ({ id, request }) => {
      if (request.kind === 'bind') {
        isBound = mayBind(entries, request);
        binds.push({ dn: request.dn, ok: isBound });
        return [bindAnswer(id, isBound ? results.success : results.invalidCredentials)];
      }
      if (request.kind === 'search')
        return isBound ? found(entries, id, request) : [searchEnd(id, results.unwilling)];
      socket.end();
      return [];
    });
  });
  return {
    url: host.address.replace('http:', 'ldap:'),
    binds: () => [...binds],
    close: () => host.close(),
  };
}

/** Answers each message as it becomes whole; what is no message ends the connection. */
function serve(socket: Socket, answer: (message: LdapMessage) => readonly Buffer[]): void {
  let rest = Buffer.alloc(0);
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    try {
      for (let next = readElement(rest); next !== undefined; next = readElement(rest)) {
        rest = rest.subarray(next.size);
        for (const part of answer(readMessage(next.content))) socket.write(part);
      }
    } catch {
      socket.destroy();
    }
  });
}

function mayBind(
  entries: readonly DirectoryEntry[],
  { dn, password }: LdapRequest & { kind: 'bind' },
): boolean {
  const entry = entries.find((one) => isSameName(one.dn, dn));
  return password !== '' && entry?.password === password;
}

function found(
  entries: readonly DirectoryEntry[],
  id: Buffer,
  { base, filter }: LdapRequest & { kind: 'search' },
): Buffer[] {
  const hits = entries.filter(
    ({ dn, attributes }) => dn.toLowerCase().endsWith(base.toLowerCase()) && filter(attributes),
  );
  return [
    ...hits.map(({ dn, attributes }) => searchEntry(id, dn, attributes)),
    searchEnd(id, results.success),
  ];
}

function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

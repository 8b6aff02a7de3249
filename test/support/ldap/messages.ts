import type { Element } from '../asn1.ts';
import { readElements, sequence, tagged } from '../asn1.ts';

/** What a client of a directory asks, as far as a sign-in needs it (RFC 4511). */
export type LdapRequest =
  | { readonly kind: 'bind'; readonly dn: string; readonly password: string }
  | { readonly kind: 'search'; readonly base: string; readonly filter: Filter }
  | { readonly kind: 'unbind' }
  | { readonly kind: 'other' };

/** A filter as a test of an entry's attributes; names are in small letters. */
export type Filter = (attributes: Attributes) => boolean;
export type Attributes = Readonly<Record<string, readonly string[]>>;

export interface LdapMessage {
  /** As it came: the answer carries it again. */
  readonly id: Buffer;
  readonly request: LdapRequest;
}

/** Result codes of RFC 4511. */
export const results = { success: 0, noSuchObject: 32, invalidCredentials: 49, unwilling: 53 } as const;

/** A message that was read whole. @throws Error for what is none. */
export function readMessage(message: Buffer): LdapMessage {
  const [id, operation] = readElements(message);
  if (id === undefined || operation === undefined) throw new Error('not an LDAP message');
  return { id: id.content, request: requestIn(operation) };
}

function requestIn({ tag, content }: Element): LdapRequest {
  switch (tag) {
    case 0x60: {
      const [, dn, password] = readElements(content);
      return { kind: 'bind', dn: textOf(dn), password: textOf(password) };
    }
    case 0x63: {
      const [base, , , , , , filter] = readElements(content);
      return { kind: 'search', base: textOf(base), filter: filterOf(filter) };
    }
    case 0x42:
      return { kind: 'unbind' };
    default:
      return { kind: 'other' };
  }
}

function textOf(element: Element | undefined): string {
  return element?.content.toString('utf8') ?? '';
}

/** And, or, not, equal and present; anything else fits nothing. */
function filterOf(element: Element | undefined): Filter {
  const { tag, content } = element ?? { tag: 0, content: Buffer.of() };
  if (tag === 0x87) return (attributes) => content.toString('utf8').toLowerCase() in attributes;
  const parts = tag >= 0xa0 && tag <= 0xa3 ? readElements(content) : [];
  switch (tag) {
    case 0xa0:
      return (attributes) => parts.every((part) => filterOf(part)(attributes));
    case 0xa1:
      return (attributes) => parts.some((part) => filterOf(part)(attributes));
    case 0xa2:
      return (attributes) => !filterOf(parts[0])(attributes);
    case 0xa3: {
      const [name, value] = parts.map((part) => textOf(part).toLowerCase());
      return (attributes) => (attributes[name ?? ''] ?? []).some((one) => one.toLowerCase() === value);
    }
    default:
      return () => false;
  }
}

export function bindAnswer(id: Buffer, result: number): Buffer {
  return message(id, tagged(0x61, ...resultParts(result)));
}

export function searchEnd(id: Buffer, result: number): Buffer {
  return message(id, tagged(0x65, ...resultParts(result)));
}

export function searchEntry(id: Buffer, dn: string, attributes: Attributes): Buffer {
  const list = Object.entries(attributes).map(([name, values]) =>
    sequence(octets(name), tagged(0x31, ...values.map(octets))),
  );
  return message(id, tagged(0x64, octets(dn), sequence(...list)));
}

function message(id: Buffer, operation: Buffer): Buffer {
  return sequence(tagged(0x02, id), operation);
}

function resultParts(result: number): Buffer[] {
  return [tagged(0x0a, Buffer.of(result)), octets(''), octets('')];
}

function octets(text: string): Buffer {
  return tagged(0x04, Buffer.from(text, 'utf8'));
}

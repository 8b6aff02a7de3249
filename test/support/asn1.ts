/** ASN.1 in its distinguished encoding, as certificates and LDAP have it; as much of it as tests need. */

/** Tag, length and content. */
export function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.of(tag, length), content]);
  const bytes = length < 0x100 ? [length] : [length >>> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, 0x80 | bytes.length, ...bytes), content]);
}

export function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, ...parts);
}

export function integer(bytes: Buffer): Buffer {
  return tagged(0x02, bytes);
}

/** One element that was read. */
export interface Element {
  readonly tag: number;
  readonly content: Buffer;
  /** Bytes with tag and length. */
  readonly size: number;
}

/** The element that begins the bytes; undefined where it is not whole yet. @throws Error for a length without end. */
export function readElement(bytes: Buffer): Element | undefined {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined) return undefined;
  const more = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || more > 4) throw new Error('a length that is not read here');
  const start = 2 + more;
  if (bytes.length < start) return undefined;
  const length = more === 0 ? first : bytes.readUIntBE(2, more);
  const size = start + length;
  return bytes.length < size ? undefined : { tag, content: bytes.subarray(start, size), size };
}

/** The elements that fill the bytes. @throws Error where the last one is cut off. */
export function readElements(bytes: Buffer): readonly Element[] {
  const elements: Element[] = [];
  for (let rest = bytes; rest.length > 0; rest = rest.subarray(elements.at(-1)?.size)) {
    const element = readElement(rest);
    if (element === undefined) throw new Error('an element is cut off');
    elements.push(element);
  }
  return elements;
}

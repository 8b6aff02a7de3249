import type { IncomingMessage } from 'node:http';
import { StoreError } from '../languageService/storeError.ts';

/** The text of an answer of at most so many bytes, which must not be compressed. @throws StoreError, or a system error. */
export async function readBody(response: IncomingMessage, maxBytes: number): Promise<string> {
  const encoding = response.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity' || Number(response.headers['content-length'] ?? 0) > maxBytes) {
    response.destroy();
    throw new StoreError(
      'bad-response',
      'The server sent more than is read, or in another form than asked for.',
    );
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      response.destroy();
      throw new StoreError('too-large', 'The server sent more than 1 MiB.');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** An error's body may be anything (a proxy's page); a success must be JSON. */
export function parseJson(text: string, status: number): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    if (status >= 400) return undefined;
    throw new StoreError(
      'bad-response',
      'The answer is not JSON: is this the address of a Vault server?',
      status,
    );
  }
}

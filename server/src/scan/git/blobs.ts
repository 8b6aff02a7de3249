import { ByteReader } from './byteReader.ts';
import type { Git } from './git.ts';
import { GitError } from './gitError.ts';

/** The bytes of a blob, or why there are none, and for what it was read. */
export type ReadBlob<Item> = { readonly item: Item } & (
  { readonly bytes: Uint8Array } | { readonly skipped: string }
);

/**
 * Reads the blobs that items name, in their order and one at a time. Filters and text conversions play no part in it.
 * @throws GitError
 */
export async function* readBlobs<Item extends { readonly objectId: string }>(
  git: Git,
  items: readonly Item[],
  maxBytes: number,
): AsyncIterable<ReadBlob<Item>> {
  if (items.length === 0) return;
  const sizes = await sizesOf(git, items.map(objectIdOf));
  const wanted = items.filter((_, index) => isWithin(sizes[index], maxBytes));
  const contents = contentsOf(git, wanted.map(objectIdOf));
  try {
    for (const [index, item] of items.entries()) {
      const size = sizes[index];
      if (size === undefined) yield { item, skipped: 'not in the repository' };
      else if (size > maxBytes) yield { item, skipped: `larger than ${maxBytes} bytes` };
      else yield { item, bytes: await nextOf(contents) };
    }
  } finally {
    await contents.return(undefined);
  }
}

async function nextOf(contents: AsyncGenerator<Uint8Array, undefined>): Promise<Uint8Array> {
  const next = await contents.next();
  if (next.done === true) throw new GitError('failed');
  return next.value;
}

function objectIdOf({ objectId }: { readonly objectId: string }): string {
  return objectId;
}

function isWithin(size: number | undefined, maxBytes: number): boolean {
  return size !== undefined && size <= maxBytes;
}

/** Sizes in bytes; undefined for what is missing, or no blob. */
async function sizesOf(git: Git, objectIds: readonly string[]): Promise<readonly (number | undefined)[]> {
  const answer = await git.line(['cat-file', '--batch-check=%(objecttype) %(objectsize)'], lines(objectIds));
  return answer.split('\n').map((line) => {
    const size = /^blob (\d+)$/.exec(line)?.[1];
    return size === undefined ? undefined : Number(size);
  });
}

async function* contentsOf(git: Git, objectIds: readonly string[]): AsyncGenerator<Uint8Array, undefined> {
  const running = git.start(['cat-file', '--batch=%(objectsize)']);
  running.child.stdin.end(lines(objectIds));
  const reader = new ByteReader(running.output());
  try {
    for (let count = 0; count < objectIds.length; count++) {
      const size = Number(await reader.line());
      if (!Number.isSafeInteger(size)) throw new GitError('failed');
      const bytes = await reader.take(size);
      await reader.take(1);
      yield bytes;
    }
  } finally {
    await reader.close();
  }
}

function lines(objectIds: readonly string[]): string {
  return objectIds.map((id) => `${id}\n`).join('');
}

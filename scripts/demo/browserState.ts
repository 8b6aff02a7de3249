import type { BrowserContext } from 'playwright-core';

type State = Awaited<ReturnType<BrowserContext['storageState']>>;

/**
 * A page that puts what one browser has stored for the editor (the extension's token, encrypted, and its memory of
 * the connection) into the browser that opens it, and goes on to `next`. The editor keeps both in the browser, so a
 * person's own would otherwise be signed out.
 */
export function handOverPage(state: State, next: string): string {
  const data = JSON.stringify({ origin: state.origins[0], next }).replaceAll('<', '\\u003c');
  return `<!doctype html><meta charset="utf-8"><title>Vault Refs demo</title><p id="state">Opening the editor ...</p>
<script type="module">
const { origin, next } = ${data};
for (const { name, value } of origin?.localStorage ?? []) localStorage.setItem(name, value);
for (const database of origin?.indexedDB ?? []) await restore(database);
location.replace(next);

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('blocked'));
  });
}

async function restore({ name, version, stores }) {
  await done(indexedDB.deleteDatabase(name)).catch(() => undefined);
  const opening = indexedDB.open(name, version);
  opening.onupgradeneeded = () => {
    for (const { name, keyPath, autoIncrement } of stores) {
      opening.result.createObjectStore(name, { ...(keyPath !== undefined && { keyPath }), autoIncrement });
    }
  };
  const database = await done(opening);
  for (const { name, records } of stores) {
    for (const { key, value } of records) {
      if (typeof value !== 'string' || key === undefined) continue;
      await done(database.transaction(name, 'readwrite').objectStore(name).put(value, key));
    }
  }
  database.close();
}
</script>
`;
}

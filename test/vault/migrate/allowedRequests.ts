import { expect } from 'vitest';
import type { AuditedRequest } from '../../support/testVault.ts';

/** Fails unless settings were never written, `metadata/` was only patched, and nothing but values was changed besides. */
export function expectOnlyAllowed(requests: readonly AuditedRequest[], mount: string): void {
  const changing = requests.filter(({ method }) => method !== 'GET' && method !== 'LIST');
  expect(changing.filter(({ path }) => /^sys\/(?!capabilities-self$)|\/config$/.test(path))).toEqual([]);
  const ofMount = changing.filter(({ path }) => path.startsWith(`${mount}/`));
  const verbs = new Set(
    ofMount.map(({ method, path }) => `${method} ${path.slice(mount.length + 1).split('/')[0] ?? ''}`),
  );
  const allowed = ['POST data', 'PATCH data', 'PATCH metadata', 'POST delete'];
  expect([...verbs].filter((verb) => !allowed.includes(verb))).toEqual([]);
}

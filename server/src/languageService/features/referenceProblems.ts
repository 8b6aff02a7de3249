import { DiagnosticSeverity } from 'vscode-languageserver-types';
import type { PlacedReference } from '../references/extract.ts';
import { isElsewhere } from '../references/elsewhere.ts';
import { writesApiPath } from '../references/explicit.ts';
import { nearest } from '../references/nearest.ts';
import type { ExtractedReference, FoundReference, OffsetRange } from '../references/reference.ts';
import type { ReferenceChecker } from '../referenceChecker.ts';
import type { PathStatus, SecretStore } from '../secretStore.ts';
import { absoluteRange } from './documentView.ts';
import type { Problem, TextFix } from './problem.ts';

/** Names that stand for themselves in every dialect and every quoting style. */
const plainName = /^[A-Za-z0-9._-]+$/;

/** What is certainly wrong with references. What is not known (denied, sealed, signed out) is no problem. */
export class ReferenceProblems {
  readonly #store: SecretStore;
  readonly #checker: ReferenceChecker;

  constructor(store: SecretStore, checker: ReferenceChecker) {
    this.#store = store;
    this.#checker = checker;
  }

  /** Problems of one reference. Starts look-ups in the background and never waits for them. */
  *find(placed: PlacedReference): Iterable<Problem> {
    const isEncoded = placed.extracted.kind === 'found' && placed.extracted.isEncoded === true;
    for (const problem of this.#problems(placed)) yield isEncoded ? withoutFix(problem) : problem;
  }

  *#problems(placed: PlacedReference): Iterable<Problem> {
    const { extracted } = placed;
    switch (extracted.kind) {
      case 'malformed':
        yield this.#at(placed, extracted.problem, 'reference.malformed', extracted.message);
        return;
      case 'unknown-mount':
        yield this.#unknownMount(placed, extracted);
        return;
      case 'found':
        yield* this.#check(placed, extracted);
    }
  }

  #unknownMount(placed: PlacedReference, unknown: ExtractedReference & { kind: 'unknown-mount' }): Problem {
    const message = `There is no mount "${unknown.written}"; "${unknown.nearest}" is the nearest known one.`;
    const problem = this.#at(placed, unknown.mountRange, 'reference.no-such-mount', message);
    return { ...problem, ...replacement(problem, unknown.nearest) };
  }

  *#check(placed: PlacedReference, found: FoundReference): Iterable<Problem> {
    if (isElsewhere(found, this.#store.connection)) return;
    const status = this.#checker.status(found.reference);
    const dataSegment = this.#dataSegment(placed, found, status);
    if (dataSegment) {
      yield dataSegment;
      return;
    }
    if (status) yield* this.#byStatus(placed, found, status);
  }

  #dataSegment(placed: PlacedReference, found: FoundReference, status?: PathStatus): Problem | undefined {
    const mount = this.#store.knownMounts.find(({ path }) => path === found.reference.mount);
    if (mount?.kvVersion !== 2) return undefined;
    if (writesApiPath(found.dialect)) return this.#missingData(placed, found);
    return status?.kind === 'exists' ? undefined : this.#needlessData(placed, found);
  }

  /** The tool asks the API for the path as it is written, and gets nothing. */
  #missingData(placed: PlacedReference, { dataRange, pathRange }: FoundReference): Problem | undefined {
    if (dataRange) return undefined;
    const message = 'On KV version 2 this form of reference has "data/" behind the mount.';
    const problem = this.#at(placed, pathRange, 'reference.data-segment', message);
    const { start } = problem;
    return { ...problem, fix: { start, end: start, newText: 'data/', title: 'Insert "data/"' } };
  }

  /** KV v2 adds `data/` itself, so a written one looks for a secret below a folder named `data`. */
  #needlessData(placed: PlacedReference, { dataRange }: FoundReference): Problem | undefined {
    if (!dataRange) return undefined;
    const message = 'KV version 2 adds "data/" itself: a reference does not have it.';
    const problem = this.#at(placed, dataRange, 'reference.data-segment', message);
    return { ...problem, fix: { ...rangeOf(problem), newText: '', title: 'Remove "data/"' } };
  }

  *#byStatus(placed: PlacedReference, found: FoundReference, status: PathStatus): Iterable<Problem> {
    const { mount, path } = found.reference;
    switch (status.kind) {
      case 'no-such-mount':
        yield this.#noSuchMount(placed, found);
        return;
      case 'no-such-path':
        yield this.#noSuchPath(placed, found, status.siblings ?? []);
        return;
      case 'deleted-version': {
        if (found.version !== undefined && found.version !== String(status.version)) return;
        const message = `The current version (${String(status.version)}) of "${mount}/${path}" is deleted.`;
        yield this.#at(placed, found.pathRange, 'reference.deleted-version', message);
        return;
      }
      case 'exists':
        yield* this.#noSuchKey(placed, found, status.keys);
        return;
      case 'denied':
      case 'not-signed-in':
      case 'sealed':
      case 'unreachable':
      case 'not-checkable':
    }
  }

  #noSuchMount(placed: PlacedReference, found: FoundReference): Problem {
    const { mount } = found.reference;
    const problem = this.#at(
      placed,
      found.mountRange,
      'reference.no-such-mount',
      `There is no mount "${mount}".`,
    );
    const others = this.#store.knownMounts.map(({ path }) => path).filter((path) => path !== mount);
    return { ...problem, ...replacement(problem, nearest(mount, others)) };
  }

  #noSuchPath(placed: PlacedReference, found: FoundReference, siblings: readonly string[]): Problem {
    const { mount, path } = found.reference;
    const message = `There is no secret "${path}" in mount "${mount}".`;
    const problem = this.#at(placed, found.pathRange, 'reference.no-such-path', message);
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const secrets = siblings.filter((name) => !name.endsWith('/'));
    const name = nearest(path.slice(folder.length), secrets);
    const written = placed.block.content.text.slice(found.pathRange.start, found.pathRange.end);
    const lastSegment = { start: problem.start + written.lastIndexOf('/') + 1, end: problem.end };
    return { ...problem, missing: found, ...replacement(lastSegment, name) };
  }

  *#noSuchKey(
    placed: PlacedReference,
    found: FoundReference,
    keys: readonly string[] | undefined,
  ): Iterable<Problem> {
    const { mount, path, key } = found.reference;
    if (keys === undefined || key === undefined || keys.includes(key)) return;
    const message = `There is no key "${key}" in "${mount}/${path}".`;
    const problem = this.#at(placed, found.keyRange ?? found, 'reference.no-such-key', message);
    yield { ...problem, missing: found, ...(found.keyRange ? replacement(problem, nearest(key, keys)) : {}) };
  }

  #at(placed: PlacedReference, range: OffsetRange, code: Problem['code'], message: string): Problem {
    return { ...absoluteRange(placed.block, range), code, severity: DiagnosticSeverity.Warning, message };
  }
}

/** A problem of which a part of the text is no cure. */
function withoutFix(problem: Problem): Problem {
  const { fix, ...rest } = problem;
  return fix ? rest : problem;
}

function rangeOf({ start, end }: OffsetRange): OffsetRange {
  return { start, end };
}

function replacement(range: OffsetRange, name: string | undefined): { fix?: TextFix } {
  if (name === undefined || !name.split('/').every((segment) => plainName.test(segment))) return {};
  return { fix: { ...rangeOf(range), newText: name, title: `Change to "${name}"` } };
}

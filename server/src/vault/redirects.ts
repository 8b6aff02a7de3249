import { StoreError } from '../languageService/storeError.ts';

/** A redirect that was not followed. */
export class RedirectRefused extends StoreError {
  /** Where it would have led, when the person may allow that: an https origin. */
  readonly target: string | undefined;

  constructor(target: string | undefined) {
    super('redirect-refused', 'The server redirects to another place, which is not allowed.');
    this.target = target;
  }
}

/**
 * Which redirects of a server are followed: within its origin, and to the https origins that the person has allowed, as
 * the standbys of a cluster send callers to its active server. It remembers what it refused.
 */
export class Redirects {
  readonly #origin: string;
  readonly #allowed: ReadonlySet<string>;
  #refused: string | undefined;

  constructor(origin: string, allowed: Iterable<string> = []) {
    this.#origin = origin;
    this.#allowed = new Set(allowed);
  }

  /** The origin that the last answer would have led to, when that was refused and may be allowed. */
  get refused(): string | undefined {
    return this.#refused;
  }

  /** Where to go from an address. @throws RedirectRefused. */
  follow(from: string, location: string | undefined): URL {
    const target =
      location !== undefined && URL.canParse(location, from) ? new URL(location, from) : undefined;
    if (target && this.#follows(target)) return target;
    const isAllowable = target?.protocol === 'https:' && target.origin !== this.#origin;
    return this.refuse(isAllowable ? target.origin : undefined);
  }

  /** @throws RedirectRefused. */
  refuse(target?: string): never {
    this.#refused = target;
    throw new RedirectRefused(target);
  }

  /** The server has answered by itself. */
  answered(): void {
    this.#refused = undefined;
  }

  /** A name and password in an address would be sent along. */
  #follows({ origin, protocol, username, password }: URL): boolean {
    if (username !== '' || password !== '') return false;
    return origin === this.#origin || (protocol === 'https:' && this.#allowed.has(origin));
  }
}

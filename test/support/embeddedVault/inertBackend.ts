import type { Backend } from './backend.ts';
import type { Reply } from './reply.ts';
import { unsupportedPath } from './reply.ts';

/** A mount of a type that only its name matters of: `transit`, `cubbyhole`. */
export class InertBackend implements Backend {
  exists(): boolean {
    return true;
  }

  handle(): Reply {
    return unsupportedPath;
  }
}

import type { Policy } from './acl/policy.ts';
import { parsePolicy } from './acl/policy.ts';
import { defaultPolicyText } from './acl/defaultPolicy.ts';
import { aclOf } from './acl/acl.ts';
import type { Acl } from './acl/acl.ts';
import { Mounts } from './mounts.ts';
import type { ServerClock } from './serverClock.ts';
import { Tokens } from './tokens.ts';
import type { TokenEntry } from './tokens.ts';

/** All that the server knows, in memory. */
export class VaultState {
  readonly mounts = new Mounts();
  readonly policies = new Map<string, Policy>([['default', parsePolicy('default', defaultPolicyText)]]);
  readonly tokens: Tokens;
  readonly clock: ServerClock;
  readonly unsealKey: string;
  sealed = false;

  constructor(clock: ServerClock, unsealKey: string) {
    this.clock = clock;
    this.tokens = new Tokens(clock);
    this.unsealKey = unsealKey;
  }

  aclFor(token: TokenEntry): Acl {
    return aclOf(token.policies, this.policies);
  }
}

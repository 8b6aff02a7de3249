import type {
  AcceptResult,
  ConnectionDetails,
  MinimalPolicy,
  CheckTargetResult,
  EnvironmentOffer,
  InVaultPlan,
  InVaultResult,
  MoveProposal,
  MoveResult,
  ReferencesInVault,
  ScanSummary,
  SecretsPlaceResult,
  SignInParams,
  SignInResult,
  SignOutParams,
  SkippedFiles,
  SuggestedAddress,
} from '../../../../server/src/protocol.ts';
import { methods } from '../../../../server/src/protocol.ts';
import type { ServerApi } from '../../../../client/src/serverApi.ts';
import { createServerApi } from '../../../../client/src/serverApi.ts';
import { FakeMigration } from './fakeMigration.ts';

/** A language server that answers as told and remembers every request. */
export class FakeServer {
  readonly requests: { method: string; params: unknown }[] = [];
  environment: EnvironmentOffer = { tokenFile: false };
  /** Set to make the next sign-ins fail. */
  failure: (SignInResult & { ok: false }) | undefined;
  /** Whether Vault revokes tokens. */
  revokes = true;
  place: SecretsPlaceResult = { usable: true, message: 'Secrets: there.' };
  /** Token that a login issues. */
  issuedToken = 'issued';
  proposal: MoveProposal = { ok: false, message: 'no proposal' };
  check: (text: string) => CheckTargetResult = () => ({ ok: false, message: 'no target' });
  summary: ScanSummary = {
    outcome: 'complete',
    secrets: 0,
    filesWithSecrets: 0,
    filesRead: 0,
    skipped: 0,
  };
  skipped: SkippedFiles = { files: [], total: 0 };
  accepted: AcceptResult = { ok: true, message: 'Accepted.' };
  results: (MoveResult | Error)[] = [];
  plan: InVaultPlan = { ok: false, message: 'no plan' };
  compared: InVaultResult = { outcome: 'complete', message: 'compared', found: [] };
  references: ReferencesInVault = { ok: false, message: 'no reference' };
  readonly migration = new FakeMigration();
  addresses: SuggestedAddress[] = [];
  details: ConnectionDetails = {
    status: { kind: 'signed-out' },
    trustsSystem: true,
    policies: [],
    calls: [],
  };
  policy: MinimalPolicy = { hcl: '', paths: 0, refused: 0 };
  readonly api: ServerApi = createServerApi((method, params) => this.#answer(method, params));

  /** Parameters of all requests with this method. */
  sent(method: string): unknown[] {
    return this.requests.filter((request) => request.method === method).map(({ params }) => params);
  }

  async #answer(method: string, params: unknown): Promise<unknown> {
    this.requests.push({ method, params });
    await Promise.resolve();
    switch (method) {
      case methods.signIn:
        return this.failure ?? connected(params as SignInParams, this.issuedToken);
      case methods.environmentOffer:
        return this.environment;
      case methods.connectionDetails:
        return this.details;
      case methods.minimalPolicy:
        return this.policy;
      case methods.suggestedAddresses:
        return { addresses: this.addresses };
      case methods.signOut:
        return { revoked: this.revokes && (params as SignOutParams).revoke === true };
      case methods.checkSecretsPlace:
        return this.place;
      case methods.proposeMove:
        return this.proposal;
      case methods.checkTarget:
        return this.check((params as { text: string }).text);
      case methods.planInVault:
        return this.plan;
      case methods.runInVault:
        return this.compared;
      case methods.referencesInVault:
        return this.references;
      case methods.acceptFindings:
        return this.accepted;
      case methods.scanWorkspace:
        return this.summary;
      case methods.skippedFiles:
        return this.skipped;
      case methods.move:
      case methods.createSecret:
      case methods.useReference:
        return this.#result();
      default:
        return this.migration.answer(method, params) ?? null;
    }
  }

  #result(): MoveResult {
    const result = this.results.shift();
    if (result === undefined || result instanceof Error) throw result ?? new Error('no result');
    return result;
  }
}

function connected(params: SignInParams, issuedToken: string): SignInResult {
  const origin = params.method === 'environment' ? params.origin : params.address;
  const isIssued = !['token', 'environment', 'token-file'].includes(params.method);
  return {
    ...(isIssued ? { issuedToken } : {}),
    ok: true,
    status: { kind: 'ok', origin, namespace: params.namespace ?? '' },
  };
}

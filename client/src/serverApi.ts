import type {
  AcceptParams,
  AcceptResult,
  ConnectionDetails,
  MinimalPolicy,
  CheckTargetParams,
  CheckTargetResult,
  CreateSecretParams,
  EnvironmentOffer,
  FindingAddress,
  InVaultPlan,
  InVaultResult,
  InVaultRunParams,
  InVaultScope,
  MoveParams,
  MoveProposal,
  MoveResult,
  ReferencesInVault,
  RescanFilesParams,
  ScanSummary,
  ScanWorkspaceParams,
  SecretsPlace,
  SecretsPlaceResult,
  SignInParams,
  SignInResult,
  SignOutParams,
  SignOutResult,
  SkippedFiles,
  SuggestedAddresses,
  UseReferenceParams,
  VaultPolicy,
} from '../../server/src/protocol.ts';
import { methods } from '../../server/src/protocol.ts';
import type { MigrationApi } from './migration/migrationApi.ts';
import { createMigrationApi } from './migration/migrationApi.ts';

/** Sends one request to the language server; aborting the signal cancels it. */
export type SendRequest = (method: string, params?: unknown, signal?: AbortSignal) => Promise<unknown>;

/** The server's custom requests. Every one rejects when the server is not running or the signal aborts. */
export interface ServerApi {
  signIn(params: SignInParams): Promise<SignInResult>;
  signOut(params?: SignOutParams): Promise<SignOutResult>;
  checkSecretsPlace(place: SecretsPlace): Promise<SecretsPlaceResult>;
  environmentOffer(): Promise<EnvironmentOffer>;
  suggestedAddresses(): Promise<SuggestedAddresses>;
  connectionDetails(): Promise<ConnectionDetails>;
  /** Aborting ends looking through the files. */
  minimalPolicy(signal: AbortSignal): Promise<MinimalPolicy>;
  restrict(policy: VaultPolicy): Promise<void>;
  refresh(): Promise<void>;
  proposeMove(address: FindingAddress, signal: AbortSignal): Promise<MoveProposal>;
  checkTarget(params: CheckTargetParams, signal: AbortSignal): Promise<CheckTargetResult>;
  move(params: MoveParams, signal: AbortSignal): Promise<MoveResult>;
  createSecret(params: CreateSecretParams, signal: AbortSignal): Promise<MoveResult>;
  planInVault(scope: InVaultScope, signal: AbortSignal): Promise<InVaultPlan>;
  /** Aborting ends the comparison, which is answered. */
  runInVault(params: InVaultRunParams, signal: AbortSignal): Promise<InVaultResult>;
  referencesInVault(address: FindingAddress, signal: AbortSignal): Promise<ReferencesInVault>;
  useReference(params: UseReferenceParams, signal: AbortSignal): Promise<MoveResult>;
  acceptFindings(params: AcceptParams): Promise<AcceptResult>;
  /** Aborting ends the scan, which is answered. */
  scanWorkspace(params: ScanWorkspaceParams, signal: AbortSignal): Promise<ScanSummary>;
  rescanFiles(params: RescanFilesParams): Promise<void>;
  clearScan(): Promise<void>;
  skippedFiles(): Promise<SkippedFiles>;
  readonly migration: MigrationApi;
}

/** The answers come from our own server process, so their types are taken on trust. */
export function createServerApi(send: SendRequest): ServerApi {
  return {
    signIn: (params) => send(methods.signIn, params) as Promise<SignInResult>,
    signOut: (params) => send(methods.signOut, params ?? {}) as Promise<SignOutResult>,
    checkSecretsPlace: (place) => send(methods.checkSecretsPlace, place) as Promise<SecretsPlaceResult>,
    environmentOffer: () => send(methods.environmentOffer) as Promise<EnvironmentOffer>,
    suggestedAddresses: () => send(methods.suggestedAddresses, {}) as Promise<SuggestedAddresses>,
    connectionDetails: () => send(methods.connectionDetails, {}) as Promise<ConnectionDetails>,
    minimalPolicy: (signal) => send(methods.minimalPolicy, {}, signal) as Promise<MinimalPolicy>,
    restrict: async (policy) => {
      await send(methods.restrict, policy);
    },
    refresh: async () => {
      await send(methods.refresh);
    },
    proposeMove: (address, signal) => send(methods.proposeMove, address, signal) as Promise<MoveProposal>,
    checkTarget: (params, signal) => send(methods.checkTarget, params, signal) as Promise<CheckTargetResult>,
    move: (params, signal) => send(methods.move, params, signal) as Promise<MoveResult>,
    createSecret: (params, signal) => send(methods.createSecret, params, signal) as Promise<MoveResult>,
    planInVault: (scope, signal) => send(methods.planInVault, scope, signal) as Promise<InVaultPlan>,
    runInVault: (params, signal) => send(methods.runInVault, params, signal) as Promise<InVaultResult>,
    referencesInVault: (address, signal) =>
      send(methods.referencesInVault, address, signal) as Promise<ReferencesInVault>,
    useReference: (params, signal) => send(methods.useReference, params, signal) as Promise<MoveResult>,
    acceptFindings: (params) => send(methods.acceptFindings, params) as Promise<AcceptResult>,
    scanWorkspace: (params, signal) => send(methods.scanWorkspace, params, signal) as Promise<ScanSummary>,
    rescanFiles: async (params) => {
      await send(methods.rescanFiles, params);
    },
    clearScan: async () => {
      await send(methods.clearScan, {});
    },
    skippedFiles: () => send(methods.skippedFiles, {}) as Promise<SkippedFiles>,
    migration: createMigrationApi(send),
  };
}

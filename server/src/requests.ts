import { RequestType, RequestType0 } from 'vscode-languageserver';
import type {
  CheckTargetParams,
  CheckTargetResult,
  CreateSecretParams,
  EnvironmentOffer,
  FindingAddress,
  MoveParams,
  MoveProposal,
  MoveResult,
  PasscodeParams,
  PasscodeResult,
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
} from './protocol.ts';
import { methods } from './protocol.ts';

/** The custom methods with their types, for handlers. */
export const requests = {
  signIn: new RequestType<SignInParams, SignInResult, void>(methods.signIn),
  passcode: new RequestType<PasscodeParams, PasscodeResult, void>(methods.passcode),
  signOut: new RequestType<SignOutParams | null, SignOutResult, void>(methods.signOut),
  environmentOffer: new RequestType0<EnvironmentOffer, void>(methods.environmentOffer),
  refresh: new RequestType0<undefined, void>(methods.refresh),
  checkSecretsPlace: new RequestType<SecretsPlace, SecretsPlaceResult, void>(methods.checkSecretsPlace),
  proposeMove: new RequestType<FindingAddress, MoveProposal, void>(methods.proposeMove),
  checkTarget: new RequestType<CheckTargetParams, CheckTargetResult, void>(methods.checkTarget),
  move: new RequestType<MoveParams, MoveResult, void>(methods.move),
  createSecret: new RequestType<CreateSecretParams, MoveResult, void>(methods.createSecret),
  scanWorkspace: new RequestType<ScanWorkspaceParams | null, ScanSummary, void>(methods.scanWorkspace),
  rescanFiles: new RequestType<RescanFilesParams, undefined, void>(methods.rescanFiles),
  clearScan: new RequestType<unknown, undefined, void>(methods.clearScan),
  skippedFiles: new RequestType<unknown, SkippedFiles, void>(methods.skippedFiles),
};

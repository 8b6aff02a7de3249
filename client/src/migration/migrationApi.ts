import type {
  ChangePlanParams,
  ContinueRunParams,
  MigrationResult,
  PlanMigrationParams,
  PlanMigrationResult,
  PreviewParams,
  PreviewResult,
  RunMigrationParams,
  RunParams,
} from '../../../server/src/protocol.ts';
import { methods } from '../../../server/src/protocol.ts';
import type { SendRequest } from '../serverApi.ts';

/** The requests of moving many secrets. Every one rejects when the server is not running. */
export interface MigrationApi {
  /** Rejects when the signal aborts. */
  plan(params: PlanMigrationParams, signal: AbortSignal): Promise<PlanMigrationResult>;
  change(params: ChangePlanParams): Promise<PlanMigrationResult>;
  preview(params: PreviewParams): Promise<PreviewResult>;
  /** Aborting ends the run after the step that it is at, which is answered. */
  run(params: RunMigrationParams, signal: AbortSignal): Promise<MigrationResult>;
  /** As {@link run}. */
  continue(params: ContinueRunParams, signal: AbortSignal): Promise<MigrationResult>;
  /** As {@link run}. */
  undo(params: ContinueRunParams, signal: AbortSignal): Promise<MigrationResult>;
  dismiss(params: RunParams): Promise<boolean>;
  describe(params: RunParams): Promise<MigrationResult>;
}

/** The answers come from our own server process, so their types are taken on trust. */
export function createMigrationApi(send: SendRequest): MigrationApi {
  return {
    plan: (params, signal) => send(methods.planMigration, params, signal) as Promise<PlanMigrationResult>,
    change: (params) => send(methods.changePlan, params) as Promise<PlanMigrationResult>,
    preview: (params) => send(methods.previewMigration, params) as Promise<PreviewResult>,
    run: (params, signal) => send(methods.runMigration, params, signal) as Promise<MigrationResult>,
    continue: (params, signal) => send(methods.continueRun, params, signal) as Promise<MigrationResult>,
    undo: (params, signal) => send(methods.undoRun, params, signal) as Promise<MigrationResult>,
    dismiss: async (params) => (await send(methods.dismissRun, params)) === true,
    describe: (params) => send(methods.describeRun, params) as Promise<MigrationResult>,
  };
}

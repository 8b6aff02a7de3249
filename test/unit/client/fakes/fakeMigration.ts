import type {
  ChangePlanParams,
  MigrationPlan,
  MigrationResult,
  PlanMigrationResult,
  PreviewResult,
} from '../../../../server/src/protocol.ts';
import { methods } from '../../../../server/src/protocol.ts';

/** The server's side of moving many secrets: answers as told, and ticks and edits a plan as a server would. */
export class FakeMigration {
  plan: MigrationPlan | undefined;
  /** Answers in place of the plan. */
  refusal: string | undefined;
  /** Set to have no answer come to the question for a plan. */
  planFailure: Error | undefined;
  /** Set to have changes refused with this. */
  changeRefusal: string | undefined;
  preview: PreviewResult = { ok: true, before: 'p: ••••', after: 'p: vault://…', languageId: 'yaml' };
  result: MigrationResult | Error = {
    outcome: 'complete',
    message: 'Moved 2 secrets.',
    run: '0123456789abcdef',
    report: '# Report',
  };
  isDismissed = true;

  /** The answer to a request; undefined when it is not about migrations. */
  answer(method: string, params: unknown): unknown {
    switch (method) {
      case methods.planMigration:
        return this.#planned();
      case methods.changePlan:
        return this.#changed(params as ChangePlanParams);
      case methods.previewMigration:
        return this.preview;
      case methods.runMigration:
      case methods.continueRun:
      case methods.undoRun:
      case methods.describeRun:
        if (this.result instanceof Error) throw this.result;
        return this.result;
      case methods.dismissRun:
        return this.isDismissed;
      default:
        return undefined;
    }
  }

  #planned(): PlanMigrationResult {
    if (this.planFailure) throw this.planFailure;
    if (this.refusal !== undefined || !this.plan) return { ok: false, message: this.refusal ?? 'no plan' };
    return { ok: true, plan: this.plan };
  }

  #changed({ plan: number, changes }: ChangePlanParams): PlanMigrationResult {
    if (this.changeRefusal !== undefined) return { ok: false, message: this.changeRefusal };
    const { plan } = this;
    if (plan?.plan !== number) return { ok: false, message: 'The plan is not the one of now.' };
    const files = plan.files.map((file) => ({
      ...file,
      entries: file.entries.map((entry) => {
        const { isOn = entry.isOn, target = entry.targetText } =
          changes.find((change) => change.entry === entry.id) ?? {};
        return { ...entry, isOn, targetText: target };
      }),
    }));
    this.plan = { ...plan, plan: number + 1, files };
    return { ok: true, plan: this.plan };
  }
}

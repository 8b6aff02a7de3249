import type { Skipped } from '../../../scan/files/walk.ts';
import { version } from '../../../version.ts';
import { printable } from '../../../printable.ts';
import type { Summary } from '../../scan/summary.ts';
import type { ReportedFinding, Reporter } from '../reporter.ts';
import { safeJson } from '../safeJson.ts';
import { baseAddresses } from './artifactLocation.ts';
import { resultOf } from './result.ts';
import { builtInDescriptors, ownDescriptor, type RuleDescriptor } from './ruleDescriptors.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** Most skipped files that are named one by one. */
const MAX_NOTIFICATIONS = 10_000;

/**
 * SARIF 2.1.0, written as findings come: rules and what was skipped stand behind the results. What a baseline accepts
 * is not in it.
 */
export class SarifReporter implements Reporter {
  readonly #root: string;
  readonly #rules = builtInDescriptors();
  readonly #ruleIndices = new Map(this.#rules.map(({ id }, index) => [id, index]));
  readonly #skipped: Skipped[] = [];
  #skippedCount = 0;
  #separator = '\n';

  /** `root` is the absolute folder that relative addresses start from. */
  constructor(root: string) {
    this.#root = root;
  }

  begin(): string {
    const run = safeJson({ columnKind: 'utf16CodeUnits', originalUriBaseIds: baseAddresses(this.#root) });
    return `{"$schema":"${SCHEMA}","version":"2.1.0","runs":[${run.slice(0, -1)},"results":[`;
  }

  finding(found: ReportedFinding): string {
    const { rule, reason } = found.finding;
    const result = resultOf(found, this.#indexOf(rule, reason), this.#root);
    const text = `${this.#separator}${safeJson(result)}`;
    this.#separator = ',\n';
    return text;
  }

  skipped(skipped: Skipped): void {
    this.#skippedCount++;
    if (this.#skipped.length < MAX_NOTIFICATIONS) this.#skipped.push(skipped);
  }

  end(summary: Summary): string {
    const tool = { driver: { name: 'Vault Refs', semanticVersion: version, rules: this.#rules } };
    return `\n],"tool":${safeJson(tool)},"invocations":[${safeJson(this.#invocation(summary))}]}]}\n`;
  }

  #indexOf(rule: string, reason: string): number {
    const known = this.#ruleIndices.get(rule);
    if (known !== undefined) return known;
    const added: RuleDescriptor = ownDescriptor(rule, reason);
    this.#ruleIndices.set(rule, this.#rules.length);
    return this.#rules.push(added) - 1;
  }

  #invocation({ couldNot, exitCode }: Summary): object {
    const rest = this.#skippedCount - this.#skipped.length;
    const notifications = this.#skipped.map(({ shown, reason }) => warning(`skipped ${shown}: ${reason}`));
    if (rest > 0) notifications.push(warning(`skipped ${rest} more`));
    return { executionSuccessful: !couldNot, exitCode, toolExecutionNotifications: notifications };
  }
}

function warning(text: string): object {
  return { level: 'warning', message: { text: printable(text) } };
}

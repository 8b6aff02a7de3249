import type { LocatedScalar } from '../../languageService/configDocument.ts';
import { defaultMigrationSettings } from '../../languageService/migration/migrationSettings.ts';
import type { SecretTarget } from '../../languageService/migration/moveResult.ts';
import { parseConfig } from '../../languageService/parse/index.ts';
import type { ReferenceFormat } from '../../languageService/references/formats/referenceFormat.ts';
import { generatedBecause } from './generatedFile.ts';
import type { PlanFile, PlanFinding, PlanSource } from './plan.ts';
import type { PlanOptions } from './planOptions.ts';
import { type ExpandedTemplate, templateExpander } from './template/expandTemplate.ts';
import { kubernetesNames } from './template/kubernetesNames.ts';
import { parseTemplate } from './template/parseTemplate.ts';
import type { TargetPlace } from './template/variables.ts';

/** A finding that has been looked up in its file, with the place that the template gives it. */
export interface Draft {
  readonly id: string;
  readonly file: PlanFile;
  readonly finding: PlanFinding;
  /** Undefined where the file has no such scalar (any more). */
  readonly located: LocatedScalar | undefined;
  readonly format: ReferenceFormat;
  readonly proposal: SecretTarget;
  /** Why the proposal is none, as the beginning of a sentence. */
  readonly proposalProblem?: string | undefined;
  /** Why the secret cannot be moved, whatever its target, as the beginning of a sentence. */
  readonly obstacle?: string;
}

type Expander = (place: TargetPlace) => ExpandedTemplate;
type LocatedDraft = Omit<Draft, 'id'>;

/** Drafts of all findings of all files, by the files' paths and then by their offsets. A file that is given twice counts once. */
export function draftFiles(
  sources: readonly PlanSource[],
  options: PlanOptions,
): { readonly files: readonly PlanFile[]; readonly drafts: readonly Draft[] } {
  const expand = templateExpander(options.template, options);
  const files: PlanFile[] = [];
  const drafts: LocatedDraft[] = [];
  for (const source of eachOnce(sources).sort(byPath)) {
    const file = readFile(source);
    files.push(file);
    drafts.push(...draftFile(source, file, expand, options));
  }
  return { files, drafts: drafts.map((draft, index) => ({ id: String(index + 1), ...draft })) };
}

function eachOnce(sources: readonly PlanSource[]): PlanSource[] {
  return [...new Map(sources.map((source) => [source.uri, source])).values()];
}

function readFile({ uri, languageId, folder, path, text }: PlanSource): PlanFile {
  const document = parseConfig(text, languageId);
  const generated = generatedBecause(path, document);
  return { uri, languageId, folder, path, document, ...(generated === undefined ? {} : { generated }) };
}

function draftFile(
  source: PlanSource,
  file: PlanFile,
  expand: Expander,
  options: PlanOptions,
): readonly LocatedDraft[] {
  const objectAt = kubernetesNames(file.document);
  const format = options.formatOf(source, file.document);
  const findings = distinct(source.findings);
  const crowded = crowdedScalars(findings);
  return findings.map((finding) => {
    const located = locate(file, finding);
    const keyPath = located?.scalar.path ?? [];
    const object = objectAt(located?.block.document ?? 0, keyPath);
    const place = { folder: file.folder, path: file.path, keyPath, object };
    const obstacle = !located
      ? 'The secret is no longer where it was found'
      : crowded.has(finding.scalarStart)
        ? 'The value holds more than one secret'
        : undefined;
    return {
      file,
      finding,
      located,
      format,
      ...proposalAt(place, expand),
      ...(obstacle === undefined ? {} : { obstacle }),
    };
  });
}

function locate({ document }: PlanFile, finding: PlanFinding): LocatedScalar | undefined {
  const located = document.scalarAt(finding.scalarStart);
  return located?.start === finding.scalarStart && located.end === finding.scalarEnd ? located : undefined;
}

const builtIn = parseTemplate(defaultMigrationSettings.target, 'default');

/** Where the template gives nothing, something to edit. */
function proposalAt(place: TargetPlace, expand: Expander): Pick<Draft, 'proposal' | 'proposalProblem'> {
  const expanded = expand(place);
  if (expanded.ok) return { proposal: expanded.target };
  const instead = builtIn.ok ? templateExpander(builtIn.template, noMounts)(place) : expanded;
  const proposal = instead.ok ? instead.target : { mount: 'secret', path: 'config', key: 'value' };
  return { proposal, proposalProblem: expanded.problem };
}

const noMounts = { mounts: [], configuredMounts: [] };

/** In order; of several about the same text the first. */
function distinct(findings: readonly PlanFinding[]): readonly PlanFinding[] {
  const sorted = findings.toSorted((left, right) => left.start - right.start || right.end - left.end);
  return sorted.filter((finding, index) => {
    const before = sorted[index - 1];
    return before?.start !== finding.start || before.end !== finding.end;
  });
}

function crowdedScalars(findings: readonly PlanFinding[]): ReadonlySet<number> {
  const starts = findings.map(({ scalarStart }) => scalarStart);
  return new Set(starts.filter((start, index) => start === starts[index - 1]));
}

function byPath(left: PlanSource, right: PlanSource): number {
  const [a, b] = [sortKey(left), sortKey(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}

function sortKey({ folder, path, uri }: PlanSource): string {
  return JSON.stringify([folder ?? '', path, uri]);
}

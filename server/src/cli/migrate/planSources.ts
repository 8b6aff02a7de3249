import { pathToFileURL } from 'node:url';
import { detectFindings } from '../../languageService/findings/detector.ts';
import type { Finding } from '../../languageService/findings/finding.ts';
import { isAtLeast } from '../../languageService/findings/finding.ts';
import type { DetectionPolicy } from '../../languageService/findings/policy/detectionPolicy.ts';
import type { Confidence } from '../../languageService/findings/finding.ts';
import { parseConfig } from '../../languageService/parse/index.ts';
import type { PlanFinding, PlanSource } from '../../migration/plan/plan.ts';
import type { RunFiles } from '../../migration/runFiles.ts';
import { readText } from '../../scan/files/readText.ts';
import type { ConfigFile } from '../../scan/files/walk.ts';
import { pathThatTells } from '../../scan/scanFiles.ts';
import { placeIn } from './pathRoots.ts';

/** What counts as a secret. */
export interface Detecting {
  readonly policy: DetectionPolicy;
  readonly minConfidence: Confidence;
}

/** A file of the scan as the plan takes it; undefined when there is nothing to move in it any more. */
export async function planSource(
  files: RunFiles,
  file: ConfigFile,
  roots: readonly string[],
  detecting: Detecting,
  signal: AbortSignal,
): Promise<PlanSource | undefined> {
  const uri = pathToFileURL(file.absolute).href;
  const text = await textOf(files, uri, file, signal);
  if (text === undefined) return undefined;
  const findings = findingsIn(text, file, detecting);
  if (findings.length === 0) return undefined;
  return { uri, languageId: file.languageId, ...placeIn(roots, file), text, findings };
}

/** What a run cannot change is planned as the scan reads it, so that the preflight tells what is in the way. */
async function textOf(
  files: RunFiles,
  uri: string,
  { absolute }: ConfigFile,
  signal: AbortSignal,
): Promise<string | undefined> {
  const look = await files.look(uri, signal);
  if (look.kind === 'text') return look.text;
  const read = readText(absolute);
  return 'text' in read ? read.text : undefined;
}

function findingsIn(
  text: string,
  file: ConfigFile,
  { policy, minConfidence }: Detecting,
): readonly PlanFinding[] {
  const document = parseConfig(text, file.languageId);
  return detectFindings(document, { fileName: pathThatTells(file), policy })
    .filter(({ confidence }) => isAtLeast(confidence, minConfidence))
    .map(planFinding);
}

function planFinding({ ruleId, confidence, start, end, scalarStart, scalarEnd }: Finding): PlanFinding {
  return { ruleId, confidence, start, end, scalarStart, scalarEnd };
}

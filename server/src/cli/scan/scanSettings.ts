import { resolve } from 'node:path';
import { parse, type ParseError } from 'jsonc-parser';
import { readDetectionSettings } from '../../detectionSchema.ts';
import { confidences, type Confidence } from '../../languageService/findings/finding.ts';
import {
  noDetectionSettings,
  type DetectionSettings,
} from '../../languageService/findings/policy/detectionSettings.ts';
import { defaultResourceSettings } from '../../languageService/resourceSettings.ts';
import { readText } from '../../scan/files/readText.ts';
import { CouldNotError } from '../context.ts';

/** Settings of a scan, and what of the file does not fit, as sentences for the person who wrote it. */
export interface ScanSettings {
  readonly detection: DetectionSettings;
  readonly minConfidence: Confidence;
  readonly problems: readonly string[];
}

const { minConfidence: usualConfidence } = defaultResourceSettings;

/** Settings of detection: as VS Code's `settings.json` has them, or below `detection`. */
const keys = ['rules', 'overrides', 'allow', 'minConfidence'] as const;

/** What holds without a file. */
export const usualSettings: ScanSettings = {
  detection: noDetectionSettings,
  minConfidence: usualConfidence,
  problems: [],
};

/**
 * Reads a file of settings: JSON with comments. Settings of other things are left alone.
 * @throws CouldNotError when it cannot be read or is no such JSON
 */
export function readScanSettings(file: string, cwd: string): ScanSettings {
  const section = sectionOf(parseObject(file, cwd));
  const { settings, problems } = readDetectionSettings(section);
  const { minConfidence = usualConfidence } = section;
  const known = confidences.find((one) => one === minConfidence);
  return {
    detection: settings,
    minConfidence: known ?? usualConfidence,
    problems: [
      ...problems,
      ...(known === undefined ? ['vaultRefs.detection.minConfidence is not one of the four.'] : []),
      ...(Object.keys(section).length === 0
        ? ['There is no setting of detection in the --config FILE.']
        : []),
    ],
  };
}

function parseObject(file: string, cwd: string): Record<string, unknown> {
  const content = readText(resolve(cwd, file));
  if ('skipped' in content) throw new CouldNotError(`The --config FILE: ${content.skipped}.`);
  const errors: ParseError[] = [];
  const parsed: unknown = parse(content.text, errors, { allowTrailingComma: true });
  if (errors.length > 0 || !isObject(parsed))
    throw new CouldNotError('The --config FILE is no JSON object (comments may be in it).');
  return parsed;
}

function sectionOf(settings: Record<string, unknown>): Record<string, unknown> {
  const nested = settings['detection'];
  const section: Record<string, unknown> = {};
  for (const key of keys) {
    const value = settings[`vaultRefs.detection.${key}`] ?? (isObject(nested) ? nested[key] : undefined);
    if (value !== undefined) section[key] = value;
  }
  return section;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { readDetectionSettings } from '../../detectionSchema.ts';
import { confidences, type Confidence } from '../../languageService/findings/finding.ts';
import {
  noDetectionSettings,
  type DetectionSettings,
} from '../../languageService/findings/policy/detectionSettings.ts';
import { defaultResourceSettings } from '../../languageService/resourceSettings.ts';
import { isObject, readSettingsFile, type SettingsFile } from './settingsFile.ts';

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
  const settings = readSettingsFile(file, cwd);
  const read = scanSettingsOf(settings);
  if (Object.keys(sectionOf(settings)).length > 0) return read;
  return { ...read, problems: [...read.problems, 'There is no setting of detection in the --config FILE.'] };
}

/** The settings of detection among others. */
export function scanSettingsOf(file: SettingsFile): ScanSettings {
  const section = sectionOf(file);
  const { settings, problems } = readDetectionSettings(section);
  const { minConfidence = usualConfidence } = section;
  const known = confidences.find((one) => one === minConfidence);
  return {
    detection: settings,
    minConfidence: known ?? usualConfidence,
    problems: [
      ...problems,
      ...(known === undefined ? ['vaultRefs.detection.minConfidence is not one of the four.'] : []),
    ],
  };
}

function sectionOf(settings: SettingsFile): Record<string, unknown> {
  const nested = settings['detection'];
  const section: Record<string, unknown> = {};
  for (const key of keys) {
    const value = settings[`vaultRefs.detection.${key}`] ?? (isObject(nested) ? nested[key] : undefined);
    if (value !== undefined) section[key] = value;
  }
  return section;
}

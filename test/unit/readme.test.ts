import { noExclusions } from '../../server/src/workspaceScan/scanSettings.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { diagnosticCodes } from '../../server/src/languageService/diagnosticCodes.ts';
import { connectionSettingNames } from '../../client/src/connection/connectionSettingNames.ts';
import { defaultWrittenSettings } from '../../server/src/languageService/resourceSettings.ts';

const root = join(import.meta.dirname, '..', '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

interface Property {
  readonly default: unknown;
  readonly scope: string;
}
interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, Property>> };
  };
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
}
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
const settings = manifest.contributes.configuration.properties;

/** First two cells of each row of the table below a heading. */
function table(heading: string): (readonly [string, string])[] {
  const section = readme.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => {
      const [, first = '', second = ''] = line.split('|').map((cell) => cell.trim().replace(/^`|`$/g, ''));
      return [first, second];
    });
}

describe('README', () => {
  test('lists every setting with its default', () => {
    const expected = Object.entries(settings).map(([name, property]) => [
      name,
      JSON.stringify(property.default),
    ]);
    expect(table('Settings').sort()).toEqual(expected.sort());
  });

  test('lists every diagnostic code', () => {
    expect(table('Diagnostic codes').map(([code]) => code)).toEqual([...diagnosticCodes]);
  });

  test('its commands exist', () => {
    const commands = [...readme.matchAll(/npm run ([a-z:]+)/g)].map(([, name]) => name ?? '');
    expect(commands.length).toBeGreaterThan(0);
    expect(commands.filter((name) => !(name in manifest.scripts))).toEqual([]);
  });
});

describe('settings', () => {
  test('of a connection are for the person alone and restricted in untrusted workspaces', () => {
    const connection = connectionSettingNames.map((name) => `vaultRefs.${name}`);
    expect(connection.map((name) => settings[name]?.scope)).toEqual(connection.map(() => 'application'));
    expect(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations).toEqual([
      ...connection,
      'vaultRefs.migration.target',
    ]);
  });

  test('of a resource have the same defaults in the manifest and in the server', () => {
    const { mounts, detectionEnabled, minConfidence, severity, detection, migration } =
      defaultWrittenSettings;
    const expected = {
      'vaultRefs.mounts': mounts,
      'vaultRefs.detection.enabled': detectionEnabled,
      'vaultRefs.detection.minConfidence': minConfidence,
      'vaultRefs.detection.severity': severity,
      'vaultRefs.detection.rules': detection.rules,
      'vaultRefs.detection.overrides': detection.overrides,
      'vaultRefs.detection.allow': detection.allow,
      'vaultRefs.scan.exclude': noExclusions.own,
      'vaultRefs.migration.target': migration.target,
      'vaultRefs.migration.share': migration.share,
      'vaultRefs.referenceFormat': migration.formats,
    };
    const ofResource = Object.entries(settings).filter(([, { scope }]) => scope === 'resource');
    expect(Object.fromEntries(ofResource.map(([name, property]) => [name, property.default]))).toEqual(
      expected,
    );
  });
});

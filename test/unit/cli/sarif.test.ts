import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import Ajv from 'ajv';
import draft4 from 'ajv/lib/refs/json-schema-draft-04.json' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import { createReporter } from '../../../server/src/cli/reporters/index.ts';
import { Summary } from '../../../server/src/cli/scan/summary.ts';
import { rules } from '../../../server/src/languageService/findings/rules/index.ts';
import { version } from '../../../server/src/version.ts';
import { folderWith, run } from './capturedContext.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const ajv = new Ajv({ schemaId: 'auto', unknownFormats: ['uri', 'uri-reference', 'date-time'] });
ajv.addMetaSchema(draft4);
const validate = ajv.compile(
  JSON.parse(readFileSync(join(root, 'test/fixtures/sarif/sarif-2.1.0-rtm.5.json'), 'utf8')) as object,
);

interface Log {
  readonly runs: readonly [
    {
      readonly results: readonly {
        readonly ruleId: string;
        readonly ruleIndex: number;
        readonly level: string;
        readonly partialFingerprints: Readonly<Record<string, string>>;
        readonly locations: readonly [
          { readonly physicalLocation: { readonly artifactLocation: object; readonly region: object } },
        ];
      }[];
      readonly tool: {
        readonly driver: {
          readonly semanticVersion: string;
          readonly rules: readonly {
            readonly id: string;
            readonly help?: { readonly text: string; readonly markdown: string };
          }[];
        };
      };
      readonly originalUriBaseIds: Readonly<Record<string, { readonly uri: string }>>;
      readonly invocations: readonly [
        {
          readonly executionSuccessful: boolean;
          readonly exitCode: number;
          readonly toolExecutionNotifications: readonly { readonly message: { readonly text: string } }[];
        },
      ];
    },
  ];
}

/** Reads SARIF, after the schema has accepted it. */
function readLog(text: string): Log['runs'][0] {
  const log = JSON.parse(text) as Log;
  expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
  return log.runs[0];
}

const made = 'Zq7-Made-Up-9vK2';
const secret = `db_password: ${made}\n`;

describe('vault-refs scan --format sarif', () => {
  test('is SARIF 2.1.0', async () => {
    const folder = folderWith({ 'deploy/a.yaml': secret, 'ok.json': '{}' });
    const { code, stdout } = await run(['scan', '--format', 'sarif', '.'], folder);
    expect(code).toBe(1);
    const { results, originalUriBaseIds, invocations, tool } = readLog(stdout);
    expect(results).toEqual([
      {
        ruleId: 'keyed-password',
        ruleIndex: rules.findIndex(({ id }) => id === 'keyed-password'),
        level: expect.stringMatching(/^(error|warning)$/) as string,
        message: { text: expect.stringMatching(/\S/) as string },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'deploy/a.yaml', uriBaseId: 'ROOT' },
              region: { startLine: 1, startColumn: 14, endLine: 1, endColumn: 14 + made.length },
            },
            logicalLocations: [{ fullyQualifiedName: 'db_password', kind: 'member' }],
          },
        ],
        partialFingerprints: { 'vaultRefs/v1': expect.stringMatching(/^[0-9a-f]{64}$/) as string },
        properties: { confidence: expect.stringMatching(/^[a-z]+$/) as string },
      },
    ]);
    expect(originalUriBaseIds).toEqual({ ROOT: { uri: `${pathToFileURL(folder).href}/` } });
    expect(invocations).toMatchObject([{ executionSuccessful: true, exitCode: 1 }]);
    expect(tool.driver.rules.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
  });

  test('is valid where nothing is found, and where a PATH is not there', async () => {
    const folder = folderWith({ 'a.yaml': 'x: 1\n', 'b.yaml': new Uint8Array([0]) });
    const clean = readLog((await run(['scan', '--format', 'sarif', 'a.yaml'], folder)).stdout);
    expect(clean).toMatchObject({ results: [], invocations: [{ executionSuccessful: true, exitCode: 0 }] });
    const { stdout } = await run(['scan', '--format', 'sarif', 'none', '.'], folder);
    expect(readLog(stdout)).toMatchObject({
      results: [],
      invocations: [
        {
          executionSuccessful: false,
          exitCode: 3,
          toolExecutionNotifications: [
            { message: { text: 'skipped none: cannot be read (ENOENT)' } },
            { message: { text: 'skipped b.yaml: binary or not UTF-8' } },
          ],
        },
      ],
    });
  });

  test('levels follow confidence', () => {
    const reporter = createReporter('sarif', '/x');
    const parts = [reporter.begin()];
    const file = {
      absolute: '/x/a.yaml',
      shown: 'a.yaml',
      relative: 'a.yaml',
      languageId: 'yaml',
      isArgument: false,
    };
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
    const finding = { rule: 'jwt', reason: 'x', range, keyPath: '', ordinal: 0 };
    for (const confidence of ['certain', 'high', 'medium', 'low'] as const)
      parts.push(reporter.finding({ file, finding: { ...finding, confidence } }));
    parts.push(reporter.end(new Summary()));
    expect(readLog(parts.join('')).results.map(({ level }) => level)).toEqual([
      'error',
      'error',
      'warning',
      'note',
    ]);
  });

  test('encodes names, and gives whole addresses to what lies elsewhere', async () => {
    const folder = folderWith({ 'work/a b%#?ü\u001b[2J:c.yaml': secret, 'other/b.yaml': secret });
    const { stdout } = await run(['scan', '--format', 'sarif', '.', '../other'], join(folder, 'work'));
    const artifacts = readLog(stdout).results.map(
      ({ locations }) => locations[0].physicalLocation.artifactLocation,
    );
    expect(artifacts).toEqual([
      { uri: 'a%20b%25%23%3F%C3%BC%1B%5B2J%3Ac.yaml', uriBaseId: 'ROOT' },
      { uri: pathToFileURL(join(folder, 'other/b.yaml')).href },
    ]);
    expect(stdout).toMatch(/^[\x20-\x7e\n]+$/);
  });

  test('names a rule of the settings as well', async () => {
    const config = {
      detection: { rules: [{ id: 'acme', description: 'An ACME token.', pattern: 'acme_\\d{8}' }] },
    };
    const folder = folderWith({ 'a.yaml': 'x: acme_12345678\n', 'c.json': JSON.stringify(config) });
    const { stdout } = await run(['scan', '--format', 'sarif', '--config', 'c.json', 'a.yaml'], folder);
    const { results, tool } = readLog(stdout);
    expect(results[0]).toMatchObject({ ruleId: 'acme', ruleIndex: rules.length });
    expect(tool.driver.rules[rules.length]).toMatchObject({ id: 'acme' });
  });

  test('every rule has help in text and in Markdown', async () => {
    const { stdout } = await run(['scan', '--format', 'sarif', '.'], folderWith({}));
    for (const { id, help } of readLog(stdout).tool.driver.rules) {
      expect(help?.text, id).toMatch(/^Finds .+\.\n\nFound, for example:\n\n- /);
      expect(help?.text, id).not.toContain('`');
      expect(help?.markdown, id).toContain(`vault-refs: ignore ${id} -- reason`);
    }
  });

  test('has fingerprints that a move leaves alone and that differ within a file', async () => {
    const fingerprints = async (text: string): Promise<readonly string[]> => {
      const { stdout } = await run(['scan', '--format', 'sarif', '.'], folderWith({ 'a.yaml': text }));
      return readLog(stdout).results.flatMap(({ partialFingerprints }) => Object.values(partialFingerprints));
    };
    const before = await fingerprints(`a: { password: ${made} }\nb: { password: ${made} }\n`);
    expect(new Set(before).size).toBe(2);
    expect(await fingerprints(`\n\nb: { password: ${made} }\nx: 1\na: { password: ${made} }\n`)).toEqual(
      before.toReversed(),
    );
  });

  test('holds ten thousand findings', async () => {
    const line = (index: number): string => `- postgres://app:${made}@db${index}/x\n`;
    const text = Array.from({ length: 10_000 }, (_, index) => line(index)).join('');
    const { stdout } = await run(['scan', '--format', 'sarif', '.'], folderWith({ 'a.yaml': text }));
    expect(readLog(stdout).results).toHaveLength(10_000);
  });

  test('names the version of the package', async () => {
    const { stdout } = await run(['scan', '--format', 'sarif', '.'], folderWith({}));
    expect(readLog(stdout).tool.driver.semanticVersion).toBe(version);
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(version).toBe(manifest.version);
  });
});

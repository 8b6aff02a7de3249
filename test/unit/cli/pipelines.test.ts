import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { gitRepository, type TestRepository } from '../../support/gitRepository.ts';
import { type PackedCommandLine, unpackCommandLine } from '../../support/packedCommandLine.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const secret = 'db_password: Zq7-Made-Up-9vK2\n';
const installation = 'npm install --global "$VAULT_REFS"';

let place = '';
let packed: PackedCommandLine;
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'vault-refs-packed-'));
  packed = unpackCommandLine(place);
}, 120_000);
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** Runs a command of a pipeline in a repository, as its runner does. */
function shell(
  command: string,
  { folder, environment }: TestRepository,
  variables: NodeJS.ProcessEnv = {},
): { readonly code: number | null; readonly stdout: string; readonly stderr: string } {
  const PATH = [packed.bin, environment['PATH']].join(delimiter);
  const env = { ...environment, ...variables, PATH };
  const { status, stdout, stderr } = spawnSync('sh', ['-e', '-c', command], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
}

/** The YAML examples of the README that have a key at their top. */
function examples(key: string): readonly Record<string, unknown>[] {
  return [...readme.matchAll(/^```yaml\n(.*?)^```$/gms)]
    .map(([, text = '']) => parse(text) as Record<string, unknown>)
    .filter((example) => key in example);
}

/** A repository whose branch `topic` has something more than `main`. */
function withTopic(content: string): TestRepository {
  const repository = gitRepository();
  repository.commit({ 'old.yaml': secret });
  repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  repository.git('checkout', '--quiet', '-b', 'topic');
  repository.commit({ 'new.yaml': content });
  return repository;
}

describe('the package', () => {
  test('has the command line in it, and nothing else', () => {
    const names = readdirSync(packed.folder, { recursive: true, encoding: 'utf8' }).sort();
    expect(names.filter((name) => !/^dist\/[\w-]+\.js$/.test(name))).toEqual([
      'LICENSE',
      'README.md',
      'dist',
      'package.json',
    ]);
    const { code, stdout } = shell('vault-refs scan --help', gitRepository());
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('--staged') as string });
  });
});

describe('the hook of .pre-commit-hooks.yaml', () => {
  interface Hook {
    readonly id: string;
    readonly entry: string;
    readonly language: string;
    readonly pass_filenames: boolean;
  }
  const [hook] = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')) as readonly [Hook];

  test('is the one of the README', () => {
    const [example] = examples('repos') as readonly { repos: readonly [{ hooks: readonly unknown[] }] }[];
    expect(example?.repos[0].hooks).toEqual([{ id: hook.id }]);
    expect(hook).toMatchObject({ language: 'node', pass_filenames: false });
  });

  test('keeps a secret out of a commit, with -a as well', () => {
    const repository = gitRepository();
    repository.commit({ 'a.yaml': 'x: 1\n' });
    const hooks = join(repository.folder, '.git', 'hooks');
    writeFileSync(join(hooks, 'pre-commit'), `#!/bin/sh\nexec ${hook.entry}\n`, { mode: 0o755 });
    repository.write({ 'a.yaml': secret });
    for (const command of ['git commit -qam x', 'git commit -qm x a.yaml', 'git add . && git commit -qm x']) {
      const { code, stdout, stderr } = shell(command, repository);
      expect(code, command).toBe(1);
      expect(stdout + stderr, command).toContain('a.yaml:1:14 keyed-password');
    }
    repository.write({ 'a.yaml': 'db_password: secret/app/db#password\n' });
    expect(shell('git commit -qam x', repository).code).toBe(0);
  });
});

describe('the example for GitHub Actions', () => {
  interface Step {
    readonly uses?: string;
    readonly run?: string;
    readonly with?: Readonly<Record<string, unknown>>;
  }
  const [workflow] = examples('jobs') as readonly { jobs: { scan: { steps: readonly Step[] } } }[];
  const steps = workflow?.jobs.scan.steps ?? [];
  const commands = steps.flatMap(({ run }) => run ?? []);

  test('is a workflow', () => {
    expect(workflow).toMatchObject({
      on: 'pull_request',
      permissions: { contents: 'read', 'security-events': 'write' },
      env: { VAULT_REFS: expect.stringMatching(/^git\+https:/) as string },
      jobs: { scan: { 'runs-on': 'ubuntu-latest' } },
    });
    expect(steps.every(({ uses, run }) => (uses === undefined) !== (run === undefined))).toBe(true);
    expect(steps.find(({ uses }) => uses?.startsWith('actions/checkout@'))?.with).toEqual({
      'fetch-depth': 0,
    });
    expect(commands).toEqual([installation, expect.stringMatching(/^vault-refs scan /)]);
  });

  test.each([
    ['a secret', secret, 1],
    ['nothing', 'x: 1\n', 0],
  ])('tells of %s that is new, and leaves the file to upload', (_, content, code) => {
    const repository = withTopic(content);
    expect(shell(commands[1] ?? '', repository, { GITHUB_BASE_REF: 'main' }).code).toBe(code);
    const file = steps.flatMap((step) => step.with?.['sarif_file'] ?? [])[0] as string;
    const log = JSON.parse(readFileSync(join(repository.folder, file), 'utf8')) as {
      runs: readonly [{ results: readonly unknown[] }];
    };
    expect(log.runs[0].results).toHaveLength(code);
  });
});

describe('the example for GitLab', () => {
  interface Job {
    readonly script: readonly string[];
  }
  const [pipeline] = examples('plaintext-secrets') as readonly { 'plaintext-secrets': Job }[];
  const script = pipeline?.['plaintext-secrets'].script ?? [];

  test('is a job', () => {
    expect(pipeline?.['plaintext-secrets']).toMatchObject({
      variables: { GIT_DEPTH: '0', VAULT_REFS: expect.stringMatching(/^git\+https:/) as string },
      rules: [{ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' }],
    });
    expect(script).toEqual([installation, expect.stringMatching(/^vault-refs scan /)]);
  });

  test.each([
    ['a secret', secret, 1],
    ['nothing', 'x: 1\n', 0],
  ])('tells of %s that is new', (_, content, code) => {
    const repository = withTopic(content);
    const CI_MERGE_REQUEST_DIFF_BASE_SHA = repository.git('rev-parse', 'main').trim();
    const result = shell(script[1] ?? '', repository, { CI_MERGE_REQUEST_DIFF_BASE_SHA });
    expect(result.code).toBe(code);
    expect(result.stdout.split('\n').length - 1).toBe(code);
  });
});

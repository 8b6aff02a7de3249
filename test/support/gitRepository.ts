import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A git repository of a test, without the settings of the machine. */
export interface TestRepository {
  readonly folder: string;
  /** Variables for what runs git in it. */
  readonly environment: NodeJS.ProcessEnv;
  git(...args: readonly string[]): string;
  /** Writes files of the work tree. */
  write(files: Readonly<Record<string, string | Uint8Array>>): void;
  /** Writes files, adds them and commits. */
  commit(files: Readonly<Record<string, string | Uint8Array>>): void;
}

/** A new repository on the branch `main`, removed after the test. */
export function gitRepository(): TestRepository {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'vault-refs-git-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const repository = repositoryIn(folder);
  repository.git('init', '--quiet', '--initial-branch=main');
  return repository;
}

/** A repository that lies, or will lie, in a folder; `variables` are more of the environment. */
export function repositoryIn(folder: string, variables: NodeJS.ProcessEnv = {}): TestRepository {
  const environment = {
    PATH: process.env['PATH'],
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'Ann',
    GIT_AUTHOR_EMAIL: 'ann@example.com',
    GIT_COMMITTER_NAME: 'Ann',
    GIT_COMMITTER_EMAIL: 'ann@example.com',
    ...variables,
  };
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, { cwd: folder, env: environment, encoding: 'utf8', stdio: 'pipe' });
  const write: TestRepository['write'] = (files) => {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
  };
  return {
    folder,
    environment,
    git,
    write,
    commit: (files) => {
      write(files);
      git('add', '--all');
      git('commit', '--quiet', '--message=x');
    },
  };
}

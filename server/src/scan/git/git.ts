import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { gitEnvironment, gitOptions } from './gitEnvironment.ts';
import { GitError, kindOf } from './gitError.ts';

/** Time that git may take for one answer, in milliseconds. */
export const GIT_DEADLINE = 60_000;

/** Most bytes of an answer that is kept whole, and of a complaint. */
const MAX_ANSWER = 64 * 1024 * 1024;
const MAX_COMPLAINT = 4_096;

/** git in one folder. It is run without a shell, and without the programs that a repository may name. */
export class Git {
  readonly #folder: string;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #deadline: number;

  /** `environment` is that of this process; `deadline` is in milliseconds. */
  constructor(folder: string, environment: NodeJS.ProcessEnv, deadline = GIT_DEADLINE) {
    this.#folder = folder;
    this.#environment = environment;
    this.#deadline = deadline;
  }

  /** The same git in another folder, or with more variables. */
  in(folder: string, variables: NodeJS.ProcessEnv = {}): Git {
    return new Git(folder, { ...this.#environment, ...variables }, this.#deadline);
  }

  /** What git answers. @throws GitError when it fails, is not there, takes too long or answers too much. */
  async run(args: readonly string[], input = ''): Promise<Buffer> {
    const running = this.start(args);
    running.child.stdin.end(input);
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of running.output()) {
      size += chunk.length;
      if (size > MAX_ANSWER) throw new GitError('failed');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  /** {@link run} as text without the line break at its end; what is no UTF-8 is replaced. */
  async line(args: readonly string[], input = ''): Promise<string> {
    return (await this.run(args, input)).toString('utf8').replace(/\n$/, '');
  }

  /** Starts git for a talk. */
  start(args: readonly string[]): RunningGit {
    const child = spawn('git', [...gitOptions, ...args], {
      cwd: this.#folder,
      env: gitEnvironment(this.#environment),
      windowsHide: true,
      stdio: 'pipe',
    });
    return new RunningGit(child, this.#deadline);
  }
}

/** A git that runs. */
export class RunningGit {
  readonly child: ChildProcessWithoutNullStreams;
  readonly #timer: NodeJS.Timeout;
  readonly #ended: Promise<number | null>;
  #startError: Error | undefined;
  #complaint = '';
  #isLate = false;

  constructor(child: ChildProcessWithoutNullStreams, deadline: number) {
    this.child = child;
    this.#timer = setTimeout(() => {
      this.#isLate = true;
      child.kill('SIGKILL');
    }, deadline);
    child.stderr.on('data', (chunk: Buffer) => {
      this.#complaint = (this.#complaint + chunk.toString('latin1')).slice(0, MAX_COMPLAINT);
    });
    // git may end before it has read all of its input: what it answered tells why.
    child.stdin.on('error', () => undefined);
    this.#ended = new Promise((resolve) => {
      child.on('close', resolve);
      child.on('error', (error) => {
        this.#startError = error;
        resolve(null);
      });
    });
  }

  /** What it writes, to its end; ends git when it is left early. @throws GitError when git does not end well. */
  async *output(): AsyncIterable<Buffer> {
    try {
      for await (const chunk of this.child.stdout) {
        this.#timer.refresh();
        yield chunk as Buffer;
      }
      const code = await this.#ended;
      if (code !== 0) throw this.#failure();
    } finally {
      clearTimeout(this.#timer);
      this.child.kill('SIGKILL');
    }
  }

  #failure(): GitError {
    if (this.#isLate) return new GitError('deadline');
    return new GitError(this.#startError === undefined ? kindOf(this.#complaint) : 'no-git');
  }
}

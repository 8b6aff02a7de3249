import { Writable } from 'node:stream';

/** The editor's output: reports the suite's own lines and counts its cases. */
export class SuiteLines extends Writable {
  passed = 0;
  failed = 0;
  readonly #report: (line: string) => void;
  #rest = '';

  constructor(report: (line: string) => void) {
    super();
    this.#report = report;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    const lines = (this.#rest + chunk.toString('utf8')).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#read(line);
    done();
  }

  #read(line: string): void {
    const outcome = /VAULT-REFS-E2E (pass|fail|total) (.*)/u.exec(line);
    if (outcome?.[1] === 'pass') this.passed += 1;
    if (outcome?.[1] === 'fail') this.failed += 1;
    if (outcome?.[1] !== undefined) this.#report(`  ${outcome[1]}: ${outcome[2] ?? ''}`);
    else if (/suite did not end|crashed|was not ready|Error:/u.test(line)) this.#report(`  ${line}`);
  }
}

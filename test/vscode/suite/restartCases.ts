import { execFileSync } from 'node:child_process';
import { plainPassword } from '../suiteWorkspace.ts';
import { expectProblems, openFile, openHidden } from './editor.ts';
import { eventually, expectThat } from './suiteCase.ts';
import type { SuiteCase } from './suiteCase.ts';

/** Process ids of the language server, which is a child of the extension host that this runs in. */
function serverProcesses(): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  return lines
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/u.exec(line))
    .filter((parts) => Number(parts?.[2]) === process.pid && /dist[/\\]server\.js/u.test(parts?.[3] ?? ''))
    .map((parts) => Number(parts?.[1]));
}

/**
 * A server meets documents that are open already: when it is started again, and in a window that opens with its files.
 * Those without a tab (the editor makes them for its settings, extensions for a package.json) are told to it first,
 * and whatever is asked about a shown file meanwhile would come before the file itself.
 */
export const restartCases: readonly SuiteCase[] =
  process.platform === 'win32'
    ? []
    : [
        {
          name: 'a server that ended is started again and checks what is shown, beside a hidden document',
          async run() {
            await openHidden('beta', 'settings.json');
            const document = await openFile('alpha', 'move.yaml');
            await expectProblems(document, [['secret.plaintext', plainPassword]]);
            const [ended] = serverProcesses();
            expectThat(ended !== undefined, 'no server process');
            process.kill(ended);
            await eventually(() => {
              const [running] = serverProcesses();
              expectThat(running !== undefined && running !== ended, 'no new server process');
            });
            await expectProblems(document, [['secret.plaintext', plainPassword]]);
          },
        },
      ];

import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const linesOfEach = 25;
const longestLine = 200;

/** The editor's server, the extension hosts in the order they started, and in each this extension. */
const relevant = /(?:^|[/\\])logs[/\\](?:.*[/\\])?(?:remoteagent|remoteexthost|Vault Refs)\.log$/u;

/**
 * The end of the logs that a running editor has written below its run folder. Lines, with a heading for each log; never
 * rejects.
 */
export async function tailOfLogs(runFolder: string): Promise<string[]> {
  const names = await readdir(runFolder, { recursive: true }).catch(() => []);
  const files = names.filter((name) => relevant.test(name)).sort();
  const parts = await Promise.all(files.map((file) => tailOf(join(runFolder, file))));
  return parts.flat();
}

async function tailOf(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) return [];
  const heading = `${basename(dirname(dirname(file)))}/${basename(dirname(file))}/${basename(file)}, the last of ${lines.length} lines:`;
  return [heading, ...lines.slice(-linesOfEach).map((line) => `  ${line.slice(0, longestLine)}`)];
}

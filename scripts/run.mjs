/**
 * Entry of every npm script. Runs on any Node 20+, installs what package-lock.json pins when node_modules does
 * not match it, and hands over to a TypeScript script under a Node that reads TypeScript (22.18 or newer).
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(root, 'node_modules', '.installed-lock');
const bundledNode = join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(3);
}

function runNpm(...args) {
  const result = spawnSync(npm, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  return result.status === 0;
}

/** The lock file decides: a stamp of its hash tells whether node_modules is what it pins. */
function ensureDependencies() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  process.stdout.write('Installing dependencies (npm ci) ...\n');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  if (!runNpm('ci', '--ignore-scripts', ...quiet)) fail('npm ci failed.');
  writeFileSync(stamp, wanted);
}

function readsTypeScript(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}

/** The package `node` fetches its binary in an install script; only that one script is run, by name. */
function ensureNode() {
  // npm ci may just have deleted the Node that runs this.
  if (readsTypeScript(process.version) && existsSync(process.execPath)) return process.execPath;
  if (!existsSync(bundledNode)) {
    process.stdout.write('Installing Node 24 for the tools ...\n');
    runNpm('rebuild', 'node', '--ignore-scripts=false', '--loglevel=error');
  }
  if (!existsSync(bundledNode))
    fail('Node 22.18 or newer is needed for the tools and could not be installed.');
  return bundledNode;
}

const [task, ...rest] = process.argv.slice(2);
const script = join(root, 'scripts', `${String(task)}.ts`);
if (task === undefined || !existsSync(script)) fail('usage: node scripts/run.mjs TASK [ARGUMENT ...]');
ensureDependencies();
const node = ensureNode();
mkdirSync(join(root, '.cache'), { recursive: true });
const path = [join(node, '..'), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
const env = { ...process.env, PATH: path, NODE_NO_WARNINGS: '1' };
const result = spawnSync(node, [script, ...rest], { cwd: root, stdio: 'inherit', env });
process.exit(result.status ?? 1);

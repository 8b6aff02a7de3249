import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A language server to measure. */
export interface BenchServer {
  readonly name: string;
  /** Run by this Node, with `--stdio`. */
  readonly script: string;
  readonly languageId: 'yaml' | 'json' | 'both';
  /** How long it waits after an edit before it answers, as its sources say. */
  readonly debounce: string;
  readonly edits: number;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Other servers take the better part of a second for each edit. */
const PEER_EDITS = 30;

/** The product's server and those of the others that are installed, in node_modules or in VAULT_REFS_BENCH_PEERS. */
export function benchServers(edits: number): BenchServer[] {
  const own: BenchServer = {
    name: 'vault-refs',
    script: join(ROOT, 'dist/server.js'),
    languageId: 'both',
    debounce: 'none',
    edits,
  };
  const peers: readonly (Omit<BenchServer, 'script' | 'edits'> & { readonly file: string })[] = [
    {
      name: 'yaml-language-server',
      file: 'yaml-language-server/bin/yaml-language-server',
      languageId: 'yaml',
      debounce: '200 ms',
    },
    {
      name: 'vscode-json-language-server',
      file: 'vscode-langservers-extracted/bin/vscode-json-language-server',
      languageId: 'json',
      debounce: '500 ms',
    },
  ];
  const folders = [process.env['VAULT_REFS_BENCH_PEERS'], ROOT].filter((folder) => folder !== undefined);
  const installed = peers.flatMap(({ file, ...peer }) => {
    const script = folders
      .map((folder) => join(folder, 'node_modules', file))
      .find((path) => existsSync(path));
    return script === undefined ? [] : [{ ...peer, script, edits: Math.min(edits, PEER_EDITS) }];
  });
  return [own, ...installed];
}

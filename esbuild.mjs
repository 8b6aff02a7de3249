/** Makes the bundles of dist/: the extension (CommonJS), server with scan worker, and command line (ESM, in chunks). */
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('.', import.meta.url));
const production = !process.argv.includes('--dev');

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.3',
  minify: production,
  sourcemap: production ? false : 'linked',
  // jsonc-parser's UMD entry breaks in a bundle; its ES module does not.
  mainFields: ['module', 'main'],
  legalComments: 'none',
  logLevel: 'warning',
};

/**
 * Of node-vault the product uses the request builder alone: its HTTP client, its debug printer and its validator of
 * schemas stay out.
 */
const unused = {
  axios: "module.exports = { create() { throw new Error('unused transport'); } };",
  debug: 'module.exports = () => () => undefined;',
  // It is asked of every request, which we build ourselves.
  tv4: 'module.exports = { validate: () => true };',
};
const withoutUnusedParts = {
  name: 'without-unused-parts',
  setup(builder) {
    builder.onResolve({ filter: /^(axios|debug|tv4)$/ }, (args) =>
      args.importer.includes('node-vault') ? { path: args.path, namespace: 'unused' } : undefined,
    );
    builder.onLoad({ filter: /.*/, namespace: 'unused' }, ({ path }) => ({ contents: unused[path] }));
  },
};

rmSync(new URL('dist/', import.meta.url), { recursive: true, force: true });
await build({
  ...common,
  entryPoints: ['client/src/extension.ts'],
  outfile: 'dist/extension.cjs',
  format: 'cjs',
  external: ['vscode'],
});
const modules = {
  ...common,
  outdir: 'dist',
  format: 'esm',
  splitting: true,
  plugins: [withoutUnusedParts],
  // CommonJS dependencies in an ES module bundle call require for Node's own modules.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
};
await build({
  ...modules,
  entryPoints: { server: 'server/src/entry.ts', scanWorker: 'server/src/scan/pool/scanWorker.ts' },
});
// Apart: the package of the extension has none of it, and each of its commands loads only what it needs.
await build({
  ...modules,
  entryPoints: { cli: 'server/src/cli/main.ts' },
  chunkNames: 'cli-[name]-[hash]',
});

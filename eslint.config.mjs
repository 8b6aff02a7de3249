import tseslint from 'typescript-eslint';

/** One direction only; CONTRIBUTING.md draws the house. */
const message = 'This folder may not depend on that one: see CONTRIBUTING.md.';
const forbid = (...group) => ({ group, message });
const allowOnly = (pattern) => ({ regex: `^(?!${pattern}$)`, message });
const restrict = (files, ...patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

const transport = [
  'vscode',
  'vscode-languageclient',
  'vscode-languageclient/*',
  'vscode-languageserver',
  'vscode-languageserver/*',
];

export default tseslint.config(
  {
    ignores: [
      'dist',
      '.cache',
      '.vscode-test',
      'node_modules',
      'test/fixtures',
      'demo/workspace',
      'demo-output',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/dot-notation': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  restrict(
    ['client/src/**/*.ts'],
    forbid('**/server/src/**', '!**/server/src/protocol.ts'),
    forbid('vscode-languageserver', 'vscode-languageserver/*', 'node-vault'),
  ),
  restrict(
    ['server/src/languageService/**/*.ts'],
    forbid('node:*', 'node-vault', 'vscode-languageserver-protocol', ...transport),
    forbid(
      '**/vault/**',
      '**/cli/**',
      '**/server.ts',
      '**/main.ts',
      '**/protocol.ts',
      '**/protocol/**',
      '**/settings.ts',
    ),
  ),
  restrict(['server/src/protocol.ts'], allowOnly('\\./protocol/\\w+\\.ts')),
  restrict(['server/src/protocol/*.ts'], allowOnly('\\./\\w+\\.ts')),
  restrict(
    ['server/src/vault/**/*.ts'],
    forbid(...transport),
    forbid('**/cli/**', '**/server.ts', '**/main.ts', '**/features/**'),
  ),
  restrict(
    [
      'server/src/server.ts',
      'server/src/settings.ts',
      'server/src/handlers/**/*.ts',
      'server/src/workspaceScan/**/*.ts',
      'server/src/workspaceBaseline/**/*.ts',
      'server/src/workspaceMigration/**/*.ts',
    ],
    forbid('**/vault/**', '**/cli/**', '**/main.ts', 'node-vault', 'node:*'),
  ),
  restrict(
    ['server/src/scan/**/*.ts'],
    forbid(...transport, 'node-vault'),
    forbid('**/vault/**', '**/cli/**', '**/handlers/**', '**/server.ts', '**/main.ts', '**/settings.ts'),
  ),
  restrict(
    ['server/src/inVault/**/*.ts', 'server/src/migration/**/*.ts'],
    forbid('node:*', 'node-vault', 'vscode-languageserver-protocol', ...transport),
    forbid('**/vault/**', '**/cli/**', '**/handlers/**', '**/server.ts', '**/main.ts', '**/settings.ts'),
  ),
  restrict(
    ['server/src/migrationStore/**/*.ts'],
    forbid(...transport, 'node-vault'),
    forbid('**/vault/**', '**/cli/**', '**/handlers/**', '**/server.ts', '**/main.ts', '**/settings.ts'),
  ),
  restrict(
    ['server/src/cli/**/*.ts'],
    forbid('vscode', 'vscode-languageclient', 'vscode-languageclient/*', 'node-vault'),
  ),
  {
    files: ['test/**/*.ts', 'scripts/**/*.ts'],
    rules: {
      'no-console': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-floating-promises': 'error',
    },
  },
);

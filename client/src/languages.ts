/** Languages whose files are read; a test compares them with `activationEvents` in package.json. */
export const languages = [
  'yaml',
  'json',
  'jsonc',
  'dockercompose',
  'helm',
  'helm-template',
  'ansible',
  'github-actions-workflow',
  'azure-pipelines',
  'spring-boot-properties-yaml',
] as const;

/** Files and untitled documents only: the left side of a diff, git revisions and notebook cells are left alone. */
export const schemes = ['file', 'untitled'] as const;

/** Every language in every scheme, as a document selector. */
export const documentSelector = schemes.flatMap((scheme) =>
  languages.map((language) => ({ scheme, language })),
);

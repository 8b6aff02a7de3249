import { extname } from 'node:path';

const languages: Readonly<Record<string, string>> = {
  '.yaml': 'yaml',
  '.yml': 'yaml',
  '.eyaml': 'yaml',
  '.eyml': 'yaml',
  '.json': 'json',
  '.jsonc': 'jsonc',
  '.webmanifest': 'json',
  '.jsonld': 'json',
  '.code-workspace': 'jsonc',
};

/** Files that have comments in spite of their name. */
const withComments =
  /^(?:tsconfig.*|jsconfig.*|devcontainer|\.devcontainer|settings|launch|tasks|extensions)\.json$/;

/** The language of a file by its name: `yaml`, `json` or `jsonc`; undefined for every other file. */
export function languageOf(fileName: string): string | undefined {
  const language = languages[extname(fileName).toLowerCase()];
  return language === 'json' && withComments.test(fileName) ? 'jsonc' : language;
}

/** Files of some length with one structure all over, in which the place of an entry can be told by its number. */
export interface LargeFile {
  readonly languageId: 'yaml' | 'json';
  /** A file of so many entries, about 100 characters each. */
  readonly make: (entries: number) => string;
}

function entries(count: number, write: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => write(index)).join('');
}

const LARGE_LIST: LargeFile = {
  languageId: 'yaml',
  make: (count) =>
    `items:\n${entries(count, (at) => `  - name: service-${at}\n    image: "registry.example.com/team/app-${at}"\n    env: [A, B]\n    replicas: 3\n`)}`,
};

const LARGE_MAP: LargeFile = {
  languageId: 'yaml',
  make: (count) =>
    entries(
      count,
      (at) =>
        `service${at}:\n  image: 'registry.example.com/team/app-${at}'\n  deep:\n    - replicas: 3\n      text: |\n        one\n`,
    ),
};

const DOCUMENTS: LargeFile = {
  languageId: 'yaml',
  make: (count) =>
    entries(
      count,
      (at) =>
        `---\nkind: Service # ${at}\nmetadata:\n  name: service-${at}\n  labels: {app: app-${at}}\nspec:\n  replicas: 3\n`,
    ),
};

const JSON_LIST: LargeFile = {
  languageId: 'json',
  make: (count) =>
    JSON.stringify(
      {
        items: Array.from({ length: count }, (_, id) => ({
          id,
          name: `service-${id}`,
          env: [1, 'x'],
          replicas: 3,
        })),
      },
      undefined,
      2,
    ),
};

/** By name: what is edited in the tests of incremental reading. */
export const LARGE_FILES: Readonly<Record<string, LargeFile>> = {
  'one list': LARGE_LIST,
  'one map': LARGE_MAP,
  documents: DOCUMENTS,
  JSON: JSON_LIST,
};

/** A plaintext secret of a file, and where the default template moves it. */
export interface PlacedSecret {
  readonly value: string;
  /** Path in `secret/` and key. */
  readonly path: string;
  readonly key: string;
  readonly reference: string;
}

/** A file with plaintext secrets, in the order in which they stand there. */
export interface MigrationFile {
  /** From the workspace's folder, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly secrets: readonly PlacedSecret[];
}

/** What a person has made of a file beyond its secrets; as a function from the text to the text. */
export type Edit = (text: string) => string;

interface Layout {
  readonly extension: string;
  /** How the values of services stand in a file. */
  readonly text: (values: readonly string[]) => string;
}

const yaml = (values: readonly string[], quote: string, comment = ''): string =>
  values
    .map(
      (value, index) =>
        `service${index}:\n  host: s${index}.example.test\n  password: ${quote}${value}${quote}${comment}\n`,
    )
    .join('');

/** Each has something of its own that a careless edit would lose. */
export const layouts = {
  commented: {
    extension: 'yaml',
    text: (values) => `# This comment stays: ü 😀\n${yaml(values, '"', ' # and this one')}`,
  },
  windows: { extension: 'yml', text: (values) => yaml(values, "'").replaceAll('\n', '\r\n') },
  untidyJson: {
    extension: 'json',
    text: (values) =>
      `{${values.map((value, index) => `"service${index}":{"host":"s${index}.example.test","password":"${value}"}`).join(',\n')}}\n`,
  },
  withMark: { extension: 'yaml', text: (values) => `\uFEFF${yaml(values, '')}`.trimEnd() },
  tidyJson: {
    extension: 'json',
    text: (values) =>
      `${JSON.stringify(Object.fromEntries(values.map((value, index) => [`service${index}`, { password: value }])), undefined, 4)}\n`,
  },
} as const satisfies Readonly<Record<string, Layout>>;

export type LayoutName = keyof typeof layouts;

/** Visibly made up, and each another. */
function madeUpValue(number: number): string {
  return `Zq8-made-up-Kv${String(number).padStart(4, '0')}x`;
}

export interface FileRequest {
  /** Name of the workspace's folder. */
  readonly folder: string;
  /** Path without extension. */
  readonly name: string;
  readonly layout: LayoutName;
  readonly count: number;
  /** Number of its first value. */
  readonly first: number;
}

export function migrationFile({ folder, name, layout, count, first }: FileRequest): MigrationFile {
  const values = Array.from({ length: count }, (_, index) => madeUpValue(first + index));
  const { extension, text } = layouts[layout];
  const path = `${folder}/${name}`;
  const secrets = values.map((value, index): PlacedSecret => {
    const key = `service${index}_password`;
    return { value, path, key, reference: `secret/${path}#${key}` };
  });
  return { path: `${name}.${extension}`, text: text(values), secrets };
}

/** The text of a file in which some of its secrets have become references. */
export function movedText(
  { text, secrets }: MigrationFile,
  isMoved: (secret: PlacedSecret) => boolean,
): string {
  return secrets
    .filter(isMoved)
    .reduce((moved, { value, reference }) => moved.replace(value, reference), text);
}

/** What Vault has to hold of secrets: data by path. */
export function movedData(secrets: readonly PlacedSecret[]): Map<string, Record<string, string>> {
  const data = new Map<string, Record<string, string>>();
  for (const { path, key, value } of secrets) data.set(path, { ...data.get(path), [key]: value });
  return data;
}

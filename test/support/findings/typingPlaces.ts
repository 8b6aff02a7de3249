/** A file in which a value is being typed. */
export interface TypingPlace {
  readonly name: string;
  readonly fileName: string;
  readonly before: string;
  readonly after: string;
  /** How the value is written there. */
  readonly quote: '' | "'" | '"';
}

type Row = readonly [name: string, quote: TypingPlace['quote'], before: string, after: string];

function places(fileName: string, rows: readonly Row[]): readonly TypingPlace[] {
  return rows.map(([name, quote, before, after]) => ({ name, fileName, before, after, quote }));
}

/** Under keys that name a password. */
export const passwordPlaces: readonly TypingPlace[] = [
  ...places('a.yaml', [
    ['YAML', '', 'db:\n  password: ', '\n  port: 1\n'],
    ['double quotes', '"', 'db:\n  password: "', '"\n  port: 1\n'],
    ['single quotes that are not closed yet', "'", "db:\n  password: '", '\n  port: 1\n'],
    ['a pair', '', 'env:\n  - name: DB_PASSWORD\n    value: ', '\n'],
    ['a Secret', '', 'kind: Secret\napiVersion: v1\nstringData:\n  password: ', '\n'],
  ]),
  ...places('compose.yml', [
    ['compose', '"', 'services:\n  a:\n    environment:\n      - "DB_PASSWORD=', '"\n'],
  ]),
  ...places('a.json', [['JSON', '"', '{"db": {"password": "', '"}, "port": 1}']]),
];

/** Where a file is broken off behind the value. */
export const openPlaces: readonly TypingPlace[] = [
  ...places('a.yaml', [
    ['the end of a file', '', 'db:\n  password: ', ''],
    ['double quotes that are not closed yet', '"', 'db:\n  password: "', '\n  port: 1\n'],
  ]),
  ...places('a.json', [['JSON that is not closed yet', '"', '{"db": {"password": "', '\n}, "port": 1}']]),
];

/** Under keys that name other credentials. */
export const secretPlaces: readonly TypingPlace[] = [
  ...places('a.yaml', [
    ['a strong key', '', 'app:\n  clientSecret: ', '\n  port: 1\n'],
    ['a token', '"', 'app:\n  token: "', '"\n  port: 1\n'],
    ['a key that is handed out', "'", "app:\n  routing_key: '", "'\n"],
    ['a weak key', '', 'app:\n  auth: ', '\n'],
  ]),
];

/** Under a key that says nothing. */
export const neutralPlaces: readonly TypingPlace[] = [
  ...places('a.yaml', [['a neutral key', '', 'app:\n  thing: ', '\n  port: 1\n']]),
  ...places('a.json', [['a neutral key in JSON', '"', '{"app": {"thing": "', '"}}']]),
];

/** A value as it is written between the quotes of a place. */
export function writtenIn({ quote }: TypingPlace, value: string): string {
  if (quote === '"') return value.replace(/[\\"]/g, '\\$&');
  return quote === "'" ? value.replaceAll("'", "''") : value;
}

/** What there is after each character of a text that is typed at a place: `look` gets the text and where typing is. */
export function whileTyping(
  { before, after }: Pick<TypingPlace, 'before' | 'after'>,
  written: string,
  look: (text: string, typedAt: number) => boolean,
): readonly boolean[] {
  return Array.from({ length: written.length }, (_, index) => {
    const typed = before + written.slice(0, index + 1);
    return look(typed + after, typed.length);
  });
}

/** How often something came or went. */
export function turns(seen: readonly boolean[]): number {
  return seen.filter((now, index) => now !== (seen[index - 1] ?? false)).length;
}

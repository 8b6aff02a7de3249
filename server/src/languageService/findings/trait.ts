/**
 * What a scalar has that rules look for: bits of one number. A trait is necessary for what its rules find and cheap to
 * tell, so that nearly every scalar of a file is passed over without a rule being asked.
 */
export const trait = {
  /** `=` */
  equals: 1 << 0,
  /** `@` */
  at: 1 << 1,
  /** `{` */
  brace: 1 << 2,
  /** A blank of any kind. */
  blank: 1 << 3,
  /** Five dashes in a row. */
  armour: 1 << 4,
  /** As many characters of a token in a row as the shortest token has. */
  token: 1 << 5,
  /** Several lines, or `"` and `:`. */
  file: 1 << 6,
  /** `--`, or two of `-`, `=` and a blank. */
  command: 1 << 7,
  /** An item of a list that has one before it. */
  listItem: 1 << 8,
  /** Below `data` or `stringData`. */
  secretEntry: 1 << 9,
  /** A key that holds the word token. */
  tokenKey: 1 << 10,
  /** A key that may hold user and password together. */
  authKey: 1 << 11,
  /** A key such as `value`, the half of a pair. */
  valueKey: 1 << 12,
  /** A key of a private member of a JSON Web Key. */
  jwkKey: 1 << 13,
  /** A path that names a password. */
  password: 1 << 14,
  /** A path that names another credential. */
  secret: 1 << 15,
  /** Any text at all. */
  any: 1 << 16,
} as const;

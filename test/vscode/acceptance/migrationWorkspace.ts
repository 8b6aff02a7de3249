import type { MigrationFile } from '../migration/migrationFiles.ts';
import { migrationFile, movedText } from '../migration/migrationFiles.ts';

const folder = 'migration';

const file = (name: string, layout: Parameters<typeof migrationFile>[0]['layout'], first: number) =>
  migrationFile({ folder, name, layout, count: 2, first });

/** Four files with two secrets each, in the order in which they are moved. */
export const [app, mail, marked, queue] = [
  file('app', 'commented', 0),
  file('conf/mail', 'untidyJson', 10),
  file('conf/marked', 'withMark', 20),
  file('queue', 'windows', 30),
] as const;

export const migratedFiles: readonly MigrationFile[] = [app, mail, marked, queue];
export const migratedSecrets = migratedFiles.flatMap(({ secrets }) => secrets);

/** Where the second secret of the first file is sent by hand. */
export const editedTarget = 'secret/migration/by-hand#database';

/** Unticked: the first secret of the second file. */
export const leftOut = mail.secrets[0]!;

/** What the plan says after unticking one and editing the target of another. */
export function planned(one: MigrationFile): string {
  const text = movedText(one, ({ value }) => value !== leftOut.value);
  return one === app ? text.replace(app.secrets[1]!.reference, editedTarget) : text;
}

/** What Vault then has to hold, by path. */
export const plannedData: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'migration/app': { [app.secrets[0]!.key]: app.secrets[0]!.value },
  'migration/by-hand': { database: app.secrets[1]!.value },
  'migration/conf/mail': { [mail.secrets[1]!.key]: mail.secrets[1]!.value },
  ...Object.fromEntries(
    [marked, queue].map(({ secrets }) => [
      secrets[0]!.path,
      Object.fromEntries(secrets.map(({ key, value }) => [key, value])),
    ]),
  ),
};

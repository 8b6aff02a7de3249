import { createLanguageService } from '../../languageService/index.ts';
import type { LanguageService } from '../../languageService/index.ts';
import type { DocumentView } from '../../languageService/features/documentView.ts';
import { defaultResourceSettings } from '../../languageService/resourceSettings.ts';
import type { VaultAccess } from '../../runtime.ts';
import { readArguments } from '../arguments.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { exitCodes } from '../context.ts';
import { describeAll } from '../describeAll.ts';
import { FileReader } from '../files/documents.ts';
import { printable } from '../../printable.ts';
import { placeOptions, placeOptionsUsage, placeUsage, signInAt } from '../signIn.ts';

export const checkUsage = `Usage: vault-refs check [--address URL] PATH...

Checks the secret references in the YAML and JSON files at and below each PATH against Vault, without reading a
value. Prints one line for each problem: file:line:column code message. What could not be checked is counted on
standard error, with the reasons.

${placeUsage} The token needs no right to read values, see the README.

Options:
${placeOptionsUsage}
  --help           show this text

Exit code: 0 no problem, 1 problems found, 2 wrong usage, 3 could not check (not signed in, a PATH could not be
read, or no problem was found but some references could not be checked).
`;

/** Only references are checked, by the same code that underlines them in an editor. */
const settings = { ...defaultResourceSettings, detectionEnabled: false };

/** `vault-refs check`. @throws UsageError on wrong arguments. */
export async function check(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { paths, ...place } = readArguments(args, placeOptions);
  const access = await context.openVault();
  const service = createLanguageService({ store: access.store, documentationPage: '' });
  try {
    const signedIn = await signInAt(access, place, context.cwd);
    if (!signedIn.ok) context.stderr.write(`Not signed in: ${printable(signedIn.message)}\n`);
    return await checkFiles(paths, context, access, service, signedIn.ok);
  } finally {
    service.checker.dispose();
    access.signOut();
  }
}

async function checkFiles(
  paths: readonly string[],
  context: CliContext,
  access: VaultAccess,
  service: LanguageService,
  isSignedIn: boolean,
): Promise<ExitCode> {
  const files = new FileReader(context);
  const read = [...files.files(paths)].map(({ file, document }) => ({
    file,
    view: service.read(document, settings),
  }));
  const notChecked = await describeAll(
    access.store,
    read.flatMap(({ view }) => view.references),
  );
  let problems = 0;
  for (const { file, view } of read) {
    if (view.config.refusal) files.skip({ shown: file.shown, reason: 'beyond a limit', isArgument: false });
    for (const line of problemLines(service, view)) {
      context.stdout.write(printable(`${file.shown}:${line}`) + '\n');
      problems++;
    }
  }
  for (const [reason, count] of notChecked.reasons)
    context.stderr.write(printable(`Not checked: ${count}, ${reason}`) + '\n');
  context.stderr.write(`Problems: ${problems}, files read: ${files.read}.\n`);
  if (!isSignedIn || files.couldNotReadArgument) return exitCodes.couldNot;
  if (problems > 0) return exitCodes.findings;
  return notChecked.paths > 0 ? exitCodes.couldNot : exitCodes.clean;
}

function* problemLines(service: LanguageService, view: DocumentView): Iterable<string> {
  for (const { range, code, message } of service.diagnostics.provideDiagnostics(view)) {
    if (code === 'document.too-large') continue;
    const { line, character } = range.start;
    yield `${line + 1}:${character + 1} ${code ?? ''} ${typeof message === 'string' ? message : message.value}`;
  }
}

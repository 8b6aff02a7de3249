import type { SecretPath } from '../../languageService/secretStore.ts';
import { createLanguageService } from '../../languageService/index.ts';
import { minimalPolicy } from '../../languageService/minimalPolicy.ts';
import { defaultResourceSettings } from '../../languageService/resourceSettings.ts';
import { readArguments } from '../arguments.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { exitCodes } from '../context.ts';
import { FileReader } from '../files/documents.ts';

export const policyUsage = `Usage: vault-refs policy PATH...

Prints the policy (HCL) that checking the secret references in the YAML and JSON files at and below each PATH takes, for KV v2
mounts. Talks to no server. Every path in it was taken from the files: look at each before you grant it.

Options:
  --help   show this text

Exit code: 0 printed, 2 wrong usage, 3 a PATH could not be read, or references were left out because their names would
allow more than themselves.
`;

const settings = { ...defaultResourceSettings, detectionEnabled: false };

/** `vault-refs policy`. @throws UsageError on wrong arguments. */
export async function policy(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { paths } = readArguments(args, []);
  const access = await context.openVault();
  const service = createLanguageService({ store: access.store, documentationPage: '' });
  try {
    const files = new FileReader(context);
    const found: SecretPath[] = [];
    for (const { document } of files.files(paths)) {
      for (const { extracted } of service.read(document, settings).references)
        if (extracted.kind === 'found') found.push(extracted.reference);
    }
    const { hcl, refused } = minimalPolicy(found, () => undefined);
    context.stdout.write(hcl);
    if (refused > 0)
      context.stderr.write(
        `Left out: ${refused} references, whose names would allow more than themselves.\n`,
      );
    return refused > 0 || files.couldNotReadArgument ? exitCodes.couldNot : exitCodes.clean;
  } finally {
    service.checker.dispose();
    access.signOut();
  }
}

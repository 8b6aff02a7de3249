import type { KvVersion, SecretPath } from './secretStore.ts';

/** Rules of a policy, and how many paths have none. */
export interface PolicyText {
  readonly hcl: string;
  readonly paths: number;
  readonly refused: number;
}

interface Rule {
  readonly path: string;
  readonly capabilities: string;
}

const heading = `# What checking the references of a workspace needs: names of keys and metadata, and no value.
# Every path was taken from the files of the workspace, that is from whoever wrote them. Look at each before you grant it.
`;

/**
 * The policy that checking these paths takes. What is written in a repository cannot make it allow more than the path that
 * it names: names with wildcards, templates or control characters are left out, and all others are escaped.
 * `kvVersionOf` tells the version of a mount, 2 where it is not known.
 */
export function minimalPolicy(
  paths: Iterable<SecretPath>,
  kvVersionOf: (mount: string) => KvVersion | undefined,
): PolicyText {
  const rules = new Map<string, Rule>();
  const seen = new Set<string>();
  let refused = 0;
  for (const path of paths) {
    const full = `${path.mount}/${path.path}`;
    if (seen.has(full)) continue;
    seen.add(full);
    if (isLiteral(full))
      for (const rule of rulesFor(path, kvVersionOf(path.mount) ?? 2)) rules.set(rule.path, rule);
    else refused++;
  }
  const texts = [...rules.values()].toSorted((left, right) => (left.path < right.path ? -1 : 1)).map(textOf);
  return { hcl: [heading, ...texts].join('\n'), paths: seen.size - refused, refused };
}

/** Whether a policy takes the path for itself alone. */
function isLiteral(path: string): boolean {
  if (/[*+\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(path) || /\{\{|\}\}|[$%]\{/.test(path)) return false;
  return path.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..');
}

function rulesFor({ mount, path }: SecretPath, kvVersion: KvVersion): readonly Rule[] {
  if (kvVersion === 2) {
    return [
      { path: `${mount}/subkeys/${path}`, capabilities: '["read"]' },
      { path: `${mount}/metadata/${path}`, capabilities: '["read"]' },
    ];
  }
  // Reading a path would give its values: the list of its folder tells that it is there.
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return [{ path: `${mount}/${folder}`, capabilities: '["list"]' }];
}

function textOf({ path, capabilities }: Rule): string {
  const escaped = path.replace(/["\\]/g, (character) => `\\${character}`);
  return `# suggested by the repository\npath "${escaped}" {\n  capabilities = ${capabilities}\n}\n`;
}

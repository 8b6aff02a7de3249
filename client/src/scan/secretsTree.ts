import type { FoundSecret, ScanConfidence, ScannedFile, ScanState } from '../../../server/src/protocol.ts';
import { oneLine, plainText } from '../dialogs/plainText.ts';
import { counted, countsText } from './scanResults.ts';

/** What the tree is grouped by. */
export type Grouping = 'file' | 'rule';

interface PlacedSecret {
  readonly file: ScannedFile;
  readonly secret: FoundSecret;
}

/** An entry of the tree. */
export type TreeNode =
  | { readonly kind: 'file'; readonly file: ScannedFile }
  | { readonly kind: 'rule'; readonly rule: string; readonly secrets: readonly PlacedSecret[] }
  | ({ readonly kind: 'secret'; readonly within: Grouping } & PlacedSecret);

/** How an entry is shown. Holds names and places, never a value. */
export interface TreeEntry {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  /** What a screen reader says. */
  readonly spoken: string;
  /** Name of a codicon. */
  readonly icon: string;
  readonly hasChildren: boolean;
}

/** Entries at the root. */
export function rootNodes(files: readonly ScannedFile[], grouping: Grouping): readonly TreeNode[] {
  if (grouping === 'file') return files.map((file) => ({ kind: 'file', file }));
  const byRule = new Map<string, PlacedSecret[]>();
  for (const file of files) {
    for (const secret of file.secrets) {
      const group = byRule.get(secret.rule);
      if (group) group.push({ file, secret });
      else byRule.set(secret.rule, [{ file, secret }]);
    }
  }
  const rules = [...byRule].sort(([one], [other]) => (one < other ? -1 : 1));
  return rules.map(([rule, secrets]) => ({ kind: 'rule', rule, secrets }));
}

/** Entries below one. */
export function childNodes(node: TreeNode): readonly TreeNode[] {
  switch (node.kind) {
    case 'file':
      return node.file.secrets.map((secret) => ({
        kind: 'secret',
        within: 'file',
        file: node.file,
        secret,
      }));
    case 'rule':
      return node.secrets.map((placed) => ({ kind: 'secret', within: 'rule', ...placed }));
    case 'secret':
      return [];
  }
}

const icons: Readonly<Record<ScanConfidence, string>> = {
  certain: 'warning',
  high: 'warning',
  medium: 'info',
  low: 'info',
};

/** How an entry is shown. `isMultiRoot` says whether paths need the name of their folder. */
export function treeEntry(node: TreeNode, isMultiRoot: boolean): TreeEntry {
  switch (node.kind) {
    case 'file':
      return fileEntry(node.file, isMultiRoot);
    case 'rule':
      return ruleEntry(node.rule, node.secrets.length);
    case 'secret':
      return secretEntry(node, isMultiRoot);
  }
}

function fileEntry(file: ScannedFile, isMultiRoot: boolean): TreeEntry {
  const path = shownPath(file, isMultiRoot);
  const slash = path.lastIndexOf('/');
  const count = counted(file.secrets.length, 'plaintext secret');
  return {
    id: file.uri,
    label: path.slice(slash + 1),
    // The editor's own decoration of files tells the count.
    description: path.slice(0, Math.max(0, slash)),
    tooltip: `${path}: ${count}`,
    spoken: `${path}, ${count}`,
    icon: 'file',
    hasChildren: true,
  };
}

function ruleEntry(rule: string, secrets: number): TreeEntry {
  const count = counted(secrets, 'plaintext secret');
  return {
    id: `rule ${rule}`,
    label: rule,
    description: String(secrets),
    tooltip: `${rule}: ${count}`,
    spoken: `Rule ${rule}, ${count}`,
    icon: 'checklist',
    hasChildren: true,
  };
}

function secretEntry(node: PlacedSecret & { readonly within: Grouping }, isMultiRoot: boolean): TreeEntry {
  const { file, secret, within } = node;
  const { rule, confidence, reason, keyPath, ordinal } = secret;
  const line = secret.range.start.line + 1;
  const name = plainText(oneLine(keyPath === '' ? 'value' : keyPath));
  const path = shownPath(file, isMultiRoot);
  return {
    id: JSON.stringify([within, file.uri, rule, keyPath, ordinal]),
    label: name,
    description: within === 'file' ? `${rule} · ${confidence} · line ${line}` : `${path}:${line}`,
    tooltip: `${oneLine(reason)}\n${path}:${line} · ${rule} · ${confidence}`,
    spoken: `${name}, rule ${rule}, confidence ${confidence}, ${path} line ${line}`,
    icon: icons[confidence],
    hasChildren: false,
  };
}

function shownPath({ folderName, path }: ScannedFile, isMultiRoot: boolean): string {
  return plainText(oneLine(isMultiRoot ? `${folderName}/${path}` : path));
}

/** What stands above the tree, and beside its title. */
export interface TreeHeader {
  readonly description: string;
  readonly message: string | undefined;
}

/** What is to be known of the results as a whole. */
export function treeHeader(state: ScanState): TreeHeader {
  if (state.kind === 'none') return { description: '', message: undefined };
  const description = state.kind === 'running' ? 'scanning…' : countsText(state);
  return { description, message: messageOf(state) };
}

function messageOf({ kind, isOutdated }: ScanState): string | undefined {
  if (kind === 'incomplete') return 'The last scan did not get to its end: there may be more.';
  return isOutdated ? 'Settings, folders or ignore rules have changed since: scan again.' : undefined;
}

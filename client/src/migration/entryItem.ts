import type { MigrationAction, MigrationEntry, MigrationFile } from '../../../server/src/protocol.ts';
import { shown } from './runText.ts';
import type { MigrationItem } from './item.ts';

const icons: Readonly<Record<MigrationAction, string>> = {
  create: 'add',
  'add-key': 'diff-added',
  reuse: 'link',
  conflict: 'error',
  unknown: 'question',
};

const words: Readonly<Record<MigrationAction, string>> = {
  create: 'makes a new path',
  'add-key': 'adds a key to an existing path',
  reuse: 'is in Vault already with this value',
  conflict: 'another value is there',
  unknown: 'Vault could not be looked at',
};

/** How a secret of the plan is shown. One that cannot be moved has no checkbox, and says why. */
export function entryItem(file: MigrationFile, entry: MigrationEntry): MigrationItem {
  const { keyPath, targetText, canMove, isOn, action, reason = '' } = entry;
  const name = shown(keyPath === '' ? 'value' : keyPath);
  const target = shown(targetText);
  const why = shown(reason);
  const aside = !canMove ? `cannot be moved: ${why}` : why;
  return {
    id: JSON.stringify(['entry', file.uri, entry.id]),
    label: name,
    description: canMove ? `→ ${target}` : why,
    tooltip: [`${name} → ${target}`, ...details(file, entry)].join('\n'),
    spoken: [
      name,
      `line ${lineOf(entry)}`,
      `to ${target}`,
      words[action],
      ...(aside === '' ? [] : [aside]),
    ].join(', '),
    icon: canMove ? icons[action] : 'circle-slash',
    children: 'none',
    ...(canMove ? { isOn } : {}),
    context: 'entry',
  };
}

function details(file: MigrationFile, entry: MigrationEntry): readonly string[] {
  const { reference, action, rule, confidence, canMove, reason, notes } = entry;
  return [
    `Reference: ${shown(reference)}`,
    `In Vault: ${words[action]}`,
    `${shown(file.path)}:${lineOf(entry)} · ${shown(rule)} · ${confidence}`,
    ...(reason === undefined ? [] : [canMove ? shown(reason) : `Cannot be moved: ${shown(reason)}`]),
    ...notes.map(shown),
  ];
}

function lineOf({ range }: MigrationEntry): number {
  return range.start.line + 1;
}

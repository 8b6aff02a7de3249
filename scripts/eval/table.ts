import type { Summary } from './summary.ts';

const rows: readonly (readonly [title: string, figures: string])[] = [
  ['all secrets', 'all to medium'],
  ['without the guessable ones', 'core to medium'],
  ['certain and high, all secrets', 'all to high'],
  ['certain alone, all secrets', 'all to certain'],
];

/** The rows of the README's table, one for each line of it. */
export function tableRows({ figures }: Summary): readonly string[] {
  return rows.map(([title, name]) => {
    const found = figures[name];
    if (!found) throw new Error(`no figures: ${name}`);
    const { precision, recall, F1, precision_strict } = found;
    return `| ${[title, ...[precision, recall, F1, precision_strict].map((figure) => figure.toFixed(4))].join(' | ')} |`;
  });
}

import { confidences } from '../../server/src/languageService/findings/finding.ts';
import { exactShare, figuresOf, positivesOf, tiersOf, type Figures } from './figures.ts';
import type { Label } from './label.ts';
import type { Scored } from './match.ts';

/** The figures as a table for people: the two views, exact share, tiers, each confidence, each rule. */
export function report(scored: readonly Scored[], labels: readonly Label[]): readonly string[] {
  const [core, all] = [positivesOf(labels, 'core'), positivesOf(labels, 'all')];
  const rules = [...new Set(scored.map(({ found }) => found.rule))].sort();
  const count = (kind: Label['label']): number => labels.filter(({ label }) => label === kind).length;
  return [
    `labels: ${count('secret')} secret, ${count('weak')} weak, ${count('placeholder')} placeholder`,
    header('view'),
    row('core', scored, core),
    row('all', scored, all),
    `exact range share ${exactShare(scored).toFixed(4)}`,
    header('cumulative'),
    ...tiersOf(scored).flatMap(({ upTo, scored: tier }) =>
      tier.some(({ found }) => found.confidence === upTo)
        ? [row(`core to ${upTo}`, tier, core), row(`all to ${upTo}`, tier, all)]
        : [],
    ),
    header('confidence'),
    ...confidences
      .filter((confidence) => scored.some(({ found }) => found.confidence === confidence))
      .map((confidence) => ofAll(confidence, ({ found }) => found.confidence === confidence)),
    header('rule'),
    ...rules.map((rule) => ofAll(rule, ({ found }) => found.rule === rule)),
  ];

  function ofAll(name: string, belongs: (one: Scored) => boolean): string {
    return row(name, scored.filter(belongs), all);
  }
}

function header(name: string): string {
  return line(name, ['TP', 'FP', 'FN', 'prec.', 'recall', 'F1', 'strict', 'stand-ins']);
}

function row(name: string, scored: readonly Scored[], positives: readonly Label[]): string {
  const figures = figuresOf(scored, positives);
  const placeholders = scored.filter(({ outcome }) => outcome === 'placeholder').length;
  return line(name, [...cells(figures), String(placeholders)]);
}

function cells({ TP, FP, FN, precision, recall, F1, precision_strict }: Figures): readonly string[] {
  const shares = [precision, recall, F1, precision_strict].map((figure) => figure.toFixed(4));
  return [String(TP), String(FP), String(FN), ...shares];
}

function line(name: string, rest: readonly string[]): string {
  return `${name.padEnd(20)}${rest.map((cell) => cell.padStart(10)).join('')}`;
}

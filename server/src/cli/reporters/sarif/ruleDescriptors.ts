import type { Rule } from '../../../languageService/findings/rule.ts';
import { rules } from '../../../languageService/findings/rules/index.ts';

/** What SARIF says about a rule. */
export interface RuleDescriptor {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly help?: { readonly text: string; readonly markdown: string };
  readonly properties: { readonly tags: readonly string[] };
}

const properties = { tags: ['security', 'secret'] };

const advice = [
  'Move the value to Vault ("Move to Vault..." in the editor) and leave a reference in its place. Whoever had the file ' +
    'has the value: change it at its owner too, since version history and backups keep it.',
  'A comment `vault-refs: ignore RULE -- reason` on the line or the line above sets one finding aside; a baseline ' +
    'accepts it; the setting `vaultRefs.detection.overrides` switches a rule off.',
];

/** All rules of the product. */
export function builtInDescriptors(): RuleDescriptor[] {
  return rules.map((rule) => ({
    id: rule.id,
    shortDescription: { text: sentence(rule.description) },
    help: { text: help(rule, plain), markdown: help(rule, (text) => text) },
    properties,
  }));
}

/** A rule of a person's own: `description` is what it says of each finding. */
export function ownDescriptor(id: string, description: string): RuleDescriptor {
  return { id, shortDescription: { text: description }, properties };
}

function help({ id, description, examples }: Rule, write: (text: string) => string): string {
  const { positive, negative } = examples;
  const parts = [
    `Finds ${description}.`,
    `Found, for example:\n\n${list(positive)}`,
    `Left alone, for example:\n\n${list(negative)}`,
    ...advice.map((text) => text.replace('RULE', id)),
  ];
  return write(parts.join('\n\n'));
}

function list(examples: Rule['examples']['positive']): string {
  return [...new Set(examples.map(({ because }) => `- ${because}`))].join('\n');
}

function plain(markdown: string): string {
  return markdown.replaceAll('`', '');
}

function sentence(phrase: string): string {
  return `${phrase.slice(0, 1).toUpperCase()}${phrase.slice(1)}.`;
}

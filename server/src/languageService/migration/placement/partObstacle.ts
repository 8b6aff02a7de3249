import type { PlacementRequest } from './placement.ts';
import { isSecretData } from './secretData.ts';

/** Whether the secret is all of its scalar. */
export function isWhole({ located, secret }: PlacementRequest): boolean {
  return secret.start === located.start && secret.end === located.end;
}

/** Whether the tool that fills in the reference decodes the base64 of this scalar first. */
export function isEncoded({ document, located, format }: PlacementRequest): boolean {
  const isDecodedByTool = format === 'bank-vaults' || format === 'argocd-vault-plugin';
  return isDecodedByTool && isSecretData(document, located);
}

/** Why a part of a scalar cannot become a reference, as the beginning of a sentence; undefined when it can, or is a whole. */
export function partObstacle(request: PlacementRequest): string | undefined {
  if (isWhole(request)) return undefined;
  if (request.format === 'own') {
    // `vault://` in the middle of a text would parse, but no program that reads this file would resolve it there.
    return 'The secret is only a part of its value, and a reference can only stand for a whole one';
  }
  if (isEncoded(request)) return 'The secret is only a part of a base64 value';
  const { document, located } = request;
  if (isInAction(request)) return 'The secret is inside of a template';
  const isBare = document.format === 'json' && located.scalar.style === 'plain';
  return isBare ? 'The secret is only a part of a value that is no text' : undefined;
}

/** Whether a part touches an action of a template: what quotes and braces mean there is for its engine to say. */
function isInAction({ document, located, secret }: PlacementRequest): boolean {
  const raw = document.text.slice(located.start, located.end);
  const actions = raw.matchAll(action);
  const [from, to] = [secret.start - located.start, secret.end - located.start];
  return Array.from(actions).some(({ 0: text, index }) => from < index + text.length && to > index);
}

/** Of Go and Helm, Jinja, ERB; one that does not end goes on to the end. */
const action = /\{\{[^]*?(?:\}\}|$)|\{%[^]*?(?:%\}|$)|\{#[^]*?(?:#\}|$)|<%[^]*?(?:%>|$)/g;

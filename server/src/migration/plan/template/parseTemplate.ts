import { findUnprintable, hasPlaceholder, isDotSegment } from '../../../languageService/references/names.ts';
import {
  isLiteral,
  literalText,
  type TargetTemplate,
  type TemplateOrigin,
  type TemplatePart,
  type TemplateSegment,
  type VariableName,
  variableNames,
} from './targetTemplate.ts';

/** Longest template, in UTF-16 code units. */
export const MAX_TEMPLATE = 500;

export type ParsedTemplate =
  | { readonly ok: true; readonly template: TargetTemplate }
  /** `problem`: one sentence that says what to mend. It holds no text of the template but names of variables. */
  | { readonly ok: false; readonly problem: string };

/** Thrown and caught in this file: the text is no template. */
class NotATemplate extends Error {}

/**
 * Reads a template of targets, `mount/path#key` with `${variables}`. The mount is literal or `${mount}`. Literal names
 * keep to the strict grammar of references. Never throws; linear.
 */
export function parseTemplate(text: string, origin: TemplateOrigin): ParsedTemplate {
  try {
    return { ok: true, template: read(text.trim(), origin) };
  } catch (error) {
    if (!(error instanceof NotATemplate)) throw error;
    return { ok: false, problem: error.message };
  }
}

function read(text: string, origin: TemplateOrigin): TargetTemplate {
  if (text.length > MAX_TEMPLATE)
    throw new NotATemplate(`A template has at most ${MAX_TEMPLATE} characters.`);
  if (findUnprintable(text)) {
    throw new NotATemplate('A template has no control, zero-width or other invisible characters.');
  }
  const [address, keyText, ...more] = text.split('#');
  if (address === undefined || keyText === undefined || more.length > 0) {
    throw new NotATemplate('A template has one `#` before its key: `mount/path#key`.');
  }
  const hasMountVariable = /^\$\{mount\}(?:\/|$)/.test(address);
  const names = address.split('/').slice(hasMountVariable ? 1 : 0);
  const segments = names.map(readPathSegment);
  refuseMount(segments, hasMountVariable);
  return { text, origin, hasMountVariable, segments, key: readKey(keyText) };
}

function refuseMount(segments: readonly TemplateSegment[], hasMountVariable: boolean): void {
  if (!hasMountVariable && !isLiteral(segments[0] ?? [])) {
    throw new NotATemplate(
      'A template begins with a mount: a name, or `${mount}` for the first that is there.',
    );
  }
  if (segments.length < (hasMountVariable ? 1 : 2)) {
    throw new NotATemplate('A template has a path behind its mount: `mount/path#key`.');
  }
}

function readPathSegment(text: string): TemplateSegment {
  if (text === '') throw new NotATemplate('The path of a template has no empty segment.');
  const segment = readParts(text);
  if (isLiteral(segment) && isDotSegment(literalText(segment))) {
    throw new NotATemplate('A path segment is not `.` or `..`.');
  }
  return segment;
}

function readKey(text: string): TemplateSegment {
  if (text === '') throw new NotATemplate('The key after `#` is empty.');
  if (text.includes('/')) throw new NotATemplate('The key after `#` has no slash.');
  return readParts(text);
}

function readParts(text: string): TemplateSegment {
  return text.split(/(\$\{[^{}]*\})/).flatMap((piece, index): TemplatePart[] => {
    if (index % 2 === 1) return [{ variable: readVariable(piece.slice(2, -1)) }];
    if (hasPlaceholder(piece)) {
      throw new NotATemplate(
        'Besides variables, `${name}`, a template has none of the characters `$ { } < >`.',
      );
    }
    return piece === '' ? [] : [{ text: piece }];
  });
}

function readVariable(name: string): VariableName {
  const known = variableNames.find((one) => one === name);
  if (known !== undefined) return known;
  if (name === 'mount')
    throw new NotATemplate('A template has `${mount}` at the beginning alone, before a slash.');
  const list = variableNames.map((one) => `\`\${${one}}\``).join(', ');
  throw new NotATemplate(`A template has a variable that does not exist. There are \`\${mount}\`, ${list}.`);
}

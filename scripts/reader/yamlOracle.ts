import { type Document, parseAllDocuments } from 'yaml';
import { type MaskedText, maskTemplates } from './masking.ts';
import { guardDepth, type OracleReading, type OracleScalar, type Rejected } from './oracleScalar.ts';
import { findTemplates, type Template } from './templates.ts';
import { isMistaken } from './yamlMistakes.ts';
import { Walk } from './yamlWalk.ts';

const OPTIONS = {
  uniqueKeys: false,
  // Also below a directive for 1.1, and without its collections that are neither maps nor lists.
  schema: 'core',
  resolveKnownTags: false,
  merge: false,
  version: '1.2',
  logLevel: 'silent',
  prettyErrors: false,
  keepSourceTokens: true,
} as const;

/**
 * Reads a YAML file with the `yaml` library, its template actions masked. A lone CR, which the library does not know
 * as a line break, is a line feed to it.
 */
export function readYamlOracle(file: string): OracleReading {
  // Behind a byte order mark the library counts the columns of the first line wrongly.
  if (!file.startsWith('\uFEFF')) return readMarkless(file);
  const reading = readMarkless(file.slice(1));
  if (!('scalars' in reading)) return reading;
  return {
    ...reading,
    scalars: reading.scalars.map((scalar) => ({ ...scalar, start: scalar.start + 1, end: scalar.end + 1 })),
  };
}

function readMarkless(file: string): OracleReading {
  return guardDepth(() => {
    const text = file.replace(/\r(?!\n)/g, '\n');
    const templates = findTemplates(text);
    const asWritten = templates.length > 0 ? readScalars(text, undefined) : undefined;
    const unmasked = Array.isArray(asWritten) ? asWritten : [];
    const masked = maskTemplates(text, withoutCrossing(templates, unmasked));
    const scalars = readScalars(masked?.text ?? text, masked);
    if (!Array.isArray(scalars)) return scalars;
    if (scalars.some((scalar) => isCutByActions(scalar, masked))) return { rejected: 'ambiguous' };
    return { scalars: withWrittenValues(scalars, unmasked), isMasked: masked !== undefined };
  });
}

/** What begins inside the quotes of a valid scalar, or in a block scalar, and ends outside is no action: `["{{", "}}"]`. */
function withoutCrossing(
  templates: readonly Template[],
  unmasked: readonly OracleScalar[],
): readonly Template[] {
  const closed = unmasked.filter(({ style }) => style !== 'plain');
  let next = 0;
  return templates.filter(({ start, end }) => {
    while (next < closed.length && (closed[next]?.end ?? 0) <= start) next += 1;
    const scalar = closed[next];
    return !scalar || start < scalar.start || end <= scalar.end;
  });
}

function isCutByActions({ style, start, end }: OracleScalar, masked: MaskedText | undefined): boolean {
  return style === 'plain' && masked?.hasActionLine(start, end) === true;
}

function readScalars(text: string, masked: MaskedText | undefined): OracleScalar[] | Rejected {
  const parsed = parseAllDocuments(text, OPTIONS);
  const documents: readonly Document.Parsed[] = Array.isArray(parsed) ? parsed : [];
  const errors = 'empty' in parsed ? parsed.errors : documents.flatMap((document) => document.errors);
  if (errors.some(({ code }) => code === 'RESOURCE_EXHAUSTION')) return { rejected: 'too deep' };
  if (errors.length > 0 || documents.some((document) => isMistaken(document, text)))
    return { rejected: 'malformed' };
  return documents.flatMap((document, number) => new Walk(text, masked, number).read(document.contents));
}

/**
 * Where the text is valid YAML with its actions unmasked too, that tells the values of quoted and block scalars that
 * masking hides. Actions in plain scalars may mean anything to YAML.
 */
function withWrittenValues(
  scalars: readonly OracleScalar[],
  unmasked: readonly OracleScalar[],
): readonly OracleScalar[] {
  const byStart = new Map(unmasked.map((scalar) => [scalar.start, scalar]));
  return scalars.map((scalar) => {
    const same = byStart.get(scalar.start);
    if (scalar.value !== undefined || scalar.style === 'plain' || same?.style !== scalar.style) return scalar;
    return same.end === scalar.end ? { ...scalar, value: same.value } : scalar;
  });
}

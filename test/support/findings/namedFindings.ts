import { type ConfigDocument, locatedScalars } from '../../../server/src/languageService/configDocument.ts';
import type { ConfigScalar } from '../../../server/src/languageService/configDocument.ts';
import { detectFindings } from '../../../server/src/languageService/findings/detector.ts';

/** A finding in words that do not depend on how a file is written. */
export interface NamedFinding {
  readonly path: string;
  /** What is found, without escapes, doubled quotes and indentation. */
  readonly text: string;
  readonly rule: string;
  readonly confidence: string;
}

/** The findings of a file, each by the path of its scalar. */
export function namedFindings(document: ConfigDocument, fileName: string): readonly NamedFinding[] {
  const scalars = new Map<number, ConfigScalar>();
  for (const { scalar, block } of locatedScalars(document)) scalars.set(block.start + scalar.start, scalar);
  return detectFindings(document, { fileName }).map((finding) => {
    const scalar = scalars.get(finding.scalarStart);
    if (!scalar) throw new Error('a finding without its scalar');
    const written = document.text.slice(finding.start, finding.end);
    const { ruleId: rule, confidence } = finding;
    return { path: JSON.stringify(scalar.path), text: decode(written, scalar.style), rule, confidence };
  });
}

function decode(written: string, style: ConfigScalar['style']): string {
  const text = written.replace(/\r\n?/g, '\n');
  switch (style) {
    case 'double-quoted':
      return JSON.parse(`"${text.replaceAll('\n', '\\n')}"`) as string;
    case 'single-quoted':
      return text.replaceAll("''", "'");
    case 'literal':
    case 'folded':
      return text.replace(/\n[ ]+/g, '\n');
    case 'plain':
      return text;
  }
}

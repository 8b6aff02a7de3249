import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { OffsetRange } from '../../languageService/references/reference.ts';
import type { ReportRange } from './report.ts';

/** Offsets of a text as people count. */
export function reportRange(text: TextDocument, { start, end }: OffsetRange): ReportRange {
  const [from, to] = [text.positionAt(start), text.positionAt(end)];
  return {
    line: from.line + 1,
    colStart: from.character + 1,
    endLine: to.line + 1,
    colEnd: to.character + 1,
  };
}

import { visit } from 'jsonc-parser';
import type { ScalarKind } from '../../server/src/languageService/configDocument.ts';
import { guardDepth, type OracleReading, type OracleScalar } from './oracleScalar.ts';

/** Reads JSON with comments and trailing commas with `jsonc-parser`. A byte order mark, which it does not know, is a blank to it. */
export function readJsonOracle(text: string): OracleReading {
  return guardDepth(() => {
    const source = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
    const scalars: OracleScalar[] = [];
    let errors = 0;
    visit(
      source,
      {
        onError: () => {
          errors += 1;
        },
        onLiteralValue: (value: unknown, offset, length, _line, _character, path) => {
          const raw = source.slice(offset, offset + length);
          const quote = typeof value === 'string' ? 1 : 0;
          scalars.push({
            document: 0,
            path: path(),
            start: offset + quote,
            end: offset + length - quote,
            style: quote === 1 ? 'double-quoted' : 'plain',
            kind: kindOf(value),
            value: typeof value === 'string' ? value : raw,
          });
        },
      },
      { allowTrailingComma: true, allowEmptyContent: true },
    );
    return errors > 0 ? { rejected: 'malformed' } : { scalars, isMasked: false };
  });
}

function kindOf(value: unknown): ScalarKind {
  if (value === null) return 'null';
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'boolean' : 'string';
}

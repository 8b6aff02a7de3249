import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, it } from 'vitest';
import { locatedScalars } from '../../../../server/src/languageService/configDocument.ts';
import { ignoreFix } from '../../../../server/src/languageService/features/codeActions/ignoreFinding.ts';
import type { DocumentView } from '../../../../server/src/languageService/features/documentView.ts';
import { rules } from '../../../../server/src/languageService/findings/rules/index.ts';
import { createLanguageService } from '../../../../server/src/languageService/index.ts';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';
import { defaultResourceSettings } from '../../../../server/src/languageService/resourceSettings.ts';
import { InMemorySecretStore } from '../../../support/inMemorySecretStore.ts';
import { readMarks } from '../findings/marks.ts';

const service = createLanguageService({ store: new InMemorySecretStore(), documentationPage: '' });

let count = 0;

/** Each under an address of its own: readings are kept by it. */
function read(text: string, name: string): DocumentView {
  const language = name.endsWith('.json') ? 'jsonc' : 'yaml';
  return service.read(
    TextDocument.create(`file:///${(count += 1)}/${name}`, language, 1, text),
    defaultResourceSettings,
  );
}

const root = join(import.meta.dirname, '../../../fixtures/detection');
const files = globSync('**/*.{yaml,yml,json}', { cwd: root }).map((name) => ({
  name,
  text: readMarks(readFileSync(join(root, name), 'utf8')).text,
}));
const examples = rules.flatMap(({ id, examples: { positive } }) =>
  positive.map(({ text, fileName }, index) => ({
    name: `${id}-${index}/${fileName ?? 'config.yaml'}`,
    text: readMarks(text).text,
  })),
);

/** Everything but where it stands. */
function values(text: string, language: string): string {
  return JSON.stringify(
    [...locatedScalars(parseConfig(text, language))].map(({ scalar: { path, value, style } }) => [
      path,
      value,
      style,
    ]),
  );
}

describe('the comment that ignores a finding', () => {
  it('leaves all values as they are, and sets the finding aside, in files of every class', () => {
    let [all, offered] = [0, 0];
    for (const { name, text } of [...files, ...examples]) {
      for (const view of [read(text, name), read(text.replaceAll('\n', '\r\n'), name)]) {
        for (const finding of view.findings) {
          all += 1;
          const fix = ignoreFix(view, finding);
          if (!fix) continue;
          offered += 1;
          const before = view.document.getText();
          const after = before.slice(0, fix.start) + fix.newText + before.slice(fix.end);
          expect(values(after, view.document.languageId), name).toBe(
            values(before, view.document.languageId),
          );
          const left = read(after, name);
          expect(left.findings.length, name).toBeLessThan(view.findings.length);
          expect(left.unusedSuppressions, name).toEqual([]);
        }
      }
    }
    expect(all).toBeGreaterThan(150);
    expect(offered).toBe(all);
  });
});

import { DiagnosticSeverity } from 'vscode-languageserver-types';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { expect, it } from 'vitest';
import { MAX_DIAGNOSTICS } from '../../../server/src/languageService/features/diagnostics.ts';
import { createLanguageService } from '../../../server/src/languageService/index.ts';
import { defaultResourceSettings } from '../../../server/src/languageService/resourceSettings.ts';
import { InMemorySecretStore } from '../../support/inMemorySecretStore.ts';

it('a file with very many secrets has its most severe diagnostics, and no more than an editor shows', () => {
  const service = createLanguageService({
    store: new InMemorySecretStore(),
    documentationPage: 'file:///docs/diagnostics.md',
  });
  const weak = Array.from({ length: 1_500 }, (_, index) => `password${index}: postgres\n`).join('');
  const text = `${weak}clientSecret: ${'Q1w2E3r4T5'.concat('y6U7i8O9p0')}\n`;
  const document = TextDocument.create('file:///many.yaml', 'yaml', 1, text);
  const diagnostics = service.diagnostics.provideDiagnostics(service.read(document, defaultResourceSettings));
  expect(diagnostics.length).toBe(MAX_DIAGNOSTICS);
  const sure = diagnostics.filter(({ severity }) => severity === DiagnosticSeverity.Warning);
  expect(sure.map(({ range }) => range.start.line)).toEqual([1_500]);
});

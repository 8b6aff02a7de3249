import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, it } from 'vitest';
import { MAX_DIAGNOSTICS } from '../../../../server/src/languageService/features/diagnostics.ts';
import { createLanguageService } from '../../../../server/src/languageService/index.ts';
import { defaultResourceSettings } from '../../../../server/src/languageService/resourceSettings.ts';
import { cpuTime, LEEWAY } from '../../../support/cpuTime.ts';
import { isFullRun } from '../../../support/fullRun.ts';
import { InMemorySecretStore } from '../../../support/inMemorySecretStore.ts';

/** Of a megabyte; a third of it when the suite runs reduced. */
const MANY = isFullRun ? 31_000 : 10_000;

/** The `index`-th piece of a file, and what stands around them all. */
type Shape = readonly [head: string, piece: (index: number) => string, foot: string];

const base64 = (index: number): string => btoa(`n0t-Real-${index}`);

const shapes: Readonly<Record<string, Shape>> = {
  'keys.yaml': ['', (index) => `k${index}:\n  password: n0t-Real-${index}\n`, ''],
  'list.yaml': ['passwords:\n', (index) => `  - n0t-Real-${index}\n`, ''],
  'flow.yaml': ['all: [', (index) => `{password: n0t-Real-${index}}, `, ']\n'],
  'documents.yaml': ['', (index) => `password: n0t-Real-${index}\n---\n`, ''],
  'variables.yaml': ['env:\n', (index) => `  - DB_PASSWORD=n0t-Real-${index}\n`, ''],
  'marked.yaml': ['# vault-refs: ignore jwt\n', (index) => `a${index}: {password: n0t-Real-${index}}\n`, ''],
  'literal.yaml': ['conf: |\n', (index) => `  password = n0t-Real-${index}\n`, ''],
  'addresses.yaml': ["urls: '", (index) => `http://a:n0t-Real-${index}@h/ `, "'\n"],
  'connection.yaml': ["conn: 'Server=a;", (index) => `Password=n0t-Real-${index};`, "'\n"],
  'flags.yaml': ['run: x', (index) => ` --password n0t-Real-${index}`, '\n'],
  'secret.yaml': ['kind: Secret\napiVersion: v1\ndata:\n', (index) => `  k${index}: ${base64(index)}\n`, ''],
  'lines.json': ['[\n', (index) => `{"password":"n0t-Real-${index}"},\n`, '0]\n'],
  'line.json': ['[', (index) => `{"password":"n0t-Real-${index}"},`, '0]'],
  'string.json': ['{"conf":"', (index) => `password = n0t-Real-${index}\\n`, '"}'],
};

function write([head, piece, foot]: Shape, count: number): string {
  return head + Array.from({ length: count }, (_, index) => piece(index)).join('') + foot;
}

interface Answer {
  readonly found: number;
  readonly shown: number;
  readonly spent: number;
}

function answer(name: string, count: number): Answer {
  const service = createLanguageService({
    store: new InMemorySecretStore(),
    documentationPage: 'file:///d.md',
  });
  const text = write(shapes[name] as Shape, count);
  const document = TextDocument.create(`file:///${name}`, name.replace(/^.*\./, ''), 1, text);
  let [found, shown] = [0, 0];
  const spent = cpuTime(() => {
    const view = service.read(document, defaultResourceSettings);
    found = new Set(view.findings.map(({ start, end }) => text.slice(start, end))).size;
    shown = service.diagnostics.provideDiagnostics(view).length;
  });
  return { found, shown, spent };
}

// A ratio is measured again when another process got in between.
describe('a file that is full of secrets', { retry: 3 }, () => {
  it.each(Object.keys(shapes))('is answered whole and in linear time: %s', (name) => {
    answer(name, 2_000);
    const half = answer(name, MANY / 2);
    const whole = answer(name, MANY);
    expect(whole.found).toBe(MANY);
    expect(whole.shown).toBe(MAX_DIAGNOSTICS);
    expect(whole.spent).toBeLessThan(1_000 * LEEWAY);
    expect(whole.spent).toBeLessThan(half.spent * 3 + 100 * LEEWAY);
  });
});

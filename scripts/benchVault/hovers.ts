import { TextDocument } from 'vscode-languageserver-textdocument';
import { createLanguageService } from '../../server/src/languageService/index.ts';
import { defaultResourceSettings } from '../../server/src/languageService/resourceSettings.ts';
import type { VaultConnection } from '../../server/src/vault/connection.ts';
import { timesOf, type Times } from '../bench/measure.ts';
import { pathOf, REFERENCES } from './references.ts';

const signal = new AbortController().signal;

/** Milliseconds of a hover over each reference of a file, all of which were checked before. */
export async function measureHovers({ store }: VaultConnection, mount: string): Promise<Times> {
  const lines = Array.from({ length: REFERENCES }, (_, index) => {
    const { path } = pathOf(mount, index);
    return `value${String(index)}: vault://${mount}/${path}#key`;
  });
  const document = TextDocument.create('bench:/values.yaml', 'yaml', 1, `${lines.join('\n')}\n`);
  const service = createLanguageService({ store, documentationPage: '' });
  const hover = async (line: number): Promise<number> => {
    const started = performance.now();
    const view = service.read(document, defaultResourceSettings);
    const position = { line, character: (lines[line]?.length ?? 0) - 5 };
    const found = await service.hover.provideHover(view, position, signal);
    const elapsed = performance.now() - started;
    if (!JSON.stringify(found).includes('Exists.')) throw new Error('a hover did not find its secret');
    return elapsed;
  };
  // The first ones ask the server.
  for (let line = 0; line < REFERENCES; line += 1) await hover(line);
  const times: number[] = [];
  for (let line = 0; line < REFERENCES; line += 1) times.push(await hover(line));
  return timesOf(times);
}

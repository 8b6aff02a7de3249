import type { ConfigDocument } from '../configDocument.ts';
import { BlockSequence } from './blocks.ts';
import { refuseSize } from './guards.ts';
import { jsonReader } from './json/index.ts';
import type { JsonState } from './json/state.ts';
import { ParsedDocument } from './parsedDocument.ts';
import type { Cut, ReaderState, SegmentReader } from './segment.ts';
import { yamlReader } from './yaml/index.ts';
import type { YamlState } from './yaml/state.ts';

/** About 250 blocks a megabyte: short enough to be read anew at each keystroke, and few enough to go through. */
const NORMAL: Cut = { minimum: 4096 };

/**
 * Reads a config file into scalars. Never throws: a file beyond a limit has a `refusal`, and what does not parse costs
 * the entry it stands in. Only `json` and `jsonc` are JSON; every other language is YAML. With `previous`, the last
 * reading of the same file, only what changed is read, and all other blocks keep the identity of their content.
 */
export function parseConfig(text: string, languageId: string, previous?: ConfigDocument): ConfigDocument {
  return readWith(text, languageId, NORMAL, previous);
}

/** Like {@link parseConfig}, cut into blocks in another way: for the tests that show that it makes no difference. */
export function readWith(
  text: string,
  languageId: string,
  cut: Cut,
  previous?: ConfigDocument,
): ConfigDocument {
  const format = languageId === 'json' || languageId === 'jsonc' ? 'json' : 'yaml';
  const refusal = refuseSize(text);
  if (refusal) return new ParsedDocument(format, text, undefined, refusal);
  const before =
    previous instanceof ParsedDocument && previous.format === format ? previous.sequence : undefined;
  const sequence =
    format === 'json'
      ? readBlocks(jsonReader, text, cut, before as BlockSequence<JsonState> | undefined)
      : readBlocks(yamlReader, text, cut, before as BlockSequence<YamlState> | undefined);
  return new ParsedDocument(format, text, sequence);
}

function readBlocks<State extends ReaderState>(
  reader: SegmentReader<State>,
  text: string,
  cut: Cut,
  before: BlockSequence<State> | undefined,
): BlockSequence<State> {
  return before ? before.reread(text, cut) : BlockSequence.read(reader, text, cut);
}

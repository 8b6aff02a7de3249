import type { BlockContent, ConfigBlock, ConfigDocument, Refusal } from '../configDocument.ts';
import { FileBudget, refuseSize } from './guards.ts';
import { parseJson } from './json.ts';
import { isRefusal } from './reading.ts';
import { ParsedDocument } from './parsedDocument.ts';
import { splitDocuments } from './splitDocuments.ts';
import { parseYaml } from './yaml.ts';

type Format = ConfigDocument['format'];

/**
 * Reads a config file into scalars. Never throws: a file beyond a limit has a `refusal` and no blocks, a file that
 * does not parse has the scalars that could be read. Only `json` and `jsonc` are JSON; every other language is YAML.
 * Blocks whose text also occurs in `previous`, the last reading of the same file, keep the identity of their content.
 */
export function parseConfig(text: string, languageId: string, previous?: ConfigDocument): ConfigDocument {
  const format: Format = languageId === 'json' || languageId === 'jsonc' ? 'json' : 'yaml';
  const known = new Map<string, BlockContent>();
  if (previous?.format === format) {
    for (const { content } of previous.blocks) known.set(content.text, content);
  }
  const blocks = refuseSize(text) ?? readBlocks(text, format, known);
  return isRefusal(blocks)
    ? new ParsedDocument(format, text, [], blocks)
    : new ParsedDocument(format, text, blocks);
}

function readBlocks(text: string, format: Format, known: Map<string, BlockContent>): ConfigBlock[] | Refusal {
  const pieces = format === 'json' ? [{ start: 0, end: text.length, document: 0 }] : splitDocuments(text);
  const blocks: ConfigBlock[] = [];
  const budget = new FileBudget();
  for (const { start, end, document } of pieces) {
    const piece = text.slice(start, end);
    const content = known.get(piece) ?? readContent(detach(piece), format, budget);
    if (isRefusal(content)) return content;
    known.set(content.text, content);
    blocks.push({ start, document, content });
  }
  return blocks;
}

function readContent(text: string, format: Format, budget: FileBudget): BlockContent | Refusal {
  const reading = format === 'json' ? parseJson(text) : parseYaml(text, budget);
  return isRefusal(reading) ? reading : { text, scalars: reading.scalars, comments: reading.comments };
}

/**
 * A copy that shares no memory with the file it was cut from. V8's slices keep their parent alive, so a block that
 * outlives many edits would hold on to the text of the file as it was when the block was read.
 */
function detach(piece: string): string {
  return ` ${piece}`.slice(1);
}

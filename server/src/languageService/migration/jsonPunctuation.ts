import { createScanner } from 'jsonc-parser';

/** A character that gives JSON its structure, or any other token. */
export type JsonToken = '{' | '}' | '[' | ']' | ',' | ':' | 'other';

/** The tokens of a JSON text with comments, without blanks and comments, as `jsonc-parser` cuts them. Linear time. */
export function* jsonTokens(text: string): Iterable<JsonToken> {
  const scanner = createScanner(text, true);
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    const character = scanner.getTokenLength() === 1 ? text.charAt(scanner.getTokenOffset()) : '';
    switch (character) {
      case '{':
      case '}':
      case '[':
      case ']':
      case ',':
      case ':':
        yield character;
        break;
      default:
        yield 'other';
    }
  }
}

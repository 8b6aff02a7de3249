import { MadeUp } from './madeUp.ts';
import { madeUpArmour } from './madeUpArmour.ts';
import { madeUpTokens } from './madeUpTokens.ts';

/** What may stand between `«` and `»`; `argument` is what follows the first colon. */
const kinds: Readonly<Record<string, (argument: string, from: MadeUp, indent: string) => string>> = {
  token: (argument, from) => {
    const make = madeUpTokens[argument];
    if (!make) throw new Error(`no such token: ${argument}`);
    return make(from);
  },
  random: (argument, from) => from.word(Number(argument)),
  hex: (argument, from) => from.hex(Number(argument)),
  base64: (argument, from) => from.base64(Number(argument)),
  uuid: (_, from) => from.uuid(),
  /** Base64 of the argument itself, so that a person can read what is in it. */
  b64: (argument) => Buffer.from(argument).toString('base64'),
  pem: (argument, from, indent) => madeUpArmour(argument, from).replaceAll('\n', `\n${indent}`),
  'pem-escaped': (argument, from) => `${madeUpArmour(argument, from)}\n`.replaceAll('\n', '\\n'),
  'pem-b64': (argument, from) => Buffer.from(`${madeUpArmour(argument, from)}\n`).toString('base64'),
};

/**
 * The text that a substitution such as `token:github`, `hex:32` or `pem:rsa` stands for. Its `seed` decides it alone.
 * The further lines of an armour have `indent` before them. Throws for an unknown one.
 */
export function substitute(written: string, seed: string, indent: string): string {
  const [kind = '', ...rest] = written.split(':');
  const make = kinds[kind];
  if (!make) throw new Error(`no such substitution: ${kind}`);
  return make(rest.join(':'), new MadeUp(seed), indent);
}

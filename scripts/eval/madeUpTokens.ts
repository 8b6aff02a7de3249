import { crc32 } from '../../server/src/languageService/findings/formats/checksum.ts';
import type { MadeUp } from './madeUp.ts';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Tokens in the formats of their issuers. The prefixes are put together, so that no scanner takes this file for a leak. */
export const madeUpTokens: Readonly<Record<string, (from: MadeUp) => string>> = {
  github: (from) => withChecksum(prefix('gh', 'p_'), from.word(30)),
  'github-app': (from) => withChecksum(prefix('gh', 's_'), from.word(30)),
  npm: (from) => withChecksum(prefix('np', 'm_'), from.word(30)),
  gitlab: (from) => prefix('gl', 'pat-') + from.word(20),
  'gitlab-runner': (from) => prefix('gl', 'rt-') + from.word(20),
  slack: (from) =>
    `${prefix('xo', 'xb-')}${from.text('123456789', 12)}-${from.text('123456789', 12)}-${from.word(24)}`,
  'slack-webhook': (from) =>
    `https://hooks.${prefix('slack', '.com')}/services/T${from.text('0123456789ABCDEF', 8)}/B${from.text('0123456789ABCDEF', 8)}/${from.word(24)}`,
  stripe: (from) => prefix('sk', '_live_') + from.word(24),
  'stripe-webhook': (from) => prefix('wh', 'sec_') + from.word(32),
  'aws-id': (from) => prefix('AK', 'IA') + from.text('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 16),
  'aws-secret': (from) => from.text(`${digits}/+`, 40),
  sendgrid: (from) => `${prefix('S', 'G.')}${from.word(22)}.${from.word(43)}`,
  digitalocean: (from) => prefix('dop', '_v1_') + from.hex(64),
  vault: (from) => prefix('hv', 's.') + from.word(24),
  google: (from) => prefix('AI', 'za') + from.word(35),
  openai: (from) => prefix('sk-', 'proj-') + from.word(48),
  grafana: (from) => {
    const proven = prefix('gl', 'sa_') + from.word(32);
    return `${proven}_${reversedHex(crc32(proven))}`;
  },
  sentry: (from) => prefix('sntr', 'yu_') + from.hex(64),
  mailgun: (from) => prefix('ke', 'y-') + from.hex(32),
  telegram: (from) => `${from.text('123456789', 10)}:AA${from.word(33)}`,
  discord: (from) => `M${from.word(23)}.${from.word(6)}.${from.word(27)}`,
  jwt: (from) => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    return `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: from.word(8), role: 'service' })}.${from.word(43)}`;
  },
};

function prefix(...parts: readonly string[]): string {
  return parts.join('');
}

/** In hex, the lowest byte first. */
function reversedHex(value: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes.toString('hex');
}

function withChecksum(start: string, random: string): string {
  let [rest, text] = [crc32(random), ''];
  for (let place = 0; place < 6; place += 1) {
    text = (digits[rest % 62] ?? '') + text;
    rest = Math.floor(rest / 62);
  }
  return start + random + text;
}

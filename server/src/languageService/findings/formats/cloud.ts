import { common, type FormatRow, identifier } from './tokenFormat.ts';

const base64Of = (length: number) => ({ head: { alphabet: 'base64', min: length, max: length } }) as const;
const plainOf = (length: number) =>
  ({ head: { alphabet: 'alphanumeric', min: length, max: length } }) as const;

/** A signature of a link, which states when it ends; many in examples ended before this was written. */
const sharedAccess = {
  isLabel: true,
  isCommon: true,
  shape: /(?:%3[Dd]|=)$/,
  over: /[?&]se=20(?:1\d|2[0-4])-/,
} as const;

/** Put together, so that other scanners pass over this file. */
const bedrock = ['bedrock-api-', 'key-YmVk', 'cm9jay5h', 'bWF6b25h', 'd3MuY29t'].join('');

/** Clouds, hosting, and networks between them. */
export const cloudRows: readonly FormatRow[] = [
  ['Akamai', 'akab-', 'url', 33, 33, { shape: /^[a-z0-9]{16}-[a-z0-9]{16}$/ }],
  ['Alibaba Cloud', 'LTAI', 'alphanumeric', 16, 20, identifier],
  ['AWS', 'AKIA ASIA ABIA ACCA', 'upper', 16, 16, identifier],
  ['AWS Bedrock', 'ABSKQmVkcm9ja0FQSUtleS', 'base64', 80, 300],
  ['AWS Bedrock', bedrock, 'percent', 20, 2_000],
  ['Azure', 'Q~', 'tilde', 31, 34, { head: { alphabet: 'tilde', min: 4, max: 4 } }],
  // Keys that Microsoft signs in their middle: storage, batch and Cosmos DB; buses, hubs and relays; registry; search.
  ['Azure', '+ASt +ABa ACDb', 'base64', 8, 8, { ...base64Of(76), shape: /^[\w+/]{5}[AQgw]==$/ }],
  ['Azure', '+ASb +AEh +ARm AIoT', 'base64', 7, 7, { ...base64Of(33), shape: /^[A-P][\w+/]{5}=$/ }],
  ['Azure', '+ACR', 'base64', 6, 6, base64Of(42)],
  ['Azure', 'AzSe', 'alphanumeric', 6, 6, plainOf(42)],
  ['Azure', 'AzCa', 'base64', 7, 7, { ...plainOf(33), shape: /^[A-P]\w{5}=$/ }],
  ['Azure', 'sig=', 'percent', 43, 70, sharedAccess],
  ['Baidu Cloud', 'bce-v3/ALTAK-', 'path', 60, 64],
  ['Cloudflare', 'v1.0-', 'uuid', 171, 171, { shape: /^[0-9a-f]{24}-[0-9a-f]{146}$/ }],
  ['Cloudflare', 'cfk_ cfut_ cfat_', 'alphanumeric', 48, 48, { shape: /[0-9a-f]{8}$/ }],
  ['Defined Networking', 'dnkey-', 'padded', 79, 79, { shape: /^[\w=-]{26}-[\w=-]{52}$/ }],
  ['Deno Deploy', 'ddp_ ddo_', 'alphanumeric', 36, 36],
  ['DigitalOcean', 'dop_v1_ doo_v1_ dor_v1_', 'hex', 64, 64],
  ['Exoscale', 'EXO', 'hex', 24, 24, { ...identifier, ...common }],
  ['Fly.io', 'fo1_', 'url', 43, 43],
  ['Fly.io', 'fm1r_ fm1a_ fm2_', 'base64', 100, 1_000],
  ['Google', 'AIza', 'url', 35, 35],
  ['Google', 'GOCSPX-', 'url', 28, 28],
  ['Google', 'ya29.', 'url', 40, 500],
  ['Google', '1//0', 'url', 40, 100],
  ['Google', 'AAAA', 'path', 148, 148, { shape: /^[\w-]{7}:[\w-]{140}$/ }],
  ['Heroku', 'HRKU-', 'url', 36, 80],
  ['Neon', 'napi_', 'lower', 64, 64],
  ['NetBird', 'nbp_', 'alphanumeric', 36, 36],
  ['Netlify', 'nfp_ nfc_ nfo_ nfu_ nfb_', 'alphanumeric', 36, 40],
  ['OpenShift', 'sha256~', 'url', 43, 43],
  ['Render', 'rnd_', 'alphanumeric', 28, 32],
  ['Scaleway', 'SCW', 'upper', 17, 17, { ...identifier, ...common }],
  ['Scalingo', 'tk-us-', 'url', 48, 48],
  ['Supabase', 'sbp_', 'hex', 40, 40],
  ['Supabase', 'sb_secret_', 'url', 30, 36],
  ['Tailscale', 'tskey-auth- tskey-api- tskey-client- tskey-scim- tskey-webhook-', 'url', 20, 100],
  ['Tencent Cloud', 'AKID', 'alphanumeric', 32, 32, identifier],
  ['UpCloud', 'ucat_', 'alphanumeric', 26, 26],
  ['Vercel', 'vercel_blob_rw_', 'word', 40, 60],
  ['Yandex Cloud', 'AQVN', 'url', 35, 38],
  ['Yandex Cloud', 'YC', 'url', 38, 38, common],
  ['Yandex Cloud', 't1.', 'dotted', 80, 300, { shape: /^[\w=-]{1,120}\.[\w=-]{76,180}$/ }],
  ['Yandex', 'y0_ y1_ y2_ y3_', 'url', 39, 70],
];

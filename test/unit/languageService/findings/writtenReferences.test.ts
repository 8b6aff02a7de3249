import { describe, expect, test } from 'vitest';
import type { ReferencePlace } from '../../../../server/src/languageService/references/formats/place.ts';
import {
  referenceFormats,
  type ReferenceFormat,
} from '../../../../server/src/languageService/references/formats/referenceFormat.ts';
import { writeReference } from '../../../../server/src/languageService/references/formats/writeReference.ts';
import { detect } from './marks.ts';

/** Names that would be a secret's if they were its value. */
const targets = [
  { mount: 'secret', path: 'app/db', key: 'password' },
  { mount: 'team/kv', path: 'prod/Xq7Lm2Vt9Rz4', key: ['Tr0ub4dor', '9Qz7'].join('-') },
];

/** What may be written, without what the dialect has not. */
function* written(format: ReferenceFormat, place: Partial<ReferencePlace>): Iterable<string> {
  for (const target of targets) {
    for (const kvVersion of [1, 2] as const) {
      for (const isOpenBao of [false, true]) {
        const whole = { kvVersion, isOpenBao, isInline: false, isBase64: false };
        const text = writeReference(format, target, { ...whole, ...place });
        if (text !== undefined) yield text;
      }
    }
  }
}

/** Places in which plaintext is found. */
const places: readonly ((reference: string) => string)[] = [
  (reference) => `password: '${reference}'\n`,
  (reference) => `db:\n  client_secret: "${reference}"\n`,
  (reference) => `env:\n  - name: DB_PASSWORD\n    value: '${reference}'\n`,
  (reference) => `environment:\n  - 'DB_PASSWORD=${reference}'\n`,
  (reference) => `kind: Secret\napiVersion: v1\nstringData:\n  anything: '${reference}'\n`,
  (reference) =>
    `kind: ConfigMap\napiVersion: v1\ndata:\n  app.yaml: |\n    db:\n      password: '${reference}'\n`,
  (reference) =>
    `kind: Secret\napiVersion: v1\nstringData:\n  app.properties: |\n    db.password=${reference}\n`,
  (reference) => `command: ["mysql", '--password=${reference}']\n`,
];

/** Places in which a part of a value is one. */
const parts: readonly ((reference: string) => string)[] = [
  (reference) => `url: 'postgres://app:${reference}@db:5432/app'\n`,
  (reference) => `dsn: 'Server=db;User Id=app;Password=${reference};'\n`,
  (reference) => `headers:\n  Authorization: 'Bearer ${reference}'\n`,
  (reference) => `password: 'x${reference}'\n`,
  (reference) => `kind: Secret\napiVersion: v1\nstringData:\n  url: 'redis://:${reference}@cache'\n`,
];

describe.each(referenceFormats)('a reference in the form %s is no plaintext', (format) => {
  test('as a whole value', () => {
    for (const place of places) {
      for (const reference of written(format, {})) {
        expect(detect(place(reference)), place(reference)).toEqual([]);
      }
    }
  });

  test('as a part of a value', () => {
    for (const place of parts) {
      for (const reference of written(format, { isInline: true })) {
        expect(detect(place(reference)), place(reference)).toEqual([]);
      }
    }
  });

  test('in base64', () => {
    for (const isInline of [false, true]) {
      for (const reference of written(format, { isInline, isBase64: true })) {
        const text = `kind: Secret\napiVersion: v1\ndata:\n  password: ${reference}\n`;
        expect(detect(text), text).toEqual([]);
      }
    }
  });

  test('in base64 of a longer text', () => {
    for (const reference of written(format, { isInline: true })) {
      for (const part of [
        `postgres://app:${reference}@db`,
        `{"password":"${reference}"}`,
        `x ${reference}`,
      ]) {
        const text = `kind: Secret\napiVersion: v1\ndata:\n  password: ${btoa(part)}\n`;
        expect(detect(text), part).toEqual([]);
      }
    }
  });
});

test('the same places have findings with a value in them', () => {
  const value = ['Xq7Lm2', 'Vt9Rz4', 'Kw8Pn3'].join('');
  for (const place of [...places, ...parts]) expect(detect(place(value)), place(value)).not.toEqual([]);
});

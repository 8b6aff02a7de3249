import { describe, expect, it } from 'vitest';
import { detect, detectMarked } from './marks.ts';

const uuid = '123e4567-e89b-42d3-a456-426614174000';

/** Mistakes of other tools on the same task, each with what ought to come out. */
describe('mistakes that other tools make', () => {
  it.each([
    ['an empty value', 'password:\nuser: app\n'],
    ['an empty quoted value', 'password: ""\nsecret: \'\'\n'],
    ['every document of a file', 'password: ⟦n0t-Real-9z⟧\n---\npassword: ⟦n0t-Real-8y⟧\n'],
    ['a quoted value without its quotes', 'password: "⟦n0t-Real-9z⟧"\n'],
    ['a block scalar without its header', 'password: |\n  ⟦n0t-Real-9z⟧\n'],
    [
      'two equal values, each at its own place',
      'a:\n  password: ⟦n0t-Real-9z⟧\nb:\n  password: ⟦n0t-Real-9z⟧\n',
    ],
    ['a value that ends in digits, whole', 'password: "⟦hunter22⟧"\n'],
    ['a value that equals its key, and not the key', 'password: ⟦password⟧\n'],
    ['a value without the comment behind it', 'password: ⟦n0t-Real-9z⟧ # of the database\n'],
    ['the default of an interpolation', 'password: ${PW:⟦realsecret9⟧}\n'],
    ['`kind` after `data`', 'apiVersion: v1\ndata:\n  password: ⟦bjB0LVJlYWwtOXo=⟧\nkind: Secret\n'],
    ['`stringData`', 'apiVersion: v1\nkind: Secret\nstringData:\n  password: ⟦n0t-Real-9z⟧\n'],
    ['a number', 'password: ⟦12345678⟧\n'],
    ['numeric keys', 'passwords:\n  1: x\nusers:\n  1001:\n    password: ⟦n0t-Real-9z⟧\n'],
    ['a default that is a connection string', 'db: "${DB:-Server=s;User=a;Password=⟦n0t-Real-9z⟧}"\n'],
    ['secretBytes', 'secretBytes: ⟦Q1w2E3r4T5y6U7i8O9p0⟧\n'],
    ['a value that repeats its key', 'LOGIN_SECRET: ⟦loginsecret⟧\n'],
    ['a folded block scalar without its header', 'password: >-\n  ⟦n0t-Real-9z⟧\n'],
    ['a key that is quoted and a value in single quotes', "'password' : '⟦n0t-Real-9z⟧'\n"],
    ['users of JAAS', 'jaas: PlainLoginModule required user_bob="⟦n0t-Real-9z⟧" ;\n'],
    ['two equal values in one scalar', 'run: a --password ⟦n0t-Real-9z⟧ && b --password ⟦n0t-Real-9z⟧\n'],
    ['a user name that equals its password', 'user: n0t-Real-9z\npassword: ⟦n0t-Real-9z⟧\n'],
    ['an empty value before a comment', 'password: # none yet\ntoken: ~\n'],
    ['the name of a Secret', 'existingSecret: my-release\nauth:\n  secretName: app-credentials\n'],
    ['a switch whose name holds the word', 'enablePasswordDB: yes-please\n'],
    [
      'an image in base64',
      'logo: data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4\n',
    ],
    ['a UUID', `id: ${uuid}\nkey: ${uuid}\n`],
    ['a template of a workflow', 'password: ${{ secrets.DB_PASSWORD }}\n'],
  ])('%s', (_what, marked) => {
    expect(detectMarked(marked)).toBe(marked);
  });

  it.each([
    ['comments and trailing commas in JSON', '{\n  // of the database\n  "password": "⟦n0t-Real-9z⟧",\n}\n'],
    ['a Secret in JSON', '{"apiVersion":"v1","kind":"Secret","data":{"password":"⟦bjB0LVJlYWwtOXo=⟧"}}'],
    [
      '`stringData` of a Secret in JSON',
      '{"stringData":{"any":"⟦n0t-Real-9z⟧"},"kind":"Secret","apiVersion":"v1"}',
    ],
    ['a value that equals its key in JSON', '{"password": "⟦password⟧"}'],
    ['two equal values in JSON', '{"a":{"password":"⟦n0t-Real-9z⟧"},"b":{"password":"⟦n0t-Real-9z⟧"}}'],
    ['a key with an empty value', '{"password": "", "secret": null, "token": }'],
    ['escapes before the secret', '{"conf": "a=\\"x\\"\\npassword=⟦n0t-Real-9z⟧\\nb=1"}'],
  ])('%s', (_what, marked) => {
    expect(detectMarked(marked, 'a.json')).toBe(marked);
  });

  it('gives a value after a byte order mark and astral characters its exact place', () => {
    const marked = '\uFEFFname: "🔑🔑"\npassword: "⟦🔑n0t-Real-9z⟧"\r\n';
    expect(detectMarked(marked)).toBe(marked);
  });

  it('reads what it can of a file that does not parse', () => {
    expect(detect('a: [\npassword: n0t-Real-9z\n').length).toBeLessThanOrEqual(1);
    expect(() => detect('{"password": "n0t-Real-9z', 'a.json')).not.toThrow();
  });
});

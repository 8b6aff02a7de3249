import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../../../server/src/languageService/parse/index.ts';
import { extractReferences } from '../../../../../server/src/languageService/references/extract.ts';

function secret(id: string, provider = 'vault'): string {
  return `type: Secret\napi_version: secrets/v1\nmetadata:\n  name: x\nspec:\n  id: '${id}'\n  provider: ${provider}\n`;
}

const declared = (type: string, name: string): string =>
  `---\ntype: ${type}\napi_version: secrets/v1\nmetadata:\n  name: ${name}\nspec: {}\n`;

function read(text: string, languageId = 'yaml', mounts = ['secret', 'team/kv']): readonly string[] {
  const document = parseConfig(text, languageId);
  return extractReferences(document, mounts).map(({ block, extracted }) => {
    const slice = ({ start, end }: { start: number; end: number }): string =>
      document.text.slice(block.start + start, block.start + end);
    if (extracted.kind === 'unknown-mount') return `unknown ${extracted.written}`;
    if (extracted.kind === 'malformed') return `malformed ${slice(extracted.problem)}`;
    const { mountRange, pathRange, keyRange, dialect } = extracted;
    return [dialect, ...[mountRange, pathRange, keyRange ?? extracted].map(slice)].join(' | ');
  });
}

describe('spec.id of a Sensu secret', () => {
  test.each([
    ['secret/database#password', 'sensu | secret | database | password'],
    ['secret#app/db#password', 'sensu | secret | app/db | password'],
    ['secrets/sensu#ansible#token', 'sensu | secrets/sensu | ansible | token'],
    ['team/kv/app#user', 'sensu | team/kv | app | user'],
    ['nobody/knows/this#mount', 'sensu | nobody | knows/this | mount'],
    ['secert/app#user', 'sensu | secert | app | user'],
  ])('%s', (id, expected) => {
    expect(read(secret(id))).toEqual([expected]);
  });

  test.each([
    ['secret//db#password', 'malformed /'],
    ['nobody/../sys#password', 'malformed ..'],
    ['secret/db#', 'malformed #'],
    ['secret/db##key', 'malformed #'],
    ['secret#app#db#key', 'malformed #'],
    ['secret#key', 'malformed secret#key'],
    ['#app#key', 'malformed #app#key'],
  ])('is malformed: %s', (id, expected) => {
    expect(read(secret(id))).toEqual([expected]);
  });

  test('without a field is malformed only under a provider that is known to be Vault', () => {
    expect(read(secret('secret/database'))).toEqual([]);
    expect(read(secret('secret/database') + declared('VaultProvider', 'vault'))).toEqual([
      'malformed secret/database',
    ]);
  });

  test.each([
    ['env is not Vault', secret('secret/app#key', 'env')],
    ['there is no provider', 'type: Secret\napi_version: secrets/v1\nspec:\n  id: secret/app#key\n'],
    ['it is a template', secret('secret/{{ .x }}#key')],
    [
      'the provider is another product',
      secret('secret/app#key', 'conjur') + declared('CyberArkProvider', 'conjur'),
    ],
  ])('is none when %s, not even in the own form', (_reason, text) => {
    expect(read(text)).toEqual([]);
  });

  test.each([
    [
      'another kind',
      'type: Handler\napi_version: secrets/v1\nspec:\n  id: nobody/app#key\n  provider: vault\n',
    ],
    ['another API', 'type: Secret\napi_version: core/v2\nspec:\n  id: nobody/app#key\n  provider: vault\n'],
    ['a flat key', 'type: Secret\napi_version: secrets/v1\nspec.id: nobody/app#key\nspec.provider: vault\n'],
    [
      'two documents',
      `type: Secret\napi_version: secrets/v1\n---\nspec:\n  id: nobody/app#key\n  provider: vault\n`,
    ],
  ])('is not seen in %s', (_reason, text) => {
    expect(read(text)).toEqual([]);
  });

  test('keeps the own form where the resource is none of Sensu', () => {
    expect(read('type: Handler\nspec:\n  id: secret/app#key\n  provider: env\n')).toEqual([
      'own | secret | app | key',
    ]);
  });

  test('in several documents, whatever the order of the keys', () => {
    const text = [
      'spec:\n  provider: vault\n  id: nobody/a#k\napi_version: secrets/v1\ntype: Secret\n',
      secret('ANSIBLE_TOKEN', 'env'),
      secret('secret/b#k'),
    ].join('---\n');
    expect(read(text)).toEqual(['sensu | nobody | a | k', 'sensu | secret | b | k']);
  });

  test.each([
    ['an object', (resource: object) => resource],
    ['an array', (resource: object) => [{}, resource]],
    ['items', (resource: object) => ({ items: [resource] })],
  ])('in JSON: %s', (_name, wrap) => {
    const resource = {
      type: 'Secret',
      api_version: 'secrets/v1',
      spec: { id: 'secrets/sensu#ansible#token', provider: 'vault' },
    };
    expect(read(JSON.stringify(wrap(resource)), 'json')).toEqual(['sensu | secrets/sensu | ansible | token']);
  });

  test('is in file order with other references', () => {
    const text = secret('secret/a#k').replace(
      'name: x',
      'name: x\n  annotations: {b: secret/b#k, c: vault://secret/c#k}',
    );
    expect(read(`${text}last: secret/d#k\n`).map((line) => line.split(' | ')[2])).toEqual([
      'b',
      'c',
      'a',
      'd',
    ]);
  });

  test('a data segment is told in both forms', () => {
    for (const id of ['secret/data/app#k', 'secret#data/app#k']) {
      const [placed] = extractReferences(parseConfig(secret(id), 'yaml'), ['secret']);
      expect(placed?.extracted).toHaveProperty('dataRange');
    }
  });
});

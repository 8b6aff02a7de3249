import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findingAddress, referenceAddress } from '../../../client/src/commandArguments.ts';

const uri = 'file:///project/app.yaml';
const isOpen = (candidate: string): boolean => candidate === uri;
const finding = { uri, version: 3, findingId: 'f1' };
const reference = { uri, mount: 'secret', path: 'app/db', key: 'password' };

describe('findingAddress', () => {
  it('takes exactly the shape that the server gives out', () => {
    expect(findingAddress([finding], isOpen)).toEqual(finding);
  });

  it.each([
    [[]],
    [[undefined]],
    [[finding, true]],
    [[[finding]]],
    [['file:///project/app.yaml']],
    [[{ ...finding, confirmed: true }]],
    [[{ ...finding, version: '3' }]],
    [[{ ...finding, version: Number.NaN }]],
    [[{ ...finding, version: 1.5 }]],
    [[{ ...finding, findingId: '' }]],
    [[{ ...finding, findingId: 'x'.repeat(5000) }]],
    [[{ ...finding, uri: 'file:///project/other.yaml' }]],
    [[{ uri, version: 3 }]],
  ])('refuses %j', (args) => {
    expect(findingAddress(args, isOpen)).toBeUndefined();
  });

  it('never throws and never answers for a document that is not open', () => {
    fc.assert(
      fc.property(fc.array(fc.anything({ withNullPrototype: true })), (args) => {
        expect(findingAddress(args, () => false)).toBeUndefined();
        expect(referenceAddress(args, () => false)).toBeUndefined();
      }),
    );
  });
});

describe('referenceAddress', () => {
  it('takes exactly the shape that the server gives out', () => {
    expect(referenceAddress([reference], isOpen)).toEqual(reference);
  });

  it.each([
    { ...reference, value: 'x' },
    { ...reference, mount: '' },
    { ...reference, path: 'a\nb' },
    { ...reference, key: 'pass\u200bword' },
    { ...reference, key: '\ud800' },
    { ...reference, uri: 'file:///etc/passwd' },
  ])('refuses %j', (argument) => {
    expect(referenceAddress([argument], isOpen)).toBeUndefined();
  });
});

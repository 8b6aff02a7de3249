import { describe, expect, it } from 'vitest';
import { keyPathText } from '../../../server/src/scan/keyPathText.ts';

describe('keyPathText', () => {
  it.each([
    [[], ''],
    [['spec', 'env', 2, 'value'], 'spec.env[2].value'],
    [[0, 'a-b'], '[0].a-b'],
    [['a', 'b.c/d', 'e'], 'a["b.c/d"].e'],
    [['line\nbreak'], '["line\\nbreak"]'],
  ])('writes %j as %s', (path, text) => {
    expect(keyPathText(path)).toBe(text);
  });

  it('hides a key that may be a secret', () => {
    const token = ['q7Zp', 'X2vK9', 'mW4tB8', 'nR1c'].join('');
    expect(keyPathText(['tokens', token, 'user'])).toBe('tokens.*.user');
    expect(keyPathText(['a', `user: ${token}`, `${token} ${token}`])).toBe('a.*.*');
    expect(keyPathText(['a', 'b'.repeat(65)])).toBe('a.*');
    // Its letters and digits are no more mixed than those of a name.
    const behindWord = ['canaryToken', '5434bace02cae950', 'fab4b401b40e'].join('');
    expect(keyPathText([behindWord])).toBe('*');
    // Nor does it repeat less than one.
    expect(keyPathText([['v7v7s6P6', 's8G4N4g7v7t6', 's7S7T6w2'].join(''), 'user'])).toBe('*.user');
    expect(keyPathText(['x509', 'oauth2ClientV3', 'ec2_instances'])).toBe(
      'x509.oauth2ClientV3.ec2_instances',
    );
  });

  it('ends a path that has no end', () => {
    const path = new Array<string>(10_000).fill('key');
    expect(keyPathText(path).length).toBeLessThan(600);
  });
});

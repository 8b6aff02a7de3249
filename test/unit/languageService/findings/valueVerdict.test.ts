import { describe, expect, it } from 'vitest';
import { judgeValue } from '../../../../server/src/languageService/findings/valueVerdict.ts';

describe('judgeValue', () => {
  it.each([
    'secret/app/db#password',
    'vault://secret/app/db#password',
    'vault:secret/data/app#password',
    '>>vault:secret/data/app#password',
    '${vault:secret/data/app#password}',
    '<path:secret/data/app#password | base64encode>',
    'ref+vault://secret/app#/password',
    'secretref+vault://secret/app#/password',
    '((app/db.password))',
    '(( vault "secret/app:password" ))',
    "{{ lookup('community.hashi_vault.hashi_vault', 'secret=secret/app:password') }}",
    '${{ secrets.PASSWORD }}',
    'op://vault/item/password',
    'ENC[AES256_GCM,data:Q1w2,iv:x,tag:y,type:str]',
    'ENC(Q1w2E3r4T5y6U7i8O9p0)',
    '{cipher}Q1w2E3r4T5y6U7i8O9p0',
    '%DB_PASSWORD%',
    '%(password)s',
    '@db.password@',
    '#{DbPassword}#',
    '__DB_PASSWORD__',
    "[parameters('adminPassword')]",
    '@Microsoft.KeyVault(SecretUri=https://x.vault.azure.net/secrets/y)',
    'arn:aws:secretsmanager:eu-central-1:1:secret:x',
    '$DB_PASSWORD',
    '$(DB_PASSWORD)',
    '{password}',
    '#/components/schemas/Password',
    'process.env.PASSWORD',
    '$$DB_PASSWORD',
    '$__env{DB_PASSWORD}',
    '@@FILE:/u01/pw.properties@@',
    '`cat pw`',
    '\\"$DB_PASSWORD\\"',
    "[concat('a', variables('b'))]",
    'id=token,src=token.txt',
    '$1',
  ])('%s comes from elsewhere', (value) => {
    expect(judgeValue(value)).toBe('reference');
  });

  it.each([
    'changeme',
    'CHANGE_ME',
    'xxxxxxxx',
    '********',
    '<your password>',
    'YOUR_API_KEY',
    'replace-me',
    '...',
    'TODO',
    'DB_PASSWORD',
    'fakeLoginPassword',
    'something_at_least_32_characters',
    '11111111-2222-3333-4444-555555555555',
    'default_token',
    '填写您的密码',
    'Password',
    '$2b$12$madeUpSaltAndHashForTheseTests',
  ])('%s is a stand-in', (value) => {
    expect(judgeValue(value)).toBe('placeholder');
  });

  it.each([
    '/etc/app/pw',
    './pw.txt',
    'https://sso.local/token',
    'k9q2w7d4e5f6m7h8v9j3z4b5c6d7t8f9.eu-west-1.elb.acme.com',
    'org.acme.configuration.production.VerySpecificSettings2',
    '10.0.0.1:6379',
    'v1.2.3',
    '15m',
    '2026-01-02',
    'write',
    'getPassword()',
    'com.shop2.Password',
    'The password of the user',
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA',
    'sha256:abcdef',
    '(?i).*secret=[a-z]+',
    '{"hashIterations": 27500}',
    'vaul',
    'chang',
  ])('%s is something else', (value) => {
    expect(judgeValue(value)).toBe('benign');
  });

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['postgres', 'weak'],
    ['admin123', 'weak'],
    ['123456', 'weak'],
    ['changeit', 'weak'],
    ['p4ssw0rd', 'weak'],
    ['git_password', 'weak'],
    ['111', 'weak'],
    ['@n0tReal9z', 'random'],
    ['x', 'empty'],
    ['made-up-words-here-now', 'plain'],
    ['Q1w2E3r4T5y6U7i8O9p0', 'random'],
    ['mk.Q1w2E3r4T5y6U7i8O9p0AsDfGhJkLzXc.Vb1Nm2', 'random'],
    ['0a1b2c3d4e5f60718293a4b5c6d7e8f9', 'identifier'],
    ['123e4567-e89b-42d3-a456-426614174000', 'identifier'],
    ['a'.repeat(5_000), 'benign'],
  ])('%s is %s', (value, verdict) => {
    expect(judgeValue(value)).toBe(verdict);
  });
});

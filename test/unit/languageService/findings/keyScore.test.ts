import { describe, expect, it } from 'vitest';
import { scoreKey, scorePath, stronger } from '../../../../server/src/languageService/findings/keyScore.ts';
import { keyWords } from '../../../../server/src/languageService/findings/keyWords.ts';

describe('keyWords', () => {
  it.each([
    ['clientSecret', ['client', 'secret']],
    ['SPRING_DATASOURCE_PASSWORD', ['spring', 'datasource', 'password']],
    ['spring.data-source.dbpassword2', ['spring', 'data', 'source', 'db', 'password']],
    ['AWSSecretKey', ['aws', 'secret', 'key']],
    ['apikey', ['api', 'key']],
    ['userPasswords', ['user', 'passwords']],
    ['', []],
    ['password'.repeat(100), []],
  ])('of %s', (key, words) => {
    expect(keyWords(key)).toEqual(words);
  });
});

describe('scoreKey', () => {
  it.each([
    'password',
    'DB_PASSWORD',
    'loginPwd',
    'passphrase',
    'requirepass',
    'password_base64',
    'sslKeyPass',
    'DefaultPassPhrase',
    'DOMAINPASS',
    'LDAP_BIND_PW',
    'SYSTEMPASSCODE',
    'seed_phrase',
    'contraseña',
    'пароль',
    'mot_de_passe',
    'motDePasse',
    'MOT_DE_PASSE_BDD',
    'senha_banco',
    'SENHA_DO_BANCO',
    'dbSenha',
    'contraseñaUsuario',
    'passwort',
    'datenbankPasswort',
    'benutzerkennwort',
    'wachtwoord',
    'hasło',
    'lösenord',
    '密码',
    'パスワード',
    '비밀번호',
  ])('%s names a password', (key) => {
    expect(scoreKey(key)).toBe('password');
  });

  it.each([
    'clientSecret',
    'apiKey',
    'X_API_KEY',
    'accessToken',
    'secretKeyBase',
    'awsSecretAccessKey',
    'secretBytes',
  ])('%s names a credential', (key) => {
    expect(scoreKey(key)).toBe('strong');
  });

  it.each([
    'mchKey',
    'adminKey',
    'license_key',
    'routing_key',
    'integrationKey',
    'primary_key',
    'VAULT_SECRET_ID',
    'RADAR_KEY',
    'devise_pepper',
    'mnemonic',
  ])('%s names what somebody was given', (key) => {
    expect(scoreKey(key)).toBe('issued');
  });

  it.each([
    'encryptedObjects.encryptionKey',
    'rememberMe.cipherKey',
    'privKey',
    'clave_secreta',
    'chaveSecreta',
    'clé_secrète',
    'chiave_privata',
    'privater-schlüssel',
    'cle_privee',
    'clave_api',
    '密钥',
  ])('%s names a credential by its last words', (key) => {
    expect(scoreKey(key)).toBe('strong');
  });

  it.each(['site_key', 'publishableKey', 'GPG_KEY', 'vapidKey'])('%s is meant to be known', (key) => {
    expect(scoreKey(key)).toBeUndefined();
  });

  it.each([
    'passwordFile',
    'secretName',
    'existingSecretPassword',
    'enablePassword',
    'passwordPolicy',
    'minPassword',
    'publicKey',
    'foreign_key',
    'tokenUrl',
    'passwordHash',
    'token_expiry',
    'authHeader',
    'checksum/secret',
    'secretRef',
    'csrfToken',
    'nextPageToken',
    'ssh_key',
    'get_secret',
    'sortByTokens',
    'compass',
    'monkey',
    'clave',
    'clave_primaria',
    'senha_tamanho',
    'passwort_datei',
    'mot_cle',
    'privatrecht',
  ])('%s does not', (key) => {
    expect(scoreKey(key)).toBeUndefined();
  });
});

describe('scorePath', () => {
  it.each([
    [['db', 'password'], 'password'],
    [['db', 'password', 'value'], 'password'],
    [['passwords', 0], 'password'],
    [['jwt', 'secret'], 'strong'],
    [['app', 'things', 'secret'], 'medium'],
    [['cache', 'key'], 'weak'],
    [['value'], undefined],
    [[], undefined],
  ] as const)('of %j is %s', (path, strength) => {
    expect(scorePath(path)).toBe(strength);
  });
});

describe('stronger', () => {
  it('takes the stronger, and either one alone', () => {
    expect(stronger('weak', 'password')).toBe('password');
    expect(stronger('strong', 'medium')).toBe('strong');
    expect(stronger(undefined, 'weak')).toBe('weak');
    expect(stronger('weak', undefined)).toBe('weak');
    expect(stronger(undefined, undefined)).toBeUndefined();
  });
});

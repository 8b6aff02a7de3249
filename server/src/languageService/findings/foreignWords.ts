/** How other languages name a credential, without accents, and the English words for it. */
const phrases: readonly (readonly [english: readonly string[], foreign: string])[] = [
  [
    ['password'],
    `kennwort|passord|wachtwoord|adgangskode|losenord|salasana|haslo|heslo|jelszo|sifre|contrasena|contrasenas|
    contrasenya|senha|senhas|motdepasse|mot de passe|mot passe|пароль|密码|密碼|口令|パスワード|비밀번호`,
  ],
  [
    ['secret', 'key'],
    `clave secreta|chave secreta|cle secrete|chiave segreta|geheime sleutel|geheimschlussel|geheimschluessel|
    geheimer schlussel|geheimer schluessel|секретныи ключ|密钥`,
  ],
  [
    ['private', 'key'],
    `clave privada|chave privada|cle privee|chiave privata|privater schlussel|privater schluessel`,
  ],
  [
    ['api', 'key'],
    `clave api|clave de api|chave api|chave de api|chave da api|chiave api|api schlussel|api schluessel`,
  ],
];

/** What may follow there and says whose credential it is: in English it stands in front. */
const owners = new Set(
  `de do da del la el du des le d l db bd bdd banco base datos dados donnees admin administrador root user usuario
  utilisateur email mail correo smtp app aplicacion aplicacao application api redis mysql postgres mongo ldap ftp wifi
  prod dev test`.split(/\s+/),
);

const LONGEST_PHRASE = 3;

const english = new Map(
  phrases.flatMap(([words, foreign]) =>
    foreign.split('|').map((phrase): [string, readonly string[]] => [plain(phrase.trim()), words]),
  ),
);

/** A pattern for a part of each of these phrases, in lower case; each that has an accent has a sign beyond ASCII. */
export const foreignParts =
  'kennw|wachtw|adgangsk|senord|salasana|haslo|heslo|jelsz|sifre|contrase|senha|secreta|segreta|geheim|priva|privee|clave|chave|chiave|schl|[^\\0-\\x7f]';

/** The longest word of each of these phrases that is written in ASCII, in lower case. */
export const foreignNames: readonly string[] = [...english.keys()]
  .map((phrase) =>
    phrase.split(' ').reduce((longest, word) => (word.length > longest.length ? word : longest)),
  )
  .filter((word) => /^[a-z]+$/.test(word));

/** The words of a key, those of other languages in English and in English order: `senha_banco` is that of the bank. */
export function translate(words: readonly string[]): readonly string[] {
  for (let start = 0; start < words.length; start += 1) {
    for (let end = Math.min(words.length, start + LONGEST_PHRASE); end > start; end -= 1) {
      const found = english.get(plain(words.slice(start, end).join(' ')));
      if (found) return inOrder(words.slice(0, start), found, words.slice(end));
    }
  }
  return words;
}

function inOrder(
  before: readonly string[],
  credential: readonly string[],
  behind: readonly string[],
): readonly string[] {
  const isOwner = behind.every((word) => owners.has(plain(word)));
  return isOwner ? [...before, ...behind, ...credential] : [...before, ...credential, ...behind];
}

/** Without accents. */
function plain(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text;
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l').replaceAll('ı', 'i');
}

/** Values that come first in every list of guesses, and the defaults that common software ships with. */
const guessable = new Set(
  `admin administrator root toor guest user test testing demo pass passwd password secret letmein welcome qwerty master
  postgres mysql mariadb redis mongo mongodb rabbitmq minio minioadmin grafana keycloak elastic kibana oracle sa hunter
  changeit nacos druid tiger system sys manager public private default token foobar foo bar baz abc abcd vagrant docker
  ansible jenkins sonar gitlab guestguest supersecret topsecret mypassword mysecret secretkey password123 admin123
  root123 test123 pass123 qwerty123 abc123 letmein123 dev prod local
  hello monkey dragon football baseball summer winter autumn spring sunshine princess iloveyou whatever shadow superman
  batman computer internet server database mysql postgresql oracle kafka elastic login user client app demo sample
  service access super superuser manager operator office company family friend freedom secure security`.split(
    /\s+/,
  ),
);

/** Digits and signs that people write for letters. */
const lookalikes: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '@': 'a',
  $: 's',
};

function readLookalikes(text: string): string {
  return text.replace(/[01345@$]/g, (sign) => lookalikes[sign] ?? sign);
}

/** Whether a value in force could be guessed: a known default, a short number, what says password, or one with digits. */
export function isGuessable(value: string): boolean {
  const text = value.toLowerCase();
  const stem = text.replace(/[\d!@#$%.]{0,6}$/, '');
  return (
    guessable.has(text) ||
    guessable.has(stem) ||
    /^[a-z]{2,12}[-_.]?(?:pass|passwd|password|pwd|pw)\d{0,4}$/.test(text) ||
    /^\d{1,10}$/.test(text) ||
    /^(.)\1{0,20}$/.test(text) ||
    (/^(?:pass|password|secret|admin|root|test|user)/.test(text) && text.length <= 16) ||
    (text.length <= 16 && [text, stem].some((one) => guessable.has(readLookalikes(one))))
  );
}

/** Whether a value is a single word: as bad a password as a known default, if it is one. */
export function isWord(value: string): boolean {
  return /^[a-z]{1,12}$/i.test(value);
}

/** Whether a value is a known default as it stands. */
export function isKnownDefault(value: string): boolean {
  return guessable.has(value.toLowerCase());
}

/** Whether a value was a known default at some time while it was typed, so that there is a finding already. */
export function startsWithDefault(value: string): boolean {
  for (let end = 2; end <= value.length; end += 1) if (isKnownDefault(value.slice(0, end))) return true;
  return false;
}

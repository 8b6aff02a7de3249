import type { Rule, RuleContext, RuleHit } from '../rule.ts';
import { decodeBase64Start } from '../../base64.ts';
import { judgeNamed } from '../judgement.ts';
import { namesUserAndPassword } from '../keyTraits.ts';
import { isReference } from '../valueReferences.ts';
import { isLiteral } from '../valueVerdict.ts';
import { trait } from '../trait.ts';

const userAndPassword = /^([\w.@+-]{1,64}):([^\s:/]\S{2,255})$/;

/** `user:password` as it is written: only the password is the secret. */
function* plain(value: string, context: RuleContext): Iterable<RuleHit> {
  const [, user, password] = userAndPassword.exec(value) ?? [];
  if (user === undefined || password === undefined || isReference(value)) return;
  yield* judgeNamed({ strength: 'password', text: password, start: user.length + 1 }, context.fileClass);
}

/** Base64 of `user:password`: the whole text is the secret. */
function* encoded(value: string, context: RuleContext): Iterable<RuleHit> {
  for (const { confidence, reason } of plain(decodeBase64Start(value) ?? '', context)) {
    yield { start: 0, end: value.length, confidence, reason };
  }
}

/** `user:password` under a key such as `auth`, in plain text or in base64 as in a Docker configuration. */
export const basicAuth: Rule = {
  id: 'basic-auth',
  description: 'a user name and password in one value',
  isFormat: false,
  traits: trait.authKey,
  examples: {
    positive: [
      { text: 'cloud.auth: "elastic:⟦n0t-Real-9z⟧"\n', because: 'only the password is the secret' },
      {
        text: '{"auths": {"registry.local": {"auth": "⟦YXBwOm4wdC1SZWFsLTl6⟧"}}}',
        fileName: 'config.json',
        because: "Docker's configuration encodes both together",
      },
    ],
    negative: [
      { text: 'auth: kubernetes:in-cluster/role\n', because: 'no password can hold a slash here' },
      { text: 'auth: cluster:8443\n', because: 'a host and a port' },
      { text: 'auth: ${USER}:${PASSWORD}\n', because: 'both come from elsewhere' },
    ],
  },
  *find(scalar, context) {
    const { path, value } = scalar;
    const key = path.at(-1);
    if (typeof key !== 'string' || value.length > 4_096 || !isLiteral(scalar)) return;
    if (!namesUserAndPassword(key) || /:\d{1,5}$|\//.test(value)) return;
    yield* plain(value, context);
    yield* encoded(value, context);
  },
};

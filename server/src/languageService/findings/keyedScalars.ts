import type { ConfigScalar, PathSegment } from '../configDocument.ts';
import type { FileClass } from './fileClass.ts';
import { isCount } from './counts.ts';
import { isIndirectKind } from './indirectKinds.ts';
import type { KeyStrength } from './keyScore.ts';
import { scorePath } from './keyScore.ts';
import { isValueKey } from './keyTraits.ts';
import { judgeNamed } from './judgement.ts';
import type { RuleContext, RuleHit } from './rule.ts';
import { referringSiblings, type SiblingKey } from './siblingKeys.ts';
import { isLiteral } from './valueVerdict.ts';

/** Mapping keys under which everything is a name: of a secret, of a key in it, of a field. */
const referringParents =
  /(?:secretKeyRef|configMapKeyRef|SecretRef|KeyRef|KeySelector|valueFrom|remoteRef|existingSecretKeys?|secretKeys|from_secret|_secret_ref|keyMapping|fieldMapping|remoteKeys|parameter-store|secrets-manager)$/i;

/** Whether what is written at a path names a secret that lives elsewhere. */
export function isIndirect({ path, value }: ConfigScalar, context: RuleContext): boolean {
  if (path.some((segment, index) => index < path.length - 1 && isReferringParent(segment))) return true;
  if (isIndirectKind(context.kind())) return true;
  if (context.fileClass === 'compose' && path[0] === 'secrets') return true;
  if (isSecretEntry(path, context)) return true;
  return isNameInList(path) || (isObjectName(value) && isBesideName(path, context));
}

/** `secrets: [{name: A, secret: b}]` of Sensu: `b` is what the secret is called. */
function isNameInList(path: readonly PathSegment[]): boolean {
  return path.at(-1) === 'secret' && path.at(-3) === 'secrets' && typeof path.at(-2) === 'number';
}

/** Names of objects in a cluster and of keys in them; a generated password beside such a name is one all the same. */
function isObjectName(value: string): boolean {
  return /^(?:[a-z0-9]+(?:[-_.][a-z0-9]+)*|[a-z][A-Za-z]*|[A-Z][A-Z0-9_]*)$/.test(value);
}

function isBesideName(path: readonly PathSegment[], context: RuleContext): boolean {
  const own = path.at(-1);
  return referringSiblings.some((key) => key !== own && isFilled(context, key));
}

/** Whether a path is an entry of a Kubernetes Secret, which has a rule of its own. */
export function isSecretEntry(path: readonly PathSegment[], context: RuleContext): boolean {
  const part = path.at(-2);
  return (part === 'data' || part === 'stringData') && context.kindAbove() === 'Secret';
}

function isFilled(context: RuleContext, key: SiblingKey): boolean {
  const beside = context.beside(key);
  return beside !== undefined && beside.value !== '' && beside.kind === 'string';
}

function isReferringParent(segment: PathSegment): boolean {
  return typeof segment === 'string' && segment.length < 100 && referringParents.test(segment);
}

/** Inputs of workflow steps that list which secrets are wanted: `NAME=path:key`, or names alone. */
export function isListOfReferences({ path }: ConfigScalar, { fileClass }: RuleContext): boolean {
  const key = path.at(-1);
  return fileClass === 'ci' && typeof key === 'string' && /(?:^|[_-])secrets$/i.test(key);
}

/** Names of things, listed: under them a list item is a name. So are the arguments of a function in `Value: !GetAtt [a, b]`. */
function isListOfNames({ path, value }: ConfigScalar, context: RuleContext): boolean {
  if (typeof path.at(-1) !== 'number') return false;
  if (/^[a-z]{1,40}(?:-[a-z]{0,40}){0,8}$/.test(value)) return true;
  return context.fileClass !== 'other' || path.at(-2) === 'secrets' || isValueKey(path.at(-2));
}

/** Hits of a scalar under a key of one of the given strengths. */
export function* keyedHits(
  scalar: ConfigScalar,
  context: RuleContext,
  wanted: readonly KeyStrength[],
): Iterable<RuleHit> {
  if (!isLiteral(scalar) || scalar.value.length > 4_096) return;
  const strength = scorePath(scalar.path);
  if (!strength || !wanted.includes(strength)) return;
  if (isPartOfSchema(scalar, context) || isIndirect(scalar, context)) return;
  if (isListOfReferences(scalar, context)) return;
  if (
    strength !== 'password' &&
    (isListOfNames(scalar, context) || isCount(strength, nameOf(scalar), scalar.value))
  )
    return;
  yield* judgeNamed({ strength, text: scalar.value, start: 0 }, classFor(scalar, context));
}

/** A variable in a ConfigMap, which has its entries at the root, holds its value: a pod has no use for a name there. */
function classFor({ path }: ConfigScalar, { fileClass }: RuleContext): FileClass {
  const [part, key] = path;
  const isVariable = path.length === 2 && part === 'data' && /^[A-Z][A-Z0-9_]{1,80}$/.test(String(key));
  return isVariable && fileClass === 'kubernetes' ? 'other' : fileClass;
}

/** The key that a scalar is under, be it an item of a list. */
function nameOf({ path }: ConfigScalar): string {
  const key = path.findLast((segment) => typeof segment === 'string');
  return typeof key === 'string' ? key : '';
}

/** `default:` and the like in a property of a schema that no file name tells. */
function isPartOfSchema(scalar: ConfigScalar, context: RuleContext): boolean {
  const key = scalar.path.at(-1);
  if (key !== 'default' && key !== 'example' && key !== 'const') return false;
  return scalar.path.includes('properties') && context.beside('type') !== undefined;
}

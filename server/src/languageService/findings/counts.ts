import type { KeyStrength } from './keyScore.ts';

/** Whether a value is a number as counts and times are written. The same while it is typed, unlike the kind of a scalar. */
export function isNumber(value: string): boolean {
  return /^[-+]?\d{1,15}(?:\.\d{1,8})?$/.test(value);
}

/**
 * Whether a number under a key is how many there are, or how long they live: any under the name of a token or key, and
 * a short one under that of a secret. Under the name of a password it is a password.
 */
export function isCount(strength: KeyStrength, key: string, value: string): boolean {
  if (strength === 'password' || !isNumber(value)) return false;
  return !/^\d{5,}$/.test(value) || !/secret(?:[_-]?key)?$/i.test(key);
}

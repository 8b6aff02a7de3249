import type { Places } from './places.ts';

/** As much of a text before an `@` as is looked at: patterns of rules see no more of a match either. */
const BEFORE = 4_096;
/** A host and its port are shorter. */
const AFTER = 300;

/** A text with more of these is made to cost time: then the rules have a look, which take time linear in it. */
const MAX_SIGNS = 5_000;
/** Of `://` before one `@`: only what fills something in has any that count. */
const MAX_SCHEMES = 8;

/** From `://` to the `@`: user and password, with what fills them in. No part of it can be read in two ways. */
const userInfo = /^(?:\$\{[^{}\s]{1,200}\}|\{\{[^{}]{1,1000}\}\}|\\u0026|(?!\$\{|\{\{)[^\s/"'<>\\])*$/;
/** Twice as long as in the rule: what is escaped has two characters. */
const dsnUser = /[\w.-]:[^\s@:/"'<>]{1,256}$/;
const dsnHost = /^@(?:(?:tcp|unix|udp)?\(|[\w.-]{1,253}:\d{2,5}(?!\w)|\/\w)/;

/** Finds the `@` of what may be addresses with credentials in them. Sure about what it leaves out. */
export function findAddresses(text: string, places: Places): void {
  let left = MAX_SIGNS;
  for (let at = text.indexOf('@'); at !== -1 && !places.isEnough; at = text.indexOf('@', at + 1)) {
    if (left-- === 0) places.giveUp();
    else if (mayEndCredentials(text, at)) places.add(at);
  }
}

function mayEndCredentials(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - BEFORE), at);
  if (endsInUserInfo(before)) return true;
  return dsnUser.test(before.slice(-300)) && dsnHost.test(text.slice(at, at + AFTER));
}

function endsInUserInfo(before: string): boolean {
  let left = MAX_SCHEMES;
  for (
    let at = before.lastIndexOf('://');
    at !== -1;
    at = at === 0 ? -1 : before.lastIndexOf('://', at - 1)
  ) {
    if (left-- === 0 || userInfo.test(before.slice(at + 3))) return true;
    if (!mayBeFilledIn(before)) return false;
  }
  return false;
}

/** What stands in user and password only where something is filled in. */
const filled = /[\s/"'<>\\]/;

/** Whether something may be filled in there: then it ends behind the last character of that kind. */
function mayBeFilledIn(before: string): boolean {
  const end = before.lastIndexOf('}');
  return end !== -1 && !filled.test(before.slice(end + 1));
}

import type { Places } from './places.ts';

/** Commands that take a password by a short flag. Blanks may be written as escapes. */
const command =
  /redis-cli|sqlcmd|mongo|mysql|mariadb|ldap(?:search|add|modify|whoami)|(?:docker|podman|oc|az)(?:\s|\\[a-zA-Z0-9])+login|curl|wget/g;
const flag = /-(?:[apPwu]|-user)(?<=(?:\s|\\[a-zA-Z0-9])-(?:.|-user))/;
/** Within so many characters: far more than between command and flag, as lines are folded. */
const NEAR = 2_000;

/** A text with more commands is made to cost time: then the rule has a look, which takes time linear in it. */
const MAX_COMMANDS = 1_000;

/** `-uroot` and `-px`, as items of a list. What stands before is looked at last: the engine skips to a text it begins with. */
const gluedUser = /-u(?<=(?:^|[\s"',[]|\\[a-zA-Z0-9])-u)[A-Za-z_$]/g;
const gluedPassword = /-p(?<=(?:^|[\s"',[]|\\[a-zA-Z0-9])-p)[^\s-]\S/;

/** Finds commands that may have a password on their line that nothing names. Sure about what it leaves out. */
export function findCommands(text: string, places: Places): void {
  // Fewer texts have one, and it is found sooner.
  if (flag.test(text)) findWithFlags(text, places);
  if (places.isEnough || !gluedPassword.test(text)) return;
  for (const { index } of text.matchAll(gluedUser)) places.add(index);
}

function findWithFlags(text: string, places: Places): void {
  let left = MAX_COMMANDS;
  for (const { index } of text.matchAll(command)) {
    if (left-- === 0) places.giveUp();
    else if (flag.test(text.slice(index, index + NEAR))) places.add(index);
    if (places.isEnough) return;
  }
}

/** Commands that take a password by a short flag. */
const command =
  /redis-cli|sqlcmd|mongo|mysql|mariadb|ldap(?:search|add|modify|whoami)|(?:docker|podman|oc|az)\s+login|curl|wget/g;
const flag = /\s-(?:[apPwu]|-user)/;
/** Within so many characters: far more than between command and flag, as lines are folded. */
const NEAR = 2_000;

/** A text with more commands is made to cost time: then the rule has a look, which takes time linear in it. */
const MAX_COMMANDS = 1_000;

/** `-uroot` and `-px`, as items of a list. What stands before is looked at last: the engine skips to a text it begins with. */
const gluedUser = /-u(?<=(?:^|[\s"',[])-u)[A-Za-z_$]/;
const gluedPassword = /-p(?<=(?:^|[\s"',[])-p)[^\s-]\S/;

/** Whether a text may have a password on a command line that nothing names. Sure when false. */
export function mayHoldCommand(text: string): boolean {
  command.lastIndex = 0;
  let left = MAX_COMMANDS;
  for (let match = command.exec(text); match; match = command.exec(text)) {
    if (left-- === 0 || flag.test(text.slice(match.index, match.index + NEAR))) return true;
  }
  return gluedUser.test(text) && gluedPassword.test(text);
}

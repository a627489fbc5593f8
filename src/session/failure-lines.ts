import type { AgiCommand } from '../core/commands/define-command.js';

/**
 * The lines that give a failed call back to the dialplan: commands that Asterisk still carries out, then a word that is no
 * command, so that AGISTATUS becomes FAILURE.
 *
 * @param encode - a command as a line that this Asterisk reads whole
 */
export const failureLines = (finalCommands: readonly AgiCommand[], encode: (command: AgiCommand) => string): string =>
  [...finalCommands.map(encode), 'failure', ''].join('\n');

import type { AgiCommand } from '../core/commands/define-command.js';

/**
 * What a call that fails is given back to the dialplan with: commands that Asterisk still carries out, and a word that is
 * none, for AGISTATUS=FAILURE.
 *
 * @param encode - a command as a line that this Asterisk reads whole
 */
export const failing = (lastWords: readonly AgiCommand[], encode: (command: AgiCommand) => string): string =>
  [...lastWords.map(encode), 'failure', ''].join('\n');

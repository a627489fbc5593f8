import type { Application } from '../call-context.js';
import { performOutcome } from '../perform-outcome.js';
import type { Outcome } from '../outcome.js';

/** What a scripted application does, or how that follows from its options. */
export type ScriptedApplication = Outcome | ((options: string) => Outcome);

/** The applications of one virtual Asterisk: those it knows, and before them those that a test scripted. */
export class Applications {
  readonly #byName = new Map<string, Application>();

  constructor(known: Readonly<Record<string, Application>>) {
    for (const [name, application] of Object.entries(known)) this.set(name, application);
  }

  /** @param name - in any letter case */
  find(name: string): Application | undefined {
    return this.#byName.get(name.toLowerCase());
  }

  set(name: string, application: Application): void {
    this.#byName.set(name.toLowerCase(), application);
  }

  /** From now on the application does this. */
  script(name: string, scripted: ScriptedApplication): void {
    this.set(name, (call, options) =>
      performOutcome(call, typeof scripted === 'function' ? scripted(options) : scripted),
    );
  }
}

/**
 * Splits the options of an application on commas, as the dialplan does: a backslash and double quotes shield a comma and
 * vanish.
 *
 * @internal
 */
export function splitOptions(options: string): string[] {
  const parts = [''];
  let isQuoted = false;
  for (let i = 0; i < options.length; i++) {
    const character = options.charAt(i);
    if (character === '"') isQuoted = !isQuoted;
    else if (character === ',' && !isQuoted) parts.push('');
    else parts[parts.length - 1] += character === '\\' ? options.charAt(++i) : character;
  }
  return parts;
}

import type { CallEvent } from './call-event.js';
import type { Clock } from './clock.js';
import type { AsteriskWire } from './wire.js';

/** Makes a connection to the app. @returns Asterisk's end of it */
export type OpenConnection = () => AsteriskWire | Promise<AsteriskWire>;

/** Someone who was called, while the dialplan sends their leg through AGI(). */
export interface CalledParty {
  /** Sends the environment. */
  begin(): void;
  readonly isOver: boolean;
  readonly isHungUp: boolean;
  readonly isAppsTurn: boolean;
  readonly variables: Readonly<Record<string, string>>;
  onEvent(listener: (event: CallEvent) => void): () => void;
  /** Whether a key ends what runs. */
  takes(key: string): boolean;
  keyDown(key: string): void;
  keyUp(): void;
  hangUp(): void;
}

/** What someone who was called does while they are asked. */
export interface CalledPartyScript {
  /** Keys, each pressed half a second after something takes it; default none. */
  readonly agentPresses?: string;
  /** Hangs up so long after they have answered, milliseconds, if they are still being asked; default never. */
  readonly agentHangsUpAfterMs?: number;
}

/** GOSUB_RESULT before the called party is asked: hang them up, and go on with the caller. */
export const NOT_ACCEPTED = 'CONTINUE';
const REACTS_MS = 500;
const TONE_MS = 100;

/** What someone who is asked does, and whom that is told. */
interface ScreeningSetup {
  readonly script: CalledPartyScript;
  readonly tell: (event: CallEvent) => void;
  /** @param gosubResult - what the routine of the dialplan left in GOSUB_RESULT */
  readonly ended: (gosubResult: string) => void;
}

/** Someone who was called and is asked before the caller is put through, and what they do. @internal */
export class ScreenedParty {
  #party: CalledParty | undefined;

  constructor(
    opening: Promise<CalledParty> | CalledParty,
    private readonly clock: Clock,
    private readonly setup: ScreeningSetup,
  ) {
    if ('begin' in opening) this.#begin(opening);
    // Where nobody answers, the routine goes on as it began.
    else void opening.then((party) => this.#begin(party)).catch(() => setup.ended(NOT_ACCEPTED));
  }

  get isAppsTurn(): boolean {
    return this.#party?.isAppsTurn ?? true;
  }

  #begin(party: CalledParty): void {
    const { script, tell, ended } = this.setup;
    this.#party = party;
    party.onEvent((event) => {
      tell(event);
      if (event.kind === 'ended') ended(party.isHungUp ? NOT_ACCEPTED : (party.variables['GOSUB_RESULT'] ?? ''));
    });
    followScript(party, this.clock, script);
    party.begin();
  }
}

function followScript(
  party: CalledParty,
  clock: Clock,
  { agentPresses = '', agentHangsUpAfterMs }: CalledPartyScript,
): void {
  const keys = [...agentPresses];
  let isBusy = false;
  const think = (): void => {
    if (isBusy || keys.length === 0 || party.isHungUp) return;
    isBusy = true;
    clock.after(REACTS_MS, press);
  };
  const press = (): void => {
    const [key] = keys;
    isBusy = false;
    if (key === undefined || party.isHungUp || !party.takes(key)) return;
    isBusy = true;
    keys.shift();
    party.keyDown(key);
    clock.after(TONE_MS, () => {
      isBusy = false;
      party.keyUp();
      think();
    });
  };
  party.onEvent(think);
  if (agentHangsUpAfterMs !== undefined) clock.after(agentHangsUpAfterMs, () => party.hangUp());
}

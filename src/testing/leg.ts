import type { CallEvent } from './call-event.js';
import type { Clock } from './clock.js';
import type { AsteriskWire } from './wire.js';

/** Makes a connection to the app. @returns Asterisk's end of it */
export type Connect = () => AsteriskWire | Promise<AsteriskWire>;

/** The leg of one who was called, while the dialplan sends it through AGI(). */
export interface Leg {
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

/** What the one who was called does while they are asked. */
export interface LegHands {
  /** Keys, each pressed half a second after something takes it; default none. */
  readonly agentPresses?: string;
  /** Hangs up so long after they have answered, milliseconds, if they are still being asked; default never. */
  readonly agentHangsUpAfterMs?: number;
}

/** What the dialplan says before it asks: hang them up, and go on with the caller. */
export const UNASKED = 'CONTINUE';
const REACTS_MS = 500;
const TONE_MS = 100;

/** Whom such a leg tells. */
interface LegOwner {
  readonly hands: LegHands;
  readonly tell: (event: CallEvent) => void;
  /** With what its routine of the dialplan left in GOSUB_RESULT. */
  readonly ended: (gosubResult: string) => void;
}

/** The leg of one who was called and is asked now, and what they do. @internal */
export class AskedLeg {
  #leg: Leg | undefined;

  constructor(
    opening: Promise<Leg> | Leg,
    private readonly clock: Clock,
    private readonly owner: LegOwner,
  ) {
    if ('begin' in opening) this.#begin(opening);
    // Where nobody answers, the routine goes on as it began.
    else void opening.then((leg) => this.#begin(leg)).catch(() => owner.ended(UNASKED));
  }

  get isAppsTurn(): boolean {
    return this.#leg?.isAppsTurn ?? true;
  }

  #begin(leg: Leg): void {
    const { hands, tell, ended } = this.owner;
    this.#leg = leg;
    leg.onEvent((event) => {
      tell(event);
      if (event.kind === 'ended') ended(leg.isHungUp ? UNASKED : (leg.variables['GOSUB_RESULT'] ?? ''));
    });
    useHands(leg, this.clock, hands);
    leg.begin();
  }
}

function useHands(leg: Leg, clock: Clock, { agentPresses = '', agentHangsUpAfterMs }: LegHands): void {
  const keys = [...agentPresses];
  let isBusy = false;
  const think = (): void => {
    if (isBusy || keys.length === 0 || leg.isHungUp) return;
    isBusy = true;
    clock.after(REACTS_MS, press);
  };
  const press = (): void => {
    const [key] = keys;
    isBusy = false;
    if (key === undefined || leg.isHungUp || !leg.takes(key)) return;
    isBusy = true;
    keys.shift();
    leg.keyDown(key);
    clock.after(TONE_MS, () => {
      isBusy = false;
      leg.keyUp();
      think();
    });
  };
  leg.onEvent(think);
  if (agentHangsUpAfterMs !== undefined) clock.after(agentHangsUpAfterMs, () => leg.hangUp());
}

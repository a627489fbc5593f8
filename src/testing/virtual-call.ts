import { maskSecretArguments } from '../pipeline/guards/secret-argument.js';
import { AgiSession } from './agi-session.js';
import { ScreenedParty, type CalledPartyScript } from './called-party.js';
import type { AsteriskParts, CallContext } from './call-context.js';
import type { AgiStatus, CallEvent, CallHappening, HeardItem, Place } from './call-event.js';
import { Channel, type ChannelSetup } from './channel.js';
import { environmentBlock, type EnvironmentSetup } from './environment.js';
import { Keypad } from './keypad.js';
import { stopMusic } from './music.js';
import { QuestionWatch } from './question-watch.js';
import type { ScriptedReply } from './scripted-replies.js';
import type { SoundDurations } from './sounds/sounds.js';
import type { SpeechResult } from './speech-engine.js';
import { type KeyEvent, UntakenKeys } from './untaken-keys.js';
import type { AsteriskWire } from './wire.js';

/** One call on the virtual Asterisk: the app on one side, a caller on the other. Made by {@link VirtualAsterisk.call}. */
export class VirtualCall {
  /** Everything that happened, in order. */
  readonly events: readonly CallEvent[];
  readonly #events: CallEvent[] = [];
  readonly #listeners = new Set<(event: CallEvent) => void>();
  readonly #context: CallContext;
  readonly #session: AgiSession;
  readonly #wire: AsteriskWire;
  readonly #keypad: Keypad;
  readonly #environment: EnvironmentSetup;
  #isMasked = false;
  readonly #untaken = new UntakenKeys();
  readonly #questions = new QuestionWatch();
  #sounding: HeardItem | undefined;
  #screened: ScreenedParty | undefined;
  #isOver = false;

  /** @internal */
  constructor(
    asterisk: AsteriskParts,
    sounds: SoundDurations,
    wire: AsteriskWire,
    setup: ChannelSetup,
    environment: EnvironmentSetup,
  ) {
    this.events = this.#events;
    this.#environment = environment;
    this.#wire = wire;
    const channel = new Channel(setup);
    this.#context = {
      asterisk,
      channel,
      tell: (happening) => this.#tell(happening),
      hangUp: (by) => this.#hangUp(by),
      send: (line) => this.#session.send(line),
      hasSound: (name) => findSound(sounds, this.#context, name) !== undefined,
      soundDurationMs: (name) => {
        const durationMs = findSound(sounds, this.#context, name);
        if (durationMs === undefined) this.#tell({ kind: 'soundMissing', name });
        return durationMs;
      },
      keyTaken: (key, isMasked) => this.#untaken.taken(key, isMasked, this.#events),
      screen: (target, path, script) => this.#screen(target, path, script),
    };
    this.#session = new AgiSession(wire, {
      context: this.#context,
      tell: this.#context.tell,
      ended: (status) => this.#ended(status),
    });
    this.#keypad = new Keypad(asterisk.clock, {
      isReading: () => this.#session.wait !== undefined && !this.#session.wait.noticesTones,
      key: (key) => this.#key(key),
      lost: (key) => this.#tell({ kind: 'keyLost', key, isMasked: this.#isMasked, why: 'betweenCommands' }),
    });
  }

  /** Sends the environment: the call begins. */
  begin(): void {
    const { channel, asterisk } = this.#context;
    const { request, args } = this.#environment;
    channel.applicationData = [request, ...args].join(',');
    asterisk.calls.add(this.#context);
    const { number: callerId, name: callerName, isWithheld } = channel.caller;
    this.#tell({ kind: 'dialled', request, callerId, callerName, isWithheld, args: maskSecretArguments(args) });
    this.#session.open(environmentBlock(channel, this.#environment));
  }

  /** The session is over: the app has closed the connection. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** The app has the turn: no command is running, here or on the leg of someone who is asked, and nothing is on its way to it. */
  get isAppsTurn(): boolean {
    const isOwn = this.#session.isAppsTurn && this.#wire.isHolding !== true;
    return isOwn || (this.#screened?.isAppsTurn ?? false);
  }

  takes(key: string): boolean {
    return this.#session.wait?.keys?.includes(key) ?? false;
  }

  get isHungUp(): boolean {
    return this.#context.channel.isHungUp;
  }

  /** What the caller hears now; music does not count. */
  get sounding(): HeardItem | undefined {
    return this.#sounding;
  }

  /** Nothing is heard and the app waits for a key. */
  get isListening(): boolean {
    return this.#sounding === undefined && (this.#session.wait?.keys ?? '') !== '';
  }

  /** Something was heard since the last key, and now a question waits for one. */
  get isAsked(): boolean {
    return this.isListening && this.#questions.isQuestion(this.#session.wait?.forMs ?? 0);
  }

  /** The channel variables, as the app and the dialplan see them. */
  get variables(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#context.channel.variables);
  }

  /** Tells every event as it happens. @returns a function that stops it */
  onEvent(listener: (event: CallEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A key goes down: its tone begins. @param options - `isMasked` keeps it out of the transcript @returns what is told of it */
  keyDown(key: string, options: { readonly isMasked?: boolean } = {}): CallEvent {
    this.#isMasked = options.isMasked ?? false;
    const event: KeyEvent = { atMs: this.#context.asterisk.clock.nowMs(), kind: 'key', key, isMasked: this.#isMasked };
    this.#untaken.pressed(event);
    this.#note(event);
    this.#context.channel.audio.pause();
    this.#keypad.down(key);
    if (this.#session.wait?.noticesTones) this.#session.happens({ kind: 'tone' });
    return event;
  }

  /** The key is released; Asterisk knows it from now on. */
  keyUp(): void {
    this.#context.channel.audio.resume();
    this.#keypad.up();
  }

  /**
   * The caller speaks.
   *
   * @param forMs - from now, milliseconds
   * @param understood - what the speech engine makes of it when that time is over; default nothing
   */
  speak(forMs: number, understood: readonly SpeechResult[] = []): void {
    const { channel, asterisk } = this.#context;
    channel.audio.speak(forMs);
    this.#tell({ kind: 'speaks', forMs });
    if (understood.length > 0) asterisk.clock.after(forMs, () => this.#understand(understood));
  }

  /** The caller's side begins or stops to send audio: a telephone that is muted or saves silence. */
  sendAudio(isSending: boolean): void {
    this.#context.channel.audio.isSending = isSending;
    if (this.#session.wait?.noticesAudio) this.#session.happens({ kind: 'audio' });
  }

  /** The caller sends a text message; lost unless a RECEIVE command runs. */
  sendText(text: string): void {
    this.#tell({ kind: 'writes', text });
    if (this.#session.wait?.takesText) this.#session.happens({ kind: 'text', text });
  }

  /** Somebody stops what is played, as with AMI's ControlPlayback. */
  stopPlayback(): void {
    if (this.#session.wait?.isStoppable) this.#session.happens({ kind: 'stopped' });
  }

  /**
   * Replies to the command that `onCommand` left without a reply.
   *
   * @throws Error when no such command waits
   */
  reply(reply: ScriptedReply): void {
    if (!this.#session.wait?.takesReply) throw new Error('reply(): no command waits for a scripted reply');
    this.#session.happens({ kind: 'reply', reply });
  }

  /** Somebody sends the channel elsewhere in the dialplan, as with AMI's Redirect. The app sees a hang-up. */
  redirect(to: Place): void {
    const { channel } = this.#context;
    if (channel.isHungUp || this.#isOver) return;
    channel.redirectedTo = to;
    channel.place = to;
    this.#tell({ kind: 'redirected', to });
    this.#leaveChannel();
    this.#session.happens({ kind: 'hangup' });
  }

  /** The caller hangs up. */
  hangUp(): void {
    this.#hangUp('caller');
  }

  #key(key: string): void {
    if (this.takes(key)) this.#session.happens({ kind: 'key', key }, { isMasked: this.#isMasked });
    else this.#tell({ kind: 'keyLost', key, isMasked: this.#isMasked, why: 'notTaken' });
  }

  #understand(results: readonly SpeechResult[]): void {
    if (!this.#session.wait?.takesSpeech) return;
    this.#tell({ kind: 'understood', texts: results.map(({ text }) => text) });
    this.#session.happens({ kind: 'speech', results });
  }

  #screen(target: string, path: string, script: CalledPartyScript): boolean {
    const { asterisk, channel, tell } = this.#context;
    if (asterisk.openLeg === undefined) return false;
    this.#screened = new ScreenedParty(asterisk.openLeg(channel, target, path), asterisk.clock, {
      script,
      tell: (event) => tell({ kind: 'leg', target, event }),
      ended: (gosubResult) => {
        this.#screened = undefined;
        this.#session.happens({ kind: 'legEnd', gosubResult });
      },
    });
    return true;
  }

  #hangUp(by: 'caller' | 'app'): void {
    const { channel } = this.#context;
    if (channel.isHungUp || this.#isOver) return;
    channel.hungUpBy = by;
    channel.hasUnreadHangup = true;
    this.#tell({ kind: 'hangup', by });
    this.#leaveChannel();
    this.#session.happens({ kind: 'hangup' });
  }

  #ended(status: AgiStatus): void {
    const { channel, asterisk } = this.#context;
    this.#isOver = true;
    asterisk.calls.delete(this.#context);
    this.#leaveChannel();
    channel.variables.set('AGISTATUS', status);
    const goesOnAt = channel.isHungUp
      ? channel.redirectedTo
      : { ...channel.place, priority: channel.place.priority + 1 };
    this.#tell({ kind: 'ended', by: channel.hungUpBy ?? 'dialplan', status, goesOnAt });
  }

  #leaveChannel(): void {
    this.#keypad.stop();
    this.#context.channel.cancelAutoHangUp();
    stopMusic(this.#context);
  }

  #tell(happening: CallHappening): void {
    this.#note({ atMs: this.#context.asterisk.clock.nowMs(), ...happening });
  }

  #note(event: CallEvent): void {
    this.#questions.note(event);
    if (event.kind === 'keyLost') this.#untaken.lost(event.key);
    if (event.kind === 'soundStarted' && event.durationMs !== undefined) this.#sounding = event.item;
    if (event.kind === 'soundEnded' && event.item === this.#sounding) this.#sounding = undefined;
    this.#events.push(event);
    for (const listener of this.#listeners) listener(event);
  }
}

/** A recording of this Asterisk, else a sound file. */
function findSound(sounds: SoundDurations, { asterisk, channel }: CallContext, name: string): number | undefined {
  if (name === '') return undefined;
  return asterisk.recordings.get(name)?.durationMs ?? sounds.durationMs(name, channel.language);
}

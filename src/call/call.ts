import type { DialResult } from '../core/applications/dial.js';
import type { QueueResult } from '../core/applications/queue.js';
import type { DialTarget } from '../core/applications/targets.js';
import type { VoicemailOptions, VoicemailResult } from '../core/applications/voicemail.js';
import type { AgiChannel } from '../core/channel.js';
import type { Class } from '../dialog/class.js';
import type { Conversation, PlayResult } from '../dialog/line/conversation.js';
import { languageProblem } from '../dialog/language.js';
import { playable, type Prompt } from '../dialog/prompt.js';
import type { Reader } from '../dialog/read/reader.js';
import type { Token } from '../dialog/token.js';
import { type WaitResult, waitFor, type WaitOptions } from '../dialog/line/wait-for.js';
import { ArgumentError } from '../errors/offhook-error.js';
import type { CallSession } from '../session/call-session.js';
import type { CallerId } from './caller.js';
import { type ConnectContext, dialTargets, enterMailbox, enterQueue, plainName } from './connect.js';
import type { CallDialOptions, CallQueueOptions } from './connect-options.js';
import type { Logger } from './logger.js';
import type { FieldOptions } from '../dialog/question-options.js';
import type { CallChoices, CallMenuOptions, FillOptions } from './question-options.js';
import type { AskResult, FillResult, MenuResult } from './question-results.js';
import type { Questions } from './questions.js';
import type { RecordOptions, RecordResult } from './recording.js';
import type { AgiRequest } from './request.js';
import { Variables } from './variables.js';

/** How `call.answer` answers. */
export interface AnswerOptions {
  /** A silence behind it, whole milliseconds; default 0. */
  readonly afterAnswerMs?: number;
}

/** @internal What a call works with besides its session. */
export interface CallParts {
  /** Who answers it, however that is represented. */
  readonly app: object;
  readonly caller: CallerId;
  readonly request: AgiRequest;
  readonly conversation: Conversation;
  readonly log: Logger;
  readonly questions: Questions;
  /** How it reaches its services. */
  readonly find: <T>(token: Token<T>) => T;
  readonly now: () => Date;
  /** Where a class with `@Screening` is reached; throws for another one. */
  readonly screeningPath: (screening: Class) => string;
}

/**
 * The call that a handler answers: who calls and why, and what can be done with them. Injected by its type; everything that
 * waits rejects with a {@link HangUpError} when the caller leaves.
 *
 * @example
 * constructor(private readonly call: Call) {}
 * // …
 * await this.call.answer();
 * await this.call.play('sales/welcome', say.digits('0012'));
 */
export class Call {
  /** @internal What is remembered from call to call is remembered by it: two apps of a process share nothing. */
  readonly app: object;
  /** Asterisk's unique id of the channel. */
  readonly id: string;
  /** Logs with the call's identity on each line. */
  readonly log: Logger;
  /** Who calls, as Asterisk was told: text of a stranger, either part may be missing. */
  readonly caller: CallerId;
  /** What was asked for: path, its parameters, query and further arguments. */
  readonly request: AgiRequest;
  /** The channel's variables. */
  readonly variables: Variables;
  /** Every AGI command. */
  readonly channel: AgiChannel;
  readonly #session: CallSession;
  readonly #parts: CallParts;
  #language: string;

  /** @internal */
  constructor(session: CallSession, parts: CallParts) {
    const { environment, channel } = session;
    this.#session = session;
    this.app = parts.app;
    this.id = environment.uniqueId;
    this.log = parts.log;
    this.caller = parts.caller;
    this.request = parts.request;
    this.variables = new Variables(channel);
    this.channel = channel;
    this.#language = environment.language;
    this.#parts = parts;
  }

  /**
   * Aborted when the call is over. Hand it to what takes a while: `fetch(url, { signal: call.signal })`. What a listener on it
   * throws is logged.
   */
  get signal(): AbortSignal {
    return this.#session.signal;
  }

  /** The language in which Asterisk speaks to the caller, `en`: the channel's when the call came in, or what `setLanguage` said. */
  get language(): string {
    return this.#language;
  }

  /** The time of day: the computer's, or in a test the phone's. */
  now(): Date {
    return this.#parts.now();
  }

  /**
   * Answers the call; at once when it is answered already. A call that still rings is answered before the first sound as well,
   * unless its class or the app has `answer: false`; answer earlier where something comes before that takes its time.
   *
   * @param options - `afterAnswerMs`: waits so long afterwards, milliseconds, because telephones cut off the first syllable;
   *   keys pressed meanwhile are kept. Default 0
   * @throws HangUpError when the caller has left; CommandError when the channel cannot be answered
   * @see Asterisk: ANSWER
   * @example
   * await call.answer({ afterAnswerMs: 300 });
   */
  async answer({ afterAnswerMs = 0 }: AnswerOptions = {}): Promise<void> {
    await this.#parts.conversation.answer(afterAnswerMs);
  }

  /**
   * Gives a service of this call or of the app; for parameter decorators, which have no constructor.
   *
   * @param token - a class, or a token made with `token()`
   * @throws OffhookError AGI_PROVIDER_MISSING for what is not listed, AGI_SCOPE_CLOSED after the end of the call
   * @example
   * const CallingCustomer = createParamDecorator((call) => call.get(Customers).byPhone(call.caller.number));
   */
  get<T>(token: Token<T>): T {
    return this.#parts.find(token);
  }

  /**
   * Speaks another language from now on: sounds are looked for in its folder, numbers and dates are said in it. It stays when
   * the call goes back to the dialplan.
   *
   * @param tag - as the folder below Asterisk's sounds is called: `fr`, `en_AU`; one that is missing is silently not found
   * @throws ArgumentError when it cannot be the name of a folder; HangUpError when the caller has left
   * @see Asterisk: CHANNEL(language)
   * @example
   * const { choice } = await call.menu({ prompt: 'english-1-french-2', choices: { '1': 'en', '2': 'fr' } });
   * await call.setLanguage(choice ?? 'en');
   */
  async setLanguage(tag: string): Promise<void> {
    const problem = languageProblem(tag);
    if (problem !== undefined) {
      throw new ArgumentError('AGI_ARGUMENT', { command: 'call.setLanguage()', argument: 'tag', value: tag, problem });
    }
    await this.channel.setFunction('CHANNEL', 'language', tag);
    this.#language = tag;
  }

  /**
   * Plays sounds one after the other. A key stops them and is kept for the next menu; in a handler whose every way ends the
   * call, or that says `skippable: false`, no key does: they are heard to their end.
   *
   * @param prompts - sound files and `say.*` items; a sound that is missing is skipped and logged
   * @returns whether it ended by itself or by a key
   * @throws HangUpError when the caller leaves
   * @see Asterisk: STREAM FILE and the SAY commands
   * @example
   * await call.play('you-entered', say.digits('0012'));
   */
  async play(...prompts: Prompt[]): Promise<PlayResult> {
    const { conversation } = this.#parts;
    return conversation.play(playable(prompts, 'call.play()'), conversation.isSkippable);
  }

  /** @internal Lets no key skip or stop what `work` plays: nothing follows it. */
  announce<T>(work: () => Promise<T> | T): Promise<T> {
    return this.#parts.conversation.letSkip(false, work);
  }

  /**
   * Asks for a value, as `@Ask` does, in the middle of a handler: until one passes the reader's checks, the caller cancels, or
   * the attempts are used up. Keys typed ahead answer it. It goes nowhere: what follows is up to the code.
   *
   * @param reader - what is understood: `read.integer({ min: 1, max: 5 })`
   * @param options - `prompt`; `confirm`; prompts for silence and wrong entries, and the times. What is left out comes from the
   *   app's `defaults`, never from those of the class; the links of the class are not active
   * @returns the value, or why there is none
   * @throws HangUpError when the caller leaves; OffhookError AGI_QUESTION with every mistake of the options, before anything is
   *   heard; whatever a check of the reader throws
   * @example
   * const age = await call.ask(read.integer({ min: 18, max: 99 }), { prompt: 'your-age', attempts: 2 });
   * if (age.kind === 'value') await call.play('you-said', say.number(age.value));
   */
  ask<V>(reader: Reader<V>, options: FieldOptions<unknown, V>): Promise<AskResult<V>> {
    return this.#parts.questions.ask(reader, options);
  }

  /**
   * Offers a choice, as `@Menu` does, in the middle of a handler, and returns what was chosen. It goes nowhere: what follows is
   * up to the code.
   *
   * @param options - `prompt`; `choices`, keys or Asterisk patterns with a value for each; prompts for silence and wrong
   *   entries, and the times. What is left out comes from the app's `defaults`, never from those of the class; the links of the
   *   class are not active
   * @returns the value of the choice, or why there is none
   * @throws HangUpError when the caller leaves; OffhookError AGI_QUESTION with every mistake of the options, before anything is
   *   heard
   * @example
   * const { choice } = await call.menu({ prompt: 'call-back-yes-1-no-2', choices: { '1': 'yes', '2': 'no' } });
   * if (choice === 'yes') await call.play('we-call-back');
   */
  menu<const C extends CallChoices>(options: CallMenuOptions<C>): Promise<MenuResult<C[keyof C]>> {
    return this.#parts.questions.menu(options);
  }

  /**
   * Asks for every `@Field` of an object, in order. Each answer is stored as soon as it is given, so that `@OnHangup` finds
   * those of a caller who left half-way; a field that is asked again keeps its answer until there is a new one.
   *
   * @param form - the object; its class has the `@Field`s
   * @param options - times, attempts and failure prompts for the fields that do not say their own, before the app's `defaults`;
   *   `backKey`. The defaults and the links of the class that fills it play no part
   * @returns the form, and the field at which it ended when not every one is filled
   * @throws HangUpError when the caller leaves; OffhookError AGI_FORM with every mistake of the form and the options, before
   *   anything is heard; whatever a check of a reader throws
   * @example
   * class Answers {
   *   @Field(read.integer({ min: 1, max: 5 }), { prompt: 'satisfied-1-to-5' }) satisfaction?: number;
   *   @Field(read.yesNo(), { prompt: 'recommend-yes-1-no-2' }) recommends?: boolean;
   * }
   * // …
   * const { kind } = await this.call.fill(this.answers, { attempts: 2, backKey: '*' });
   */
  fill<F extends object>(form: F, options: FillOptions = {}): Promise<FillResult<F>> {
    return this.#parts.questions.fill(form, options);
  }

  /**
   * Records what the caller says into a file on the machine of Asterisk; with `review`, until they are content with it. Keys typed
   * before are forgotten, and a key that ends the prompt ends no recording. A call that rings is answered first, unless its class
   * says `answer: false`.
   *
   * @param options - `name`, which never leads out of `folder`; `prompt`, `format`, `beep`; `maxDurationMs`, milliseconds,
   *   default 180,000; `silenceMs`, milliseconds, rounded up to whole seconds, default none; `stopKeys`, default `#`;
   *   `onHangup`, default `keep`; `onRecorded`, which sees each file before the caller judges it; `review`
   * @returns the recording and what ended it; that the caller cancelled it; or that Asterisk could not create the file
   * @throws HangUpError when the caller hangs up: what they said until then is kept or removed, as `onHangup` says, and
   *   `EndedCall.recording` tells of it; OffhookError AGI_RECORDING with every mistake of the options, before anything is heard
   * @see Asterisk: RECORD FILE; MinivmDelete, to remove a file
   * @example
   * const review = { prompt: 'keep-1-hear-2-again-3', accept: '1', playBack: '2', again: '3' } as const;
   * const said = await call.record({ name: `comment-${call.id}`, prompt: 'your-comment', silenceMs: 3_000, review });
   * if (said.kind === 'recorded') await call.play('thank-you');
   */
  record(options: RecordOptions): Promise<RecordResult> {
    return this.#parts.questions.record(options);
  }

  /**
   * Waits for work while the caller holds the line: their keys are kept for the next question, and they hear that something goes
   * on.
   *
   * @param work - gets a signal that aborts when the caller leaves or the limit is passed
   * @param options - `filler`, `fillerAfterMs` (milliseconds, default 1500), `music`; `limitMs`, milliseconds, default as long
   *   as the caller waits
   * @returns what the work gives; with `limitMs`, whether it was in time
   * @throws HangUpError when the caller leaves, whatever the work does then; whatever the work throws
   * @example
   * const orders = await call.waitFor((signal) => crm.orders(number, { signal }), { filler: 'one-moment' });
   * const found = await call.waitFor((signal) => crm.find(number, { signal }), { filler: 'one-moment', limitMs: 8_000 });
   * if (found.kind === 'tooLong') await call.play('try-later');
   */
  waitFor<T>(
    work: (signal: AbortSignal) => Promise<T>,
    options: WaitOptions & { readonly limitMs: number },
  ): Promise<WaitResult<T>>;
  waitFor<T>(
    work: (signal: AbortSignal) => Promise<T>,
    options?: WaitOptions & { readonly limitMs?: never },
  ): Promise<T>;
  waitFor<T>(work: (signal: AbortSignal) => Promise<T>, options: WaitOptions = {}): Promise<T | WaitResult<T>> {
    return waitFor(work, options, { conversation: this.#parts.conversation, signal: this.signal });
  }

  /**
   * Rings one or more devices, together or in turn, and connects the caller with the first that answers. Keys typed before are
   * forgotten.
   *
   * @param targets - `PJSIP/ann`, several to ring them together, or `extensionTarget()` for digits that a caller typed
   * @param options - `ringTimeoutMs`, milliseconds, rounded up to whole seconds; `strategy`; `pass`, variables for the other
   *   leg; `announce`, what the one who answers hears first; `screenedBy`, who asks them; what the caller hears meanwhile; what
   *   the two may do
   * @returns who answered and how long it took, or why nobody did, in turn the last one; the caller is there in both cases
   * @throws HangUpError when the caller hung up; ArgumentError for a target or a variable that is no plain name; CommandError
   *   when Dial could not start
   * @see Asterisk: Dial
   * @example
   * const dialled = await call.dial(['PJSIP/ann', 'PJSIP/bob'], { ringTimeoutMs: 20_000, music: 'default' });
   * if (dialled.kind !== 'answered') await call.play('nobody-is-there');
   */
  dial(targets: DialTarget | readonly DialTarget[], options: CallDialOptions): Promise<DialResult> {
    return dialTargets(targets, options, this.#connectContext);
  }

  /**
   * Puts the caller into a queue of queues.conf until a member has talked with them, or the wait is over. Keys typed before are
   * forgotten.
   *
   * @param name - the queue
   * @param options - `timeoutMs`, milliseconds, rounded up to whole seconds, default no limit; `priority`; `pass`, variables
   *   for the member's leg; what the caller hears
   * @returns how it ended; the caller is there in every case
   * @throws HangUpError when the caller hung up; CommandError when there is no such queue
   * @remarks Answer the call first: Queue does not. After `exitKey` the call stands at the key's extension in the queue's context
   *   (queues.conf): `leave()` without a place goes on there and not behind AGI(); name a place to go elsewhere.
   * @see Asterisk: Queue
   * @example
   * const queued = await call.queue('support', { timeoutMs: 180_000 });
   * if (queued.kind === 'timeout') await call.voicemail('100@support');
   */
  queue(name: string, options: CallQueueOptions = {}): Promise<QueueResult> {
    return enterQueue(name, options, this.#connectContext);
  }

  /**
   * Counts the callers who wait in a queue.
   *
   * @param name - the queue; one that does not exist is empty
   * @throws ArgumentError when the name is no plain one; HangUpError when the connection is gone
   * @see Asterisk: QUEUE_WAITING_COUNT
   * @example
   * await call.play('you-are-number', say.number((await call.queueLength('support')) + 1));
   */
  async queueLength(name: string): Promise<number> {
    return (await this.channel.getFunction('QUEUE_WAITING_COUNT', plainName('name', name))) || 0;
  }

  /**
   * Lets the caller leave a message. Keys typed before are forgotten.
   *
   * @param mailbox - `100@default`; the context is `default` when left out
   * @param options - `greeting`: what the mailbox says first, default `unavailable`
   * @returns whether a message was left; most callers end it by hanging up, which is `left` with `hasHungUp`
   * @throws HangUpError when the caller hung up without leaving one; ArgumentError when the mailbox is no plain name
   * @remarks After `userExit` the call stands at the extension `o` or `a`: `leave()` without a place goes on there.
   * @see Asterisk: VoiceMail
   * @example
   * const message = await call.voicemail('100@sales', { greeting: 'busy' });
   */
  voicemail(mailbox: string, options: VoicemailOptions = {}): Promise<VoicemailResult> {
    return enterMailbox(mailbox, options, this.#connectContext);
  }

  get #connectContext(): ConnectContext {
    const parts = this.#parts;
    const screeningPath = (screening: Class): string => parts.screeningPath(screening);
    return { channel: this.channel, variables: this.variables, conversation: parts.conversation, screeningPath };
  }
}

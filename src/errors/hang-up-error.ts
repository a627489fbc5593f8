/** Who or what ended the call, as far as it can be told. */
export type HangUpReason = 'caller' | 'app' | 'redirected' | 'connectionLost' | 'drained';

/** How the end of the call was noticed. */
export type HangUpNotice =
  | 'hangupLine'
  | 'deadChannel'
  | 'result'
  | 'connectionClosed'
  | 'connectionReset'
  | 'appClosed';

const SENTENCES: Record<HangUpNotice, string> = {
  hangupLine: 'Asterisk sent HANGUP',
  deadChannel: 'Asterisk answered 511, the channel is dead',
  result: 'the command ended because the channel hung up',
  connectionClosed: 'Asterisk closed the connection',
  connectionReset: 'the connection to Asterisk was reset',
  appClosed: 'the application ended the call',
};

/**
 * The call is over. Not a fault: it has its own branch beside {@link OffhookError}, so that `catch` blocks and log filters
 * cannot mistake a caller who left for something that broke.
 *
 * It is also the `reason` of the call's AbortSignal.
 *
 * @example
 * try {
 *   await channel.streamFile('welcome');
 * } catch (error) {
 *   if (!(error instanceof HangUpError)) throw error;
 *   console.log(`gone: ${error.reason}`);
 * }
 */
export class HangUpError extends Error {
  override readonly name = 'HangUpError';
  /** Always `AGI_HANG_UP`. */
  readonly code = 'AGI_HANG_UP';

  constructor(
    /** Who ended the call. A redirect by AMI looks like the caller until the call's end is examined: see `EndedCall.reason`. */
    readonly reason: HangUpReason,
    /** How it was noticed. */
    readonly notice: HangUpNotice,
    /** The command that was waiting or wanted, when there was one. */
    readonly command?: string,
  ) {
    super(
      `The call is over: ${SENTENCES[notice]}${command === undefined ? '' : ` (command: ${command})`}. [AGI_HANG_UP]`,
    );
  }

  /** @internal Without a stack, which costs as much as a command and would show nothing but how the line was read. */
  static ofCall(reason: HangUpReason, notice: HangUpNotice): HangUpError {
    const { stackTraceLimit } = Error;
    // Where it may not be set (--frozen-intrinsics) there is a stack.
    Reflect.set(Error, 'stackTraceLimit', 0);
    const error = new HangUpError(reason, notice);
    Reflect.set(Error, 'stackTraceLimit', stackTraceLimit);
    return error;
  }
}

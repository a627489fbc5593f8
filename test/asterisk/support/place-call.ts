import { randomUUID } from 'node:crypto';

import { AmiClient, type AmiEvent } from './ami.js';
import type { RealAsterisk } from './asterisk.js';
import { agiContext, callerContext, type CallerMedia } from './call-dialplan.js';
import { PlacedCall } from './placed-call.js';

/** A call to place. */
export interface CallOptions {
  /** Argument of the dialplan's AGI(), such as `agi://127.0.0.1:4573/sales,first,second`. */
  readonly agi: string;
  /** Number of the caller; default none. */
  readonly callerId?: string;
  /** Name of the caller, any characters; default none. */
  readonly callerName?: string;
  /** Variables set on the AGI leg before AGI(), any characters. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Applications the caller's leg runs once it is answered; it hangs up after the last. Default: waits for an hour. */
  readonly caller?: readonly string[];
  /** Applications the AGI leg runs before AGI(). */
  readonly beforeAgi?: readonly string[];
  /** Applications the AGI leg runs after AGI(); then it hangs up. */
  readonly afterAgi?: readonly string[];
  /** What the caller's leg sends in the background; default `silence`. */
  readonly media?: CallerMedia;
  /** How long the caller waits for an answer, milliseconds; default 120000. */
  readonly answerTimeoutMs?: number;
}

let callsPlaced = 0;

/**
 * Places a call whose far end runs AGI: one leg is the caller, the other runs AGI().
 *
 * The AGI server must listen already. Returns when both legs exist, at about the time AGI connects.
 */
export async function placeCall(asterisk: RealAsterisk, options: CallOptions): Promise<PlacedCall> {
  const number = ++callsPlaced;
  const names = { agi: `harness-agi-${number}`, caller: `harness-caller-${number}` };
  const { callerId, callerName } = options;
  const dialplan = {
    agi: options.agi,
    beforeAgi: options.beforeAgi ?? [],
    afterAgi: options.afterAgi ?? [],
    caller: options.caller ?? ['Wait(3600)'],
    media: options.media ?? 'silence',
    variables: options.variables ?? {},
    callerId,
    callerName,
  };
  await Promise.all([
    asterisk.addContext(names.agi, agiContext(dialplan)),
    asterisk.addContext(names.caller, callerContext(dialplan)),
  ]);
  const id = `harness-${number}-${randomUUID().slice(0, 8)}`;
  const ids = { agi: `${id}-agi`, caller: `${id}-caller` };
  const call = new PlacedCall(asterisk, ids, names.agi, await AmiClient.login(asterisk.amiPort, false));
  void call.ended.then(() => {
    asterisk.forgetContext(names.agi);
    asterisk.forgetContext(names.caller);
  });
  const from = asterisk.ami.events.length;
  try {
    await asterisk.ami.action('Originate', {
      Channel: `Local/s@${names.agi}/n`,
      Context: names.caller,
      Exten: 's',
      Priority: '1',
      ChannelId: ids.caller,
      OtherChannelId: ids.agi,
      Timeout: String(options.answerTimeoutMs ?? 120_000),
      Async: 'true',
    });
    const isNew = (uniqueId: string) => (event: AmiEvent) =>
      event.name === 'Newchannel' && event.fields.Uniqueid === uniqueId;
    await asterisk.ami.waitFor(isNew(ids.caller), 5_000, from);
    await asterisk.ami.waitFor(isNew(ids.agi), 5_000, from);
  } catch (error) {
    call.abandon();
    throw error;
  }
  return call;
}

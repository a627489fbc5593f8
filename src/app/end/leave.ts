import type { AgiChannel } from '../../core/channel.js';
import { PLACE_EXPRESSION } from '../../core/place.js';
import type { DialplanPlace } from '../../dialog/step.js';
import { OffhookError } from '../../errors/offhook-error.js';
import type { CallSession } from '../../session/call-session.js';

/** What would not stay what it is within a function of the dialplan. */
const MISREAD = /[\s$`{}()[\]"'\\,;|]/;

/**
 * Tells Asterisk where in the dialplan the call goes on when the AGI ends.
 *
 * @throws OffhookError AGI_NO_SUCH_PLACE when there is no such place: the call stays where it is and goes on behind AGI()
 */
export async function leave(session: CallSession, place: DialplanPlace): Promise<void> {
  const { channel } = session;
  // Without a priority the dialplan would go on at this AGI's own priority plus one, in the new place.
  const { context, extension, priority = 1 } = place;
  const exists = await existence(session, place);
  if (exists === false) throw noSuchPlace(place);
  const before =
    exists === undefined && isLabel(priority) ? await channel.getFullVariable(PLACE_EXPRESSION) : undefined;
  if (context !== undefined) await channel.setContext(context);
  if (extension !== undefined) await channel.setExtension(extension);
  try {
    await channel.setPriority(priority);
  } catch (error) {
    // Else Asterisk would go on in the new place, at the priority of AGI() plus one.
    if (before !== undefined) await putBack(channel, before);
    throw error;
  }
}

/**
 * Whether the dialplan takes a call that is sent there: the place exists, or its context has an extension for those that do
 * not (`i`, `e`).
 *
 * @returns `undefined` where nobody can tell: this Asterisk lacks func_dialplan, or the place has characters of an expression
 */
async function existence(session: CallSession, place: DialplanPlace): Promise<boolean | undefined> {
  const isWhole = place.context !== undefined && place.extension !== undefined;
  const now = isWhole ? undefined : await whereNow(session);
  const { context = now?.context, extension = now?.extension, priority = 1 } = place;
  // The caller has dialled the extension: it could hold what a function of the dialplan misreads, as a name of the app could.
  if ([context, extension, priority].some((part) => MISREAD.test(String(part)))) return undefined;
  const asked = [`${context},${extension},${priority}`, `${context},i,1`, `${context},e,1`];
  const told = await session.channel.getFullVariable(asked.map((at) => `\${DIALPLAN_EXISTS(${at})}`).join(''));
  if (!/^[01]{3}$/.test(told)) return undefined;
  // A label has to be there to be set; a number may be whatever the context makes of it.
  return told.startsWith('1') || (told !== '000' && !isLabel(priority));
}

const isLabel = (priority: number | string): boolean => !/^\d+$/.test(String(priority));

/** Where the call stands in the dialplan. Asterisk is asked only where the app itself has said where it goes on. */
async function whereNow({ channel, place, hasMoved }: CallSession) {
  return partsOf(hasMoved || place === undefined ? await channel.getFullVariable(PLACE_EXPRESSION) : place);
}

/** An extension may hold commas. */
const partsOf = (place: string) => ({
  context: place.slice(0, place.indexOf(',')),
  extension: place.slice(place.indexOf(',') + 1, place.lastIndexOf(',')),
});

async function putBack(channel: AgiChannel, before: string): Promise<void> {
  const { context, extension } = partsOf(before);
  await channel.setContext(context);
  await channel.setExtension(extension);
}

function noSuchPlace({ context, extension, priority = 1 }: DialplanPlace): OffhookError {
  const parts = { context, extension, priority: String(priority) };
  const place = Object.entries(parts).flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`]));
  return new OffhookError('AGI_NO_SUCH_PLACE', { place: place.join(', ') });
}

/**
 * What Asterisk writes in the place of a digit when AMI's ControlPlayback acts on a channel that waits for one: the lowest byte
 * of a control frame's number (0xE8 to 0xEC), which is no UTF-8.
 */
const CONTROL_BYTE = /\ufffd/g;

/**
 * Digits as GET DATA and Read collect them, without control frames.
 *
 * @param room - how many it has room for
 * @returns the digits, and whether a control frame took the place of the last one
 * @internal
 */
export function withoutControls(text: string, room: number): { readonly digits: string; readonly isCut: boolean } {
  const digits = text.replace(CONTROL_BYTE, '');
  return { digits, isCut: digits.length < text.length && text.length >= room };
}

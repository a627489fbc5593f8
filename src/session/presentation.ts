/**
 * Whether the caller's number may be shown: `restricted` when the caller withholds it, `unavailable` when nobody knows it.
 * Asterisk's word for it is presentation.
 */
export type CallerPresentation = 'allowed' | 'restricted' | 'unavailable';

/** The bits of `agi_callingpres` that say it; the others say who has checked the number. */
const RESTRICTION = 0x60;
const ALLOWED = 0x00;
const RESTRICTED = 0x20;

/** Numbers that are none: what SIP trunks write in the place of one (RFC 3323, 3GPP TS 24.229), and Asterisk's own `unknown`. */
const NO_NUMBERS: ReadonlyMap<string, CallerPresentation> = new Map([
  ['', 'unavailable'],
  ['unknown', 'unavailable'],
  ['unavailable', 'unavailable'],
  ['anonymous', 'restricted'],
  ['restricted', 'restricted'],
]);

/** What stands in the place of a number says; `undefined` for a number. */
export const presentationInPlaceOf = (number: string | undefined): CallerPresentation | undefined =>
  number === undefined ? 'unavailable' : NO_NUMBERS.get(number.toLowerCase());

/** What `agi_callingpres` says, for number and name together; a block without it withholds nothing. */
export function readPresentation(callingpres: string | undefined): CallerPresentation {
  switch (Number(callingpres ?? ALLOWED) & RESTRICTION) {
    case ALLOWED:
      return 'allowed';
    case RESTRICTED:
      return 'restricted';
    default:
      return 'unavailable';
  }
}

/** What `CALLERID(pres)` and `CONNECTEDLINE(pres)` say: `allowed_not_screened`, `prohib`, `unavailable`. */
export function readNamedPresentation(name: string | undefined): CallerPresentation {
  if (name?.startsWith('prohib') === true) return 'restricted';
  return name === 'unavailable' ? 'unavailable' : 'allowed';
}

/** Something in which the two differ by nature, and why. */
export interface Difference {
  readonly what: RegExp;
  readonly why: string;
}

/** All that is masked before a real and a virtual call are compared; everything else must be the same. */
export const DIFFERENCES: Readonly<
  Record<'environment' | 'text' | 'variables' | 'afterHangup', readonly Difference[]>
> & {
  readonly variablesAfterHangup: readonly (Difference & { readonly by: RegExp })[];
} = {
  environment: [
    { what: /^uniqueid$/, why: 'counts the calls of an instance' },
    { what: /^threadid$/, why: 'an address in the memory of Asterisk' },
    { what: /^version$/, why: 'the package of the distribution' },
    { what: /^(network_script|request)$/, why: 'the port of the tap' },
  ],
  text: [
    {
      what: /(?<=ANSWER[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\d+[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\d+(?=[\da-f]{8}-)/g,
      why: 'times that Dial tells: compared as variables',
    },
    { what: /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, why: 'what stands between values, random for each command' },
    { what: /(?<=Local\/\w+@\w+)-[\da-f]{8}(?:;\d)?/g, why: "the number of the other leg's channel" },
  ],
  // Frames that a dead channel still holds unread decide whether an application notices the hang-up (-1) or does not (0).
  afterHangup: [
    { what: /^EXEC (Playback|Background|Read|Say\w+|Wait) /, why: 'unread frames of a dead channel' },
    { what: /^GET VARIABLE "PLAYBACKSTATUS"/, why: 'what such an application left' },
  ],
  // Only when it ran on the dead channel; what it left before is compared.
  variablesAfterHangup: [
    { what: /^PLAYBACKSTATUS$/, by: /^EXEC Playback /, why: 'what such an application left' },
    { what: /^BACKGROUNDSTATUS$/, by: /^EXEC Background /, why: 'what such an application left' },
    { what: /^(READSTATUS|R)$/, by: /^EXEC Read /, why: 'what such an application left' },
  ],
  variables: [
    { what: /^AGISTATUS$/, why: 'compared by itself' },
    { what: /^HARNESS_/, why: 'marks of the harness' },
    {
      what: /^(RINGTIME|PROGRESSTIME)(_MS)?$|^BRIDGEPEER$/,
      why: 'what Dial tells of the other leg beside how it went',
    },
    { what: /^(ARGC|ARG\d+|LOCAL\(.*\))$/, why: 'live only while a routine runs' },
  ],
};

/** Commands of the framework that say nothing of Asterisk: they are left out on both sides, with their answers. */
export const ASIDES: readonly Difference[] = [
  {
    what: /^CHANNEL STATUS$/,
    why: 'asks whether the caller is there: after a `-1` without HANGUP, and before the line is kept',
  },
  {
    what: /^GET FULL VARIABLE "\$\{DIALPLAN_EXISTS\(/,
    why: 'asks whether the place exists where the call is to go on: a virtual dialplan has only the places that a test names',
  },
  {
    what: /^WAIT FOR DIGIT -1$/,
    why: "keeps the line while the app works for more than 30 ms (a PIN, the database); how long is not Asterisk's doing",
  },
  {
    what: /^GET FULL VARIABLE "(?:\$\{CHANNEL\(appdata\)\})?(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}){1,2}"$/,
    why: 'the mark that opens a call and proves an answer, and the token that ends such a wait',
  },
];

/** The answer to a command that was sent before HANGUP had come; the command is left out with it. */
export const REFUSED: Difference = {
  what: /^511 /,
  why: 'a real Asterisk writes HANGUP in a piece of its own, up to 45 ms after the `-1`: it waits for an acknowledgement',
};

/** Something in which the two differ by nature, and why. */
export interface Difference {
  readonly what: RegExp;
  readonly why: string;
}

/** All that is masked before a real and a virtual call are compared; everything else must be the same. */
export const DIFFERENCES: Readonly<
  Record<'environment' | 'text' | 'variables' | 'afterHangup' | 'variablesAfterHangup', readonly Difference[]>
> = {
  environment: [
    { what: /^uniqueid$/, why: 'counts the calls of an instance' },
    { what: /^threadid$/, why: 'an address in the memory of Asterisk' },
    { what: /^version$/, why: 'the package of the distribution' },
    { what: /^(network_script|request)$/, why: 'the port of the tap' },
  ],
  text: [],
  // Frames that a dead channel still holds unread decide whether an application notices the hang-up (-1) or does not (0).
  afterHangup: [
    { what: /^EXEC (Playback|Background|Read|Say\w+|Wait) /, why: 'unread frames of a dead channel' },
    { what: /^GET VARIABLE "PLAYBACKSTATUS"/, why: 'what such an application left' },
  ],
  variablesAfterHangup: [{ what: /^((PLAYBACK|BACKGROUND|READ)STATUS|R)$/, why: 'what such an application left' }],
  variables: [
    { what: /^AGISTATUS$/, why: 'compared by itself' },
    { what: /^HARNESS_/, why: 'marks of the harness' },
    { what: /^(ARGC|ARG\d+|LOCAL\(.*\))$/, why: 'live only while a routine runs' },
  ],
};

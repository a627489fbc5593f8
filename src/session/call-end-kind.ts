/** How a call ended: one word, the same in the log, for hooks, and as a label of the metrics. */
export type CallEndKind =
  /** Back in the dialplan, by `leave` or because nothing more was to do. */
  | 'dialplan'
  | 'callerHungUp'
  | 'appHungUp'
  /** An AMI action sent the channel elsewhere in the dialplan. */
  | 'redirected'
  /** The connection to Asterisk broke off. */
  | 'connectionLost'
  /** A handler threw, or Asterisk and the app were out of step. */
  | 'error'
  /** No controller answers its path. */
  | 'notFound'
  /** There were too many calls. */
  | 'refused'
  /** Given back to the dialplan because the app was closing. */
  | 'drained';

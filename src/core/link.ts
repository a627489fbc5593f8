/** What a transport does for the core: carries bytes between Asterisk and us. Transports implement it; the core knows no socket. */
export interface AgiLink {
  /** Who is at the other end, for logs: `127.0.0.1:51234`, `memory`. */
  readonly peer: string;
  /** Starts delivery; called once. What arrived before is delivered first. */
  open(receiver: LinkReceiver): void;
  /** Sends one whole line, its line feed included, in one write. */
  send(line: string): void;
  /** Ends our side; what was sent still arrives. */
  end(): void;
  /** Drops the connection at once. */
  destroy(): void;
}

/** What a link tells its owner. */
export interface LinkReceiver {
  /** Bytes as they came, in any pieces. */
  received(chunk: Uint8Array): void;
  /** The connection is gone; called once and last. `error` is set when it was reset rather than closed, or was none of a call. */
  closed(error?: Error): void;
}

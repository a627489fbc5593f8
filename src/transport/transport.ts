import type { AgiLink } from '../core/link.js';

/** Where calls come from. */
export interface AgiTransport {
  /**
   * Starts to take connections and gives each to `onLink`. An app that was full listens again after `close()`, while older
   * connections still go on: the transport then takes the address that it had.
   */
  listen(onLink: (link: AgiLink) => void): Promise<ListeningAddress>;
  /** Takes no more connections. Those that are open go on, and the promise waits until they are closed. */
  close(): Promise<void>;
}

/** Where a transport can be reached. */
export interface ListeningAddress {
  readonly host: string;
  readonly port: number;
}

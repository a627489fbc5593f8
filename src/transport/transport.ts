import type { AgiLink } from '../core/link.js';

/** Where calls come from. */
export interface AgiTransport {
  /** Starts taking connections; each is given to `onLink`. */
  listen(onLink: (link: AgiLink) => void): Promise<ListeningAddress>;
  /** Takes no more connections; those that are open go on. */
  close(): Promise<void>;
}

/** Where a transport can be reached. */
export interface ListeningAddress {
  readonly host: string;
  readonly port: number;
}

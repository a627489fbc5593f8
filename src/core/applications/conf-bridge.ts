import type { AgiCommand } from '../commands/define-command.js';
import { runApplication } from './run-application.js';

/** Profiles of confbridge.conf. */
export interface ConfBridgeOptions {
  /** The room's profile; default `default_bridge` (as Asterisk). */
  readonly bridgeProfile?: string;
  /** The caller's profile: muted, marked, announced; default `default_user` (as Asterisk). */
  readonly userProfile?: string;
  /** What keys do; default `default_menu` where there is one (as Asterisk). */
  readonly menu?: string;
}

/** How the caller left a conference without hanging up: a key of the menu, an administrator, the last marked user, the profile's limit. */
export interface ConfBridgeResult {
  readonly kind: 'key' | 'kicked' | 'endMarked' | 'timeout';
}

const KINDS: Readonly<Record<string, ConfBridgeResult['kind']>> = {
  DTMF: 'key',
  KICKED: 'kicked',
  ENDMARKED: 'endMarked',
  TIMEOUT: 'timeout',
};

/**
 * Joins the caller to a conference until they leave it.
 *
 * @param room - its name; the first who comes opens it
 * @param options - profiles of confbridge.conf
 * @returns how the caller left it
 * @throws CommandError when they could not enter it: an unknown profile, a full or locked room; HangUpError when they hung up
 * @see Asterisk: ConfBridge
 * @example
 * const left = await channel.confBridge('standup', { userProfile: 'guest' });
 */
export function confBridge(room: string, options: ConfBridgeOptions = {}): AgiCommand<ConfBridgeResult> {
  const { bridgeProfile = '', userProfile = '', menu = '' } = options;
  return runApplication('ConfBridge', [room, bridgeProfile, userProfile, menu], {
    variables: ['CONFBRIDGE_RESULT'],
    read({ CONFBRIDGE_RESULT: told }) {
      const kind = Object.hasOwn(KINDS, told) ? KINDS[told] : undefined;
      return kind && { kind };
    },
  });
}

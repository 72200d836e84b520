import { ErrorCode } from '../error';
import type { WebRtcSettings } from '../phone-types';

export type Settings = {
  [K in keyof WebRtcSettings]-?: Exclude<WebRtcSettings[K], undefined>;
};

const KEYS: readonly (keyof WebRtcSettings)[] = [
  ...(['uri', 'user', 'realm', 'ha1', 'servers', 'iceServers'] as const),
];

/** The settings among what a page or the server gave; nothing of a desk phone. */
export function given(source: unknown): Partial<WebRtcSettings> {
  const all = (source ?? {}) as Record<string, unknown>;
  if (all['type'] !== 'webrtc') {
    return {};
  }
  const set = KEYS.filter((key) => all[key] !== undefined && all[key] !== null);
  return Object.fromEntries(set.map((key) => [key, all[key]]));
}

/** @returns null where something is missing */
export function completed(some: Partial<WebRtcSettings>): Settings | null {
  const { uri, realm, ha1, servers, iceServers = [] } = some;
  if (!uri || !realm || !ha1 || !servers?.length) {
    return null;
  }
  const user = some.user ?? uri.replace(/^sips?:|@.*$/g, '');
  return { uri, user, realm, ha1, servers, iceServers };
}

/** A server from before there were phones in pages. */
export function isDesk(refusal: unknown): boolean {
  const { code } = refusal as { code?: number };
  return code === ErrorCode.UNKNOWN_COMMAND || code === ErrorCode.NOT_AVAILABLE_YET;
}

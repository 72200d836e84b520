import type { Settings } from './settings';
import type { PhoneOptions } from '../phone-types';
import type { Softphone, SoftphoneEvents } from './softphone';

/** What the phone needs of the browser; tests bring their own. */
export interface Surroundings {
  softphone(options: PhoneOptions, events: SoftphoneEvents): Softphone;
  /** One tab of the browser has the audio of a phone. */
  election(name: string, events: ElectionEvents): Election;
  channel(name: string, heard: (message: unknown) => void): Channel;
  uuid(): string;
}

export interface ElectionEvents {
  /** This tab has it, until {@link Election.resign}. */
  won(): void;
  /** Another tab has it; `won` may follow. */
  lost(): void;
}

export interface Election {
  resign(): void;
}

/** Between the tabs of a browser. */
export interface Channel {
  tell(message: object): void;
  close(): void;
}

/** The same in all tabs with this phone. */
export function phoneName(settings: Settings): string {
  return `ctibar.phone.${settings.uri}`;
}

import type { Alarms } from '../alarms';
import type { CtibarError } from '../error';
import type { AudioDevices, DeviceChoice, PhoneOptions, PhoneStatus } from '../phone-types';
import type { Snapshot } from '../types';
import type { Settings } from './settings';
import type { Manner } from './softphone';

/** Where `ctibar-phone.js` leaves {@link PhoneFactory}. */
export const FACTORY = '__ctibarPhone';

/** The phone as `ctibar.js` sees it: its code comes in a script of its own, only where it is needed. */
export interface PhoneModule {
  /** Every event of the platform, in order. */
  heard(event: string, data: unknown): void;
  offhook(): Promise<{ callId: string }>;
  retry(): Promise<void>;
  devices(): Promise<AudioDevices>;
  use(choice: DeviceChoice): Promise<void>;
  stop(manner: Manner): void;
}

/** What the phone borrows from `ctibar.js`. */
export interface PhoneHost {
  readonly options: PhoneOptions;
  readonly alarms: Alarms;
  readonly view: Snapshot;
  command<T>(name: string): Promise<T>;
  /** Asks the server anew. */
  settings(): Promise<Settings>;
  status(status: PhoneStatus): void;
  /** For what belongs to no method. */
  problem(error: CtibarError): void;
  info(text: string): void;
  /** Made over there: pages ask `instanceof`. */
  error(code: number, message: string, data?: Record<string, unknown>): CtibarError;
}

export type PhoneFactory = (host: PhoneHost, settings: Settings) => PhoneModule;

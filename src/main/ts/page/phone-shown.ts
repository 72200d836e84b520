import type { PhoneStatus } from '../sdk/phone-types';
import type { Key } from './texts';

const NO_MICROPHONE: Record<string, Key> = {
  denied: 'microphone_denied',
  not_found: 'microphone_not_found',
  in_use: 'microphone_in_use',
  insecure_page: 'microphone_insecure_page',
};

/** What the page shows of the phone in it. Pure. */
export interface PhoneShown {
  text: Key;
  tone: 'good' | 'waiting' | 'bad';
  canRetry: boolean;
}

/** @returns null where the agent has a telephone of its own */
export function phoneShown({ state, reason }: PhoneStatus): PhoneShown | null {
  switch (state) {
    case 'off':
      return null;
    case 'starting':
      return { text: 'phone_starting', tone: 'waiting', canRetry: false };
    case 'registered':
      return { text: 'phone_registered', tone: 'good', canRetry: false };
    case 'elsewhere':
      return { text: 'phone_elsewhere', tone: 'waiting', canRetry: false };
    case 'autoplay_blocked':
      return { text: 'phone_autoplay_blocked', tone: 'bad', canRetry: false };
    case 'unreachable':
      return { text: 'phone_unreachable', tone: 'bad', canRetry: true };
    case 'no_microphone':
      return {
        text: NO_MICROPHONE[reason ?? ''] ?? 'microphone_not_found',
        tone: 'bad',
        canRetry: true,
      };
  }
}

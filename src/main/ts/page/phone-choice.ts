import type { DeviceChoice } from '../sdk/phone-types';

const KEPT = 'ctibar.audio';

/** Microphone, loudspeaker and volume that were chosen in this browser. */
export function keptChoice(): DeviceChoice {
  try {
    return choiceIn(JSON.parse(localStorage.getItem(KEPT) ?? '{}'));
  } catch {
    return {};
  }
}

export function keepChoice(choice: DeviceChoice): void {
  try {
    localStorage.setItem(KEPT, JSON.stringify({ ...keptChoice(), ...choice }));
  } catch {
    // not remembered then
  }
}

/** What of it is of the right kind: others may write there. Pure. */
export function choiceIn(stored: unknown): DeviceChoice {
  const { input, output, volume } = Object(stored) as Record<string, unknown>;
  return {
    ...(typeof input === 'string' && { input }),
    ...(typeof output === 'string' && { output }),
    ...(typeof volume === 'number' && volume >= 0 && volume <= 1 && { volume }),
  };
}

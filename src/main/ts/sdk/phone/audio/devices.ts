import type { AudioDevice, AudioDevices } from '../../phone-types';
import { canChooseOutput } from './speaker';

export async function listDevices(): Promise<AudioDevices> {
  const { mediaDevices } = navigator as { mediaDevices?: MediaDevices };
  const all = (await mediaDevices?.enumerateDevices()) ?? [];
  const of = (kind: MediaDeviceKind): AudioDevice[] =>
    all.filter((d) => d.kind === kind).map((d) => ({ id: d.deviceId, label: d.label }));
  return { inputs: of('audioinput'), outputs: canChooseOutput() ? of('audiooutput') : [] };
}

/** Chrome tells one change several times. Returns how to stop it. */
export function watchDevices(changed: () => void): () => void {
  let last = '';
  const look = async () => {
    const now = JSON.stringify(await listDevices());
    if (last !== '' && now !== last) {
      changed();
    }
    last = now;
  };
  const { mediaDevices } = navigator as { mediaDevices?: MediaDevices };
  const heard = () => void look();
  heard();
  mediaDevices?.addEventListener('devicechange', heard);
  return () => mediaDevices?.removeEventListener('devicechange', heard);
}

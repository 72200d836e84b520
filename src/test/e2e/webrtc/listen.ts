import type { BrowserContext, Page } from 'playwright-core';

/** As loud as phones of the verification send their tones. */
const AMPLITUDE = 4_000 / 32_768;
const AUDIBLE = 0.12 * AMPLITUDE;
const RATE = 48_000;

/** A second of a tone, as a file for a browser's microphone. */
export function toneFile(hz: number): Buffer {
  const file = Buffer.alloc(44 + RATE * 2);
  file.write('RIFF', 0);
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20); // PCM
  file.writeUInt16LE(1, 22); // one channel
  file.writeUInt32LE(RATE, 24);
  file.writeUInt32LE(RATE * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(RATE * 2, 40);
  for (let i = 0; i < RATE; i++) {
    const sample = Math.sin((2 * Math.PI * hz * i) / RATE) * AMPLITUDE * 32_767;
    file.writeInt16LE(Math.round(sample), 44 + i * 2);
  }
  return file;
}

/** What makes voices better takes tones for noise. */
export async function withPlainMicrophone(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const { mediaDevices } = navigator;
    const ask = mediaDevices.getUserMedia.bind(mediaDevices);
    const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
    mediaDevices.getUserMedia = ({ audio }: MediaStreamConstraints = {}) =>
      ask({ audio: { ...(audio as MediaTrackConstraints), ...plain } });
  });
}

type Hearing = typeof window & {
  madeConnections: RTCPeerConnection[];
  ears?: Map<MediaStreamTrack, AnalyserNode>;
  earContext?: AudioContext;
};

/** Which of these tones sound in the page now. */
export function heardIn(page: Page, tones: Record<string, number>): Promise<string[]> {
  return page.evaluate(
    ({ tones, audible, rate }) => {
      const window_ = window as Hearing;
      const context = (window_.earContext ??= new AudioContext({ sampleRate: rate }));
      const ears = (window_.ears ??= new Map<MediaStreamTrack, AnalyserNode>());
      const open = window_.madeConnections.filter((c) => c.signalingState !== 'closed');
      const tracks = open.flatMap((c) => c.getReceivers().map((r) => r.track));
      const earOf = (track: MediaStreamTrack): AnalyserNode => {
        const ear = ears.get(track) ?? context.createAnalyser();
        if (!ears.has(track)) {
          ear.fftSize = 8_192;
          context.createMediaStreamSource(new MediaStream([track])).connect(ear);
          ears.set(track, ear);
        }
        return ear;
      };
      const loudness = (samples: Float32Array, hz: number): number => {
        let real = 0;
        let imaginary = 0;
        samples.forEach((sample, i) => {
          const turn = (2 * Math.PI * hz * i) / rate;
          real += sample * Math.cos(turn);
          imaginary += sample * Math.sin(turn);
        });
        return (2 * Math.hypot(real, imaginary)) / samples.length;
      };
      const heard = tracks.flatMap((track) => {
        const samples = new Float32Array(8_192);
        earOf(track).getFloatTimeDomainData(samples);
        const wholeWaves = samples.subarray(0, 7_680); // of every multiple of 50 Hz
        return Object.keys(tones).filter((n) => loudness(wholeWaves, tones[n] ?? 0) > audible);
      });
      return [...new Set(heard)].sort();
    },
    { tones, audible: AUDIBLE, rate: RATE },
  );
}

import type { RTCSession } from 'jssip/lib/RTCSession';
import type { IncomingRequest } from 'jssip/lib/SIPMessage';
import type { IncomingLeg } from '../softphone';

/** Of slow STUN servers; the host's own addresses are there at once. */
const CANDIDATES_WITHIN_MS = 500;
/** How JsSIP ends a call whose media failed: we know better ways. */
const MEDIA_FAILED = 'RTP Timeout';

export interface LegEvents {
  talking(): void;
  ended(): void;
  failed(): void;
  voice(stream: MediaStream): void;
}

/** One INVITE and what becomes of it. */
export class SipLeg {
  private over = false;

  constructor(
    private readonly session: RTCSession,
    private readonly events: LegEvents,
  ) {
    const terminate = session.terminate.bind(session);
    session.terminate = (options) =>
      options?.cause === MEDIA_FAILED ? this.failed() : terminate(options);
    session.on('peerconnection', ({ peerconnection }) => this.watch(peerconnection));
    session.on('confirmed', () => this.over || events.talking());
    session.on('ended', () => this.end());
    session.on('failed', () => this.end());
    this.hurryCandidates();
  }

  answer(stream: MediaStream, iceServers: readonly RTCIceServer[]): void {
    if (!this.session.isInProgress()) {
      return; // the caller gave up while the microphone was being opened
    }
    this.session.answer({ mediaStream: stream, pcConfig: { iceServers: [...iceServers] } });
  }

  terminate(): void {
    if (!this.session.isEnded()) {
      this.session.terminate();
    }
  }

  replace(track: MediaStreamTrack): void {
    const pc = this.session.connection as RTCPeerConnection | null;
    pc?.getSenders().forEach((sender) => void sender.replaceTrack(track).catch(() => undefined));
  }

  private hurryCandidates(): void {
    let hurried = false;
    this.session.on('icecandidate', ({ ready }) => {
      if (!hurried) {
        hurried = true;
        setTimeout(ready, CANDIDATES_WITHIN_MS);
      }
    });
  }

  private watch(pc: RTCPeerConnection): void {
    pc.addEventListener('track', ({ streams, track }) =>
      this.events.voice(streams[0] ?? new MediaStream([track])),
    );
    pc.addEventListener('connectionstatechange', () => {
      if (pc.connectionState === 'failed') {
        this.failed();
      }
    });
  }

  private failed(): void {
    if (!this.over) {
      this.events.failed();
    }
  }

  private end(): void {
    if (!this.over) {
      this.over = true;
      this.events.ended();
    }
  }
}

/** What our switch says of a call in its INVITE. */
export function describe(id: string, request: IncomingRequest): IncomingLeg {
  const header = (name: string) => (request.getHeader(name) as string | undefined)?.trim() || null;
  const reattach = header('X-CTI-Reattach');
  const autoAnswer = /;\s*answer-after\s*=\s*0\b/i.test(header('Call-Info') ?? '');
  return {
    id,
    callId: reattach ?? header('X-CTI-Call'),
    autoAnswer: autoAnswer || reattach !== null,
    reattach: reattach !== null,
  };
}

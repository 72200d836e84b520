import { UA } from 'jssip';
import type { IncomingRTCSessionEvent } from 'jssip/lib/UA';
import type { IncomingRequest } from 'jssip/lib/SIPMessage';
import type { RTCSession } from 'jssip/lib/RTCSession';
import type { Settings } from '../settings';
import type { Manner } from '../softphone';
import { SipSocket } from './sip-socket';

const REGISTRATION_S = 120;
const RECONNECT_S = { least: 1, most: 4 };
/** A switch that says nothing for so long when asked is not there. */
const ANSWER_WITHIN_MS = 4_000;

export interface LineEvents {
  registered(): void;
  refused(reason: string): void;
  lost(): void;
  invited(session: RTCSession, request: IncomingRequest): void;
}

/** JsSIP's types do not know it. */
interface WithOptions {
  sendOptions(target: string): void;
}

/** The registration at the switch, and the WebSocket under it. */
export class SipLine {
  private ua: UA | null = null;
  private sockets: SipSocket[] = [];
  private registrar = '';

  constructor(private readonly events: LineEvents) {}

  start(settings: Settings): void {
    this.stop('quietly');
    try {
      this.sockets = settings.servers.map((url) => new SipSocket(url));
      this.ua = new UA(configuration(settings, this.sockets));
      this.registrar = settings.uri.replace(/^(sips?:)[^@]*@/, '$1');
      this.listen(this.ua);
      this.ua.start();
    } catch (e) {
      this.events.refused(`settings: ${(e as Error).message}`);
    }
  }

  stop(manner: Manner): void {
    const { ua, sockets } = this;
    this.ua = null;
    this.sockets = [];
    if (ua && manner === 'quietly') {
      sockets.forEach((socket) => (socket.silent = true));
      ua.stop();
      sockets.forEach((socket) => socket.disconnect());
    } else {
      ua?.stop();
    }
  }

  refresh(): void {
    const { ua } = this;
    if (!ua?.isConnected()) {
      return;
    }
    if (!ua.isRegistered()) {
      ua.register();
    }
    const askedAt = Date.now();
    (ua as unknown as WithOptions).sendOptions(this.registrar);
    setTimeout(() => this.dropSilent(ua, askedAt), ANSWER_WITHIN_MS);
  }

  /** What happens meanwhile the switch does not hear of. */
  silently(act: () => void): void {
    this.sockets.forEach((socket) => (socket.silent = true));
    act();
    this.sockets.forEach((socket) => (socket.silent = false));
  }

  private dropSilent(ua: UA, askedAt: number): void {
    if (ua === this.ua) {
      this.sockets
        .filter((socket) => socket.isConnected() && socket.heardAt < askedAt)
        .forEach((socket) => socket.drop());
    }
  }

  private listen(ua: UA): void {
    const current = (then: () => void) => ua === this.ua && then();
    ua.on('registered', () => current(this.events.registered));
    ua.on('disconnected', () => current(this.events.lost));
    ua.on('registrationFailed', ({ response }) => {
      if (response) {
        current(() => this.events.refused(`${response.status_code} ${response.reason_phrase}`));
      }
    });
    ua.on('newRTCSession', ({ session, request }: IncomingRTCSessionEvent) =>
      current(() => this.events.invited(session, request)),
    );
  }
}

function configuration(settings: Settings, sockets: SipSocket[]) {
  return {
    sockets,
    uri: settings.uri,
    authorization_user: settings.user,
    realm: settings.realm,
    ha1: settings.ha1,
    register_expires: REGISTRATION_S,
    session_timers: false,
    user_agent: 'ctibar',
    connection_recovery_min_interval: RECONNECT_S.least,
    connection_recovery_max_interval: RECONNECT_S.most,
  };
}

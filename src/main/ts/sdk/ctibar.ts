import { Engine } from './engine';
import { PhoneLink } from './phone/phone-link';
import type { Phone } from './phone-types';
import { browserPlatform } from './platform';
import { scriptUrl } from './script-url';
import type {
  CallData,
  CallEnd,
  CallRef,
  CtibarCallbacks,
  CtibarConfig,
  Identity,
  PresenceChange,
  Queued,
  Snapshot,
  TransferType,
  User,
} from './types';

/**
 * The agent's telephone bar. Every method can be passed around by itself and returns a promise that settles on what the
 * switch reported; it rejects with a CtibarError, and ignoring it is fine. Any of them may reject with NOT_ALLOWED_NOW
 * (`error.allowed` says what is), NOT_SIGNED_IN, UNAVAILABLE or TIMEOUT. Commands given before the connection stands wait
 * for it, in order.
 */
export class Ctibar {
  private readonly engine: Engine;
  private readonly link: PhoneLink;

  /** Never throws: what is wrong with `config` is told by {@link initSDK} and `errLog`. */
  constructor(config: CtibarConfig, callback?: CtibarCallbacks | null) {
    const platform = browserPlatform();
    const script = scriptUrl('ctibar-sockjs.js');
    this.engine = new Engine(config ?? {}, callback ?? {}, platform, script);
    this.link = new PhoneLink(this.engine, config ?? {}, platform, scriptUrl('ctibar-phone.js'));
  }

  /** The telephone in the page, for agents without one on their desk. */
  get phone(): Phone {
    return this.link;
  }

  /** What is known of the agent now; the same as `onState` told last. */
  get state(): Snapshot {
    return this.engine.view;
  }

  /**
   * Connects, and keeps connected until {@link close}, a refused token or a sign-in elsewhere. Resolves with the first
   * connection; called again meanwhile it changes nothing.
   */
  readonly initSDK = (): Promise<User> => this.engine.start();

  readonly login = (): Promise<Identity> => this.engine.command('login');

  /** During a call it waits for its end: `{queued: true}`. So do {@link ready}, {@link busy} and {@link rest}. */
  readonly logout = (): Promise<Partial<Queued>> => this.engine.command('logout');

  readonly ready = (): Promise<PresenceChange> => this.engine.command('ready');

  /** @param reason the site's own, shown to supervisors */
  readonly busy = (reason?: string): Promise<PresenceChange> =>
    this.engine.command('busy', because(reason));

  readonly rest = (): Promise<PresenceChange> => this.engine.command('rest', {});

  /**
   * Rings the own phone, then calls; resolves when the callee answered. Rejects with what happened: BUSY, NO_ANSWER,
   * REJECTED, PHONE_UNREACHABLE, NOT_FOUND, FORBIDDEN, RATE_LIMITED, BAD_NUMBER or TIMEOUT; `error.data` holds
   * `{callId, cause}`.
   *
   * @param to an extension or an outside number
   * @param data travels with the call and comes back in each of its events
   */
  readonly makecall = (to: string, data?: CallData): Promise<CallRef> =>
    this.engine.command('makecall', { to: text(to), ...(data && { data }) });

  /**
   * Makes the own phone answer; resolves when it did. Not every desk phone can be told so: PHONE_UNREACHABLE or TIMEOUT
   * then.
   */
  readonly offhook = (): Promise<CallRef> => this.link.offhook();

  /** Refuses a call that rings; resolves with `onHangup`. A caller of a skill group goes to somebody else. */
  readonly reject = (): Promise<CallEnd> => this.engine.command('reject');

  /**
   * Ends the call; resolves with `onHangup`. In a consultation it is {@link consultComplete}; a conference is only left,
   * and the others go on.
   */
  readonly hangup = (): Promise<CallEnd> => this.engine.command('hangup');

  /** The other party hears music; resolves with `onHold`. */
  readonly hold = (): Promise<CallRef> => this.engine.command('hold');

  /** Resolves with `onUnhold`. */
  readonly unhold = (): Promise<CallRef> => this.engine.command('unhold');

  /**
   * Hands the call over without asking; resolves with `onHangup`, cause `TRANSFERRED`. Refused with BUSY, REJECTED,
   * PHONE_UNREACHABLE, NOT_FOUND, FORBIDDEN, RATE_LIMITED or BAD_NUMBER the agent still has the call. A transfer that
   * nobody answers comes back later: `onRing` with reason `transfer_failed`.
   *
   * @param to a skill group's id (`to_queue`) or an extension (`to_phone`)
   */
  readonly transfer = (to: string, type: TransferType): Promise<CallEnd> =>
    this.engine.command('transfer', { to: text(to), type });

  /**
   * Calls an extension while the other party hears music; resolves when it answered. Rejects with BUSY, NO_ANSWER (also
   * when it was cancelled or completed before the answer), REJECTED, PHONE_UNREACHABLE, NOT_FOUND, FORBIDDEN,
   * RATE_LIMITED or BAD_NUMBER; the agent then talks with the customer again.
   */
  readonly consult = (to: string): Promise<CallRef> =>
    this.engine.command('consult', { to: text(to) });

  /**
   * Connects the customer with the one consulted; resolves with `onHangup`, cause `TRANSFERRED`. While the other phone
   * still rings this is a transfer as of {@link transfer}.
   */
  readonly consultComplete = (): Promise<CallEnd> => this.engine.command('consultComplete');

  /** Back to the customer alone; resolves with `onConsult` state `ended`. */
  readonly consultCancel = (): Promise<CallRef> => this.engine.command('consultCancel');

  /**
   * From the one consulted to the customer, or back; the other one waits. Resolves with `onConsult` state `held` (the
   * agent talks with the customer) or `talking` (with the one consulted).
   */
  readonly alternate = (): Promise<CallRef> => this.engine.command('alternate');

  /** Makes the consultation a conference of three; resolves with `onConference` state `begun`. */
  readonly conference = (): Promise<CallRef> => this.engine.command('conference');

  /** Nobody hears the agent any more; resolves with `onMute`. */
  readonly mute = (): Promise<CallRef> => this.engine.command('mute');

  readonly unmute = (): Promise<CallRef> => this.engine.command('unmute');

  /**
   * Sends tones to the other party; resolves when the switch took them. BAD_REQUEST for anything else.
   *
   * @param digits 1 to 32 of 0-9 A-D * #
   */
  readonly dtmf = (digits: string): Promise<object> =>
    this.engine.command('dtmf', { digits: text(digits) });

  readonly snapshot = (): Promise<Snapshot> => this.engine.command('snapshot');

  /** Ends the connection for good; the agent stays signed in on the platform for a while. */
  readonly close = (): Promise<void> => {
    this.engine.stop();
    return Promise.resolve();
  };
}

/** Pages pass numbers, and click handlers pass their event. */
function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

function because(reason: unknown): Record<string, unknown> {
  return typeof reason === 'string' && reason !== '' ? { reason } : {};
}

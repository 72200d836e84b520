import { Engine } from './engine';
import { PhoneLink } from './phone/phone-link';
import type { Phone } from './phone-types';
import { browserPlatform } from './platform';
import { scriptUrl } from './script-url';
import type {
  CallData,
  CtibarCallbacks,
  CtibarConfig,
  Identity,
  PresenceChange,
  Queued,
  Snapshot,
  TransferType,
  User,
} from './types';

type Done = Promise<Record<string, unknown>>;

/**
 * The agent's telephone bar. Every method can be passed around by itself and returns a promise that settles on what the
 * switch reported; it rejects with a CtibarError, and ignoring it is fine. Commands given before the connection stands
 * wait for it, in order.
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

  readonly rest = (reason?: string): Promise<PresenceChange> =>
    this.engine.command('rest', because(reason));

  /**
   * Rings the own phone, then calls; resolves when the callee answered.
   *
   * @param to an extension or an outside number
   * @param data travels with the call and comes back in `onRing`
   */
  readonly makecall = (to: string, data?: CallData): Promise<{ callId: string }> =>
    this.engine.command('makecall', { to: text(to), ...(data && { data }) });

  /** Makes the own phone answer; resolves when it did. Not every desk phone can be told so. */
  readonly offhook = (): Promise<{ callId: string }> => this.link.offhook();

  readonly hangup = (): Promise<{ callId: string; cause: string }> => this.engine.command('hangup');

  readonly hold = (): Done => this.engine.command('hold');

  readonly unhold = (): Done => this.engine.command('unhold');

  /** @param to a skill group's id (`to_queue`) or an extension (`to_phone`) */
  readonly transfer = (to: string, type: TransferType): Done =>
    this.engine.command('transfer', { to: text(to), type });

  readonly consult = (to: string): Done => this.engine.command('consult', { to: text(to) });

  readonly consultComplete = (): Done => this.engine.command('consultComplete');

  readonly consultCancel = (): Done => this.engine.command('consultCancel');

  readonly dtmf = (digits: string): Done => this.engine.command('dtmf', { digits: text(digits) });

  readonly mute = (): Done => this.engine.command('mute');

  readonly unmute = (): Done => this.engine.command('unmute');

  readonly conference = (): Done => this.engine.command('conference');

  readonly alternate = (): Done => this.engine.command('alternate');

  readonly reject = (): Done => this.engine.command('reject');

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

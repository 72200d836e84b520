import type { Engine, Listener } from '../engine';
import { CtibarError, ErrorCode } from '../error';
import type {
  AudioDevices,
  DeviceChoice,
  Phone,
  PhoneStatus,
  WebRtcSettings,
} from '../phone-types';
import type { Platform } from '../platform';
import { loadScript } from '../script-loader';
import type { CtibarConfig, Snapshot } from '../types';
import type { PhoneFactory, PhoneHost, PhoneModule } from './module';
import { FACTORY } from './module';
import { completed, given, isDesk, type Settings } from './settings';
import type { Manner } from './softphone';

/** A server that could not be asked is asked again. */
const ASK_AGAIN_MS = 5_000;
const OFF: PhoneStatus = { state: 'off', reason: null };

/** The phone as every page carries it: whether there is one, and how to get its code. */
export class PhoneLink implements Phone, Listener {
  private status = OFF;
  private module: PhoneModule | null = null;
  /** Counts sign-ins: what one of them began is nothing to the next. */
  private signIn = 0;
  private signedIn = false;

  constructor(
    private readonly engine: Engine,
    private readonly config: Partial<CtibarConfig>,
    private readonly platform: Platform,
    private readonly script: string | undefined,
  ) {
    engine.listen(this);
  }

  get state(): PhoneStatus {
    return this.status;
  }

  readonly retry = (): Promise<void> => this.ask((module) => module.retry());

  readonly devices = (): Promise<AudioDevices> => this.ask((module) => module.devices());

  readonly use = (choice: DeviceChoice): Promise<void> => this.ask((module) => module.use(choice));

  offhook(): Promise<{ callId: string }> {
    return this.module ? this.module.offhook() : this.engine.command('offhook');
  }

  heard(event: string, data: unknown): void {
    const { signedIn } = this.engine.view;
    if (signedIn && !this.signedIn) {
      this.begin();
    }
    this.module?.heard(event, data);
    if (!signedIn && this.signedIn) {
      this.end(event === 'onLogout' ? 'politely' : 'quietly');
    }
  }

  /** As if the page were left: a call goes on, and another page may take it up. */
  ended(): void {
    this.end('quietly');
  }

  private begin(): void {
    this.signedIn = true;
    this.signIn++;
    if (this.config.phone?.type !== 'desk') {
      void this.start(this.signIn);
    }
  }

  private end(manner: Manner): void {
    this.signedIn = false;
    this.signIn++;
    this.platform.alarms.clear('phone start');
    this.module?.stop(manner);
    this.module = null;
  }

  private async start(signIn: number): Promise<void> {
    try {
      const settings = await this.settings();
      const factory = settings && (await this.load());
      if (factory && signIn === this.signIn) {
        this.module = factory(this.host(), settings);
      }
    } catch (e) {
      if (signIn === this.signIn) {
        this.failed(e as CtibarError, signIn);
      }
    }
  }

  private failed(error: CtibarError, signIn: number): void {
    this.engine.reporter.error(error);
    if (error.code === ErrorCode.UNAVAILABLE || error.code === ErrorCode.TIMEOUT) {
      this.platform.alarms.set('phone start', ASK_AGAIN_MS, () => void this.start(signIn));
    }
  }

  /** @returns null for a desk phone */
  private async settings(): Promise<Settings | null> {
    const { phone } = this.config;
    const own = given(phone);
    const all = completed(own) ?? completed({ ...(await this.told()), ...own });
    if (all === null && phone !== undefined) {
      throw new CtibarError(ErrorCode.BAD_REQUEST, 'config.phone lacks uri, realm, ha1 or servers');
    }
    return all;
  }

  private async told(): Promise<Partial<WebRtcSettings>> {
    try {
      return given(await this.engine.command('phone'));
    } catch (e) {
      if (isDesk(e)) {
        return {};
      }
      throw e;
    }
  }

  private load(): Promise<PhoneFactory> {
    const beside = new URL('/dist/ctibar-phone.js', this.engine.url).href;
    const url = this.config.phoneScript ?? this.script ?? beside;
    return loadScript<PhoneFactory>(url, FACTORY).catch((e: unknown) => {
      throw new CtibarError(ErrorCode.UNAVAILABLE, (e as Error).message);
    });
  }

  private host(): PhoneHost {
    const { engine, platform } = this;
    const phone = this.config.phone;
    return {
      options: phone?.type === 'webrtc' ? phone : {},
      alarms: platform.alarms,
      get view(): Snapshot {
        return engine.view;
      },
      command: (name) => engine.command(name),
      settings: async () =>
        (await this.settings()) ?? Promise.reject(new Error('a desk phone now')),
      status: (status) => this.changed(status),
      problem: (error) => {
        engine.reporter.error(error);
        engine.reporter.call('onError', error);
      },
      info: (text) => engine.reporter.info(text, 'phone'),
      error: (code, message, data) => new CtibarError(code, message, [], data),
    };
  }

  private changed(status: PhoneStatus): void {
    this.status = status;
    this.engine.reporter.info(`${status.state} ${status.reason ?? ''}`.trim(), 'phone');
    this.engine.reporter.call('onPhone', status);
  }

  private ask<T>(then: (module: PhoneModule) => Promise<T>): Promise<T> {
    if (this.module) {
      return then(this.module);
    }
    const none = Promise.reject(new CtibarError(ErrorCode.NOT_FOUND, 'no phone in this page'));
    none.catch(() => undefined); // ignoring it is fine
    return none;
  }
}

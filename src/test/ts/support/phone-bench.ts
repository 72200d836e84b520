import { Deferred } from '../../../main/ts/sdk/deferred';
import { CtibarError } from '../../../main/ts/sdk/error';
import type { PhoneHost } from '../../../main/ts/sdk/phone/module';
import type { Settings } from '../../../main/ts/sdk/phone/settings';
import { Runner } from '../../../main/ts/sdk/phone/runner';
import type { CurrentCall, Snapshot, Work } from '../../../main/ts/sdk/types';
import { SIGNED_OUT } from '../../../main/ts/sdk/view';
import { FakeBrowser } from './fake-browser';
import type { FakeSoftphone } from './fake-softphone';

export const SETTINGS: Settings = {
  uri: 'sip:1097@cti.test',
  user: '1097',
  realm: 'cti.test',
  ha1: '0123456789abcdef0123456789abcdef',
  servers: ['wss://cti.test:7443'],
  iceServers: [],
};

const CALL = {
  callId: 'c1',
  popScreenNo: '13800001111',
  direction: 'INBOUND',
  enableAsr: false,
  displayName: '',
  queue: null,
  data: {},
  since: 0,
  answeredAt: null,
} as unknown as CurrentCall;

/** One tab whose agent is signed in, on a fake phone and a platform driven by hand. */
export class PhoneBench {
  readonly states: string[] = [];
  readonly alarms = new Map<string, () => void>();
  readonly commands: { name: string; answer: Deferred<unknown> }[] = [];
  readonly problems: CtibarError[] = [];
  settings: Settings = SETTINGS;
  phone!: FakeSoftphone;
  readonly runner: Runner;
  private view: Snapshot = { ...SIGNED_OUT, signedIn: true };

  constructor(
    browser = new FakeBrowser(),
    work: Work = 'IDLE',
    prepare?: (p: FakeSoftphone) => void,
  ) {
    this.see(work);
    const tab = browser.tab((phone) => {
      this.phone = phone;
      prepare?.(phone);
    });
    this.runner = new Runner(this.host(), SETTINGS, tab);
  }

  /** A tab whose phone is registered. */
  static async registered(browser = new FakeBrowser(), work: Work = 'IDLE'): Promise<PhoneBench> {
    const bench = new PhoneBench(browser, work);
    await settled();
    bench.phone.events.registered();
    return bench;
  }

  /** A tab in mid-call, its leg named `a`. */
  static async talking(browser = new FakeBrowser()): Promise<PhoneBench> {
    const bench = await PhoneBench.registered(browser);
    bench.phone.invite('a');
    bench.hear('onRing', 'RINGING');
    void bench.runner.offhook();
    bench.phone.events.talking('a');
    bench.hear('onAnswer', 'TALKING', { callId: 'c1' });
    bench.phone.done.length = 0;
    return bench;
  }

  get state(): string | undefined {
    return this.states[this.states.length - 1];
  }

  get done(): string[] {
    return this.phone.done;
  }

  /** An event of the platform, and what the agent does after it. */
  hear(event: string, work: Work, data: object = {}, callId = 'c1'): void {
    this.see(work, callId);
    this.runner.heard(event, data);
  }

  hangUp(callId = 'c1', code = 0): void {
    this.hear('onHangup', 'IDLE', { callId, cause: 'NORMAL_CLEARING', code });
  }

  asked(name: string) {
    return this.commands.filter((c) => c.name === name).map((c) => c.answer);
  }

  ring(alarm: string): void {
    const ring = this.alarms.get(`phone ${alarm}`);
    this.alarms.delete(`phone ${alarm}`);
    ring?.();
  }

  private see(work: Work, callId = 'c1'): void {
    const call = work === 'IDLE' ? null : { ...CALL, callId };
    const allowed = work === 'RINGING' ? ['offhook', 'hangup', 'reject'] : ['hangup'];
    this.view = { ...this.view, work, call, allowed };
  }

  private host(): PhoneHost {
    const view = () => this.view;
    return {
      options: {},
      alarms: {
        set: (name, _, ring) => this.alarms.set(name, ring),
        clear: (name) => this.alarms.delete(name),
        clearAll: () => this.alarms.clear(),
      },
      get view() {
        return view();
      },
      command: <T>(name: string) => {
        const answer = new Deferred<unknown>();
        this.commands.push({ name, answer });
        return answer.promise as Promise<T>;
      },
      settings: () => Promise.resolve(this.settings),
      status: ({ state, reason }) => this.states.push(reason ? `${state} ${reason}` : state),
      problem: (error) => this.problems.push(error),
      info: () => undefined,
      error: (code, message, data) => new CtibarError(code, message, [], data),
    };
  }
}

/** When all that was promised is done. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

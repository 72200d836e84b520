import type { AudioDevices, DeviceChoice } from '../phone-types';
import { timeoutMs } from '../commands';
import { Answering } from './answering';
import type { Effect, Input, Model } from './model';
import { NEW_PHONE } from './model';
import type { PhoneHost, PhoneModule } from './module';
import { newsOf } from './news';
import type { Settings } from './settings';
import type { Manner, Softphone, SoftphoneEvents } from './softphone';
import { NoMicrophone } from './softphone';
import { step } from './step';
import type { Channel, Election, Surroundings } from './surroundings';
import { phoneName } from './surroundings';

type Handlers = { [K in Effect['do']]: (effect: Extract<Effect, { do: K }>) => void };

/** What the tabs of one browser say to each other. */
type TabMessage =
  | { say: 'offhook'; request: string }
  | { say: 'offhook taken'; request: string; taken: boolean }
  | { say: 'use'; choice: DeviceChoice }
  | { say: 'retry' };

/** Longer than the tab that has the audio may wait for an INVITE. */
const OTHER_TAB_MS = 2_500;

/** Carries out what {@link step} decides, from sign-in to sign-out. */
export class Runner implements PhoneModule {
  private model: Model = NEW_PHONE;
  private stopped = false;
  private readonly inbox: Input[] = [];
  private stepping = false;
  private readonly softphone: Softphone;
  private election: Election | null = null;
  private readonly channel: Channel;
  private readonly answerings = new Map<string, Answering>();

  private readonly handlers: Handlers = {
    acquire: () => this.acquire(),
    tryMicrophone: () => void this.tryMicrophone(),
    start: () => this.softphone.start(this.settings),
    stop: (e) => this.softphone.stop(e.manner),
    refresh: () => this.softphone.refresh(),
    restart: () => void this.restart(),
    answer: (e) => this.softphone.answer(e.leg),
    terminate: (e) => this.softphone.terminate(e.leg),
    forget: (e) => this.softphone.forget(e.leg),
    mute: (e) => this.softphone.setMuted(e.muted),
    ring: (e) => this.softphone.ring(e.ringing),
    unblock: () => this.softphone.unblock(),
    reattach: (e) => void this.reattach(e.ask),
    offhook: (e) => this.taken(e.request, e.taken),
    set: (e) => this.alarm(e.alarm, e.afterMs, () => this.accept({ kind: 'alarm', name: e.alarm })),
    clear: (e) => this.host.alarms.clear(`phone ${e.alarm}`),
    tell: (e) => this.host.status(e.status),
    report: (e) => this.host.problem(e.problem as Parameters<PhoneHost['problem']>[0]),
  };

  constructor(
    private readonly host: PhoneHost,
    private settings: Settings,
    private readonly surroundings: Surroundings,
  ) {
    this.softphone = surroundings.softphone(host.options, this.events());
    const name = phoneName(settings);
    this.channel = surroundings.channel(name, (m) => this.otherTab(m as TabMessage));
    this.accept({ kind: 'begin' });
    this.heard('onSnapshot', host.view);
  }

  heard(event: string, data: unknown): void {
    this.accept({ kind: 'platform', news: newsOf(event, data, this.host.view) });
    this.answerings.forEach((answering, request) => {
      if (answering.heard(event, data)) {
        this.settled(request);
      }
    });
  }

  offhook(): Promise<{ callId: string }> {
    const request = this.surroundings.uuid();
    const answering = new Answering(this.host);
    this.answerings.set(request, answering);
    if (this.model.audio === 'elsewhere') {
      this.tell({ say: 'offhook', request });
      this.alarm(request, OTHER_TAB_MS, () => this.taken(request, false));
    } else {
      this.accept({ kind: 'offhook', request });
    }
    return answering.promise;
  }

  retry(): Promise<void> {
    if (this.model.audio === 'elsewhere') {
      this.tell({ say: 'retry' });
    }
    this.accept({ kind: 'retry' });
    return Promise.resolve();
  }

  devices(): Promise<AudioDevices> {
    return this.softphone.devices();
  }

  use(choice: DeviceChoice): Promise<void> {
    if (this.model.audio === 'elsewhere') {
      this.tell({ say: 'use', choice });
    }
    return this.softphone.use(choice);
  }

  stop(manner: Manner): void {
    this.stopped = true;
    this.softphone.stop(manner);
    this.softphone.close();
    this.election?.resign();
    this.channel.close();
    ['offhook', 'reattach', 'register', 'probe'].forEach((a) =>
      this.host.alarms.clear(`phone ${a}`),
    );
    this.answerings.forEach((answering, request) => {
      answering.stop();
      this.settled(request);
    });
    this.host.status({ state: 'off', reason: null });
  }

  /** One input at a time, as in the engine. */
  private accept(input: Input): void {
    this.inbox.push(input);
    if (this.stepping || this.stopped) {
      return;
    }
    this.stepping = true;
    try {
      for (let next = this.inbox.shift(); next && !this.stopped; next = this.inbox.shift()) {
        const { model, effects } = step(this.model, next);
        this.model = model;
        effects.forEach((effect) => this.run(effect));
      }
    } finally {
      this.stepping = false;
    }
  }

  private run(effect: Effect): void {
    (this.handlers[effect.do] as (effect: Effect) => void)(effect);
  }

  private events(): SoftphoneEvents {
    const input = (kind: Input['kind']) => () => this.accept({ kind } as Input);
    const ofLeg = (kind: 'talking' | 'ended' | 'failed') => (leg: string) =>
      this.accept({ kind, leg });
    return {
      registered: input('registered'),
      lost: input('lost'),
      devicesChanged: input('devicesChanged'),
      refused: (reason) => this.accept({ kind: 'refused', reason }),
      incoming: (leg) => this.accept({ kind: 'incoming', leg }),
      talking: ofLeg('talking'),
      ended: ofLeg('ended'),
      failed: ofLeg('failed'),
      noMicrophone: (problem) => this.accept({ kind: 'microphone', problem }),
      heard: (heard) => this.accept({ kind: 'heard', heard }),
    };
  }

  private acquire(): void {
    this.election = this.surroundings.election(phoneName(this.settings), {
      won: () => this.accept({ kind: 'mine' }),
      lost: () => this.accept({ kind: 'elsewhere' }),
    });
  }

  private async tryMicrophone(): Promise<void> {
    const problem = await this.softphone.tryMicrophone().then(
      () => null,
      (e: unknown) => (e instanceof NoMicrophone ? e.reason : String(e)),
    );
    this.accept({ kind: 'microphone', problem });
  }

  /** The settings may have changed since: a new password is why a registrar refuses. */
  private async restart(): Promise<void> {
    const settings = await this.host.settings().catch(() => this.settings);
    const same = JSON.stringify(settings) === JSON.stringify(this.settings);
    if (this.stopped) {
      return;
    }
    if (same || this.model.legs.length > 0) {
      this.softphone.refresh();
    } else {
      this.settings = settings;
      this.softphone.stop('quietly');
      this.softphone.start(settings);
    }
  }

  private async reattach(ask: number): Promise<void> {
    this.host.info('asking for a new leg of the call');
    const problem = await this.host.command('reattach').then(
      () => null,
      (e: unknown) => e,
    );
    this.accept({ kind: 'reattached', ask, problem });
  }

  private taken(request: string, taken: boolean): void {
    const answering = this.answerings.get(request);
    if (!answering) {
      this.tell({ say: 'offhook taken', request, taken });
    } else if (taken) {
      this.alarm(request, timeoutMs('offhook'), () => {
        answering.expire();
        this.settled(request);
      });
    } else {
      answering.leaveToServer();
      this.settled(request);
    }
  }

  private settled(request: string): void {
    this.answerings.delete(request);
    this.host.alarms.clear(`phone ${request}`);
  }

  private otherTab(message: TabMessage): void {
    const mine = this.model.audio === 'mine';
    if (message.say === 'offhook taken') {
      if (this.answerings.has(message.request)) {
        this.taken(message.request, message.taken);
      }
    } else if (mine && message.say === 'offhook') {
      this.accept({ kind: 'offhook', request: message.request });
    } else if (mine && message.say === 'retry') {
      this.accept({ kind: 'retry' });
    } else if (mine && message.say === 'use') {
      this.softphone.use(message.choice).catch(() => undefined);
    }
  }

  private tell(message: TabMessage): void {
    this.channel.tell(message);
  }

  private alarm(name: string, afterMs: number, ring: () => void): void {
    this.host.alarms.set(`phone ${name}`, afterMs, ring);
  }
}

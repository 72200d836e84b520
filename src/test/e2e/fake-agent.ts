import type { Session } from './fake-platform';

type Settle = (answer: object) => void;

interface Call {
  callId: string;
  popScreenNo: string;
  direction: string;
  answeredAt: number | null;
}

const CHANGES = ['ready', 'busy', 'rest', 'logout'];

/** One agent as MACHINES' rows for a plain call have it; phones answer when told. */
export class FakeAgent {
  readonly identity: { user: string; nickname: string; extNo: string };
  revision = 0;
  private presence: 'LOGGED_OUT' | 'NOT_READY' | 'READY' = 'LOGGED_OUT';
  private reason: string | null = null;
  private work = 'IDLE';
  private call: Call | null = null;
  private readonly sessions = new Set<Session>();
  private calls = 0;
  private waiting: Settle | null = null;

  constructor(user: string, extension: number) {
    this.identity = { user, nickname: user, extNo: String(extension) };
  }

  command(from: Session, name: string, args: Record<string, string>, settle: Settle): void {
    const commands: Record<string, () => void> = {
      login: () => this.login(from, settle),
      ready: () => this.change('READY', null, settle),
      busy: () => this.change('NOT_READY', args['reason'] ?? 'busy', settle),
      rest: () => this.change('NOT_READY', 'rest', settle),
      logout: () => this.logout(settle),
      makecall: () => this.makecall(args['to'] ?? '', settle),
      offhook: () => this.offhook(settle),
      hangup: () => this.hangup('NORMAL_CLEARING', 0, settle),
      snapshot: () => settle({ code: 0, msg: 'ok', data: this.snapshot() }),
    };
    const run = commands[name];
    if (!run) {
      settle({ code: 19, msg: 'not available yet' });
    } else if (!this.allowed().includes(name) && name !== 'login') {
      settle({ code: 4, msg: 'not allowed now', allowed: this.allowed() });
    } else {
      run();
    }
  }

  isOfferable(): boolean {
    const live = [...this.sessions].some((session) => session.isLive());
    return live && this.presence === 'READY' && this.work === 'IDLE';
  }

  isDialing(): boolean {
    return this.work === 'DIALING';
  }

  /** An outside caller of group 1 reaches this agent. */
  ringFrom(popScreenNo: string, displayName = '', queue = 'support'): void {
    const ring = this.begin('RINGING', popScreenNo, 'INBOUND');
    this.tell('onRing', { ...ring, displayName, queue: { id: '1', name: queue } });
  }

  /** The callee of makecall answers. */
  calleeAnswers(): void {
    const callId = this.call?.callId;
    this.work = 'TALKING';
    this.call = this.call && { ...this.call, answeredAt: Date.now() };
    this.tell('onCalleeAnswer', { callId });
    this.waiting?.({ code: 0, msg: 'ok', data: { callId } });
    this.waiting = null;
  }

  calleeIsBusy(): void {
    const data = { callId: this.call?.callId, cause: 'USER_BUSY' };
    this.hangup('USER_BUSY', 15, () => undefined);
    this.waiting?.({ code: 15, msg: 'callee busy', data });
    this.waiting = null;
  }

  callerHangsUp(): void {
    this.hangup('NORMAL_CLEARING', 0, () => undefined);
  }

  private login(from: Session, settle: Settle): void {
    this.sessions.forEach((s) => {
      if (s.browser !== from.browser) {
        this.sessions.delete(s);
        s.event({ event: 'onKicked', revision: this.revision, data: KICKED, allowed: [] });
        s.kick();
      }
    });
    const first = this.presence === 'LOGGED_OUT';
    this.sessions.add(from);
    if (first) {
      this.presence = 'NOT_READY';
      this.reason = 'login';
    }
    this.tell('onLogin', this.identity, from);
    if (!first) {
      this.tell(...this.presenceEvent(), from);
      this.tell('onSnapshot', this.snapshot(), from);
    }
    settle({ code: 0, msg: 'ok', data: this.identity });
  }

  private logout(settle: Settle): void {
    this.presence = 'LOGGED_OUT';
    this.tell('onLogout', { reason: 'logout' });
    this.sessions.clear();
    settle({ code: 0, msg: 'ok', data: {} });
  }

  private change(presence: 'NOT_READY' | 'READY', reason: string | null, settle: Settle): void {
    this.presence = presence;
    this.reason = reason;
    if (this.work === 'IDLE') {
      this.tell(...this.presenceEvent());
      settle({ code: 0, msg: 'ok', data: { presence, reason } });
    } else {
      this.tell('onPending', { next: reason ?? 'ready' });
      settle({ code: 0, msg: 'ok', data: { queued: true } });
    }
  }

  private makecall(to: string, settle: Settle): void {
    if (!/^\+?[0-9*#]{1,32}$/.test(to)) {
      settle({ code: 18, msg: 'not a number that can be dialled' });
      return;
    }
    this.waiting = settle;
    const ring = this.begin('DIALING', to, to.length === 4 ? 'INTERNAL' : 'OUTBOUND');
    this.tell('onRing', ring);
    this.tell('onAnswer', ring);
  }

  private offhook(settle: Settle): void {
    this.work = 'TALKING';
    this.call = this.call && { ...this.call, answeredAt: Date.now() };
    const { callId, direction, popScreenNo } = this.call as Call;
    this.tell('onAnswer', { callId, direction, popScreenNo });
    settle({ code: 0, msg: 'ok', data: { callId } });
  }

  private hangup(cause: string, code: number, settle: Settle): void {
    const callId = this.call?.callId;
    this.work = 'IDLE';
    this.call = null;
    this.tell('onHangup', { callId, cause, code });
    settle({ code: 0, msg: 'ok', data: { callId, cause } });
    this.tell(...this.presenceEvent());
  }

  private begin(work: string, popScreenNo: string, direction: string) {
    const callId = `${this.identity.user}-${++this.calls}`;
    this.work = work;
    this.call = { callId, popScreenNo, direction, answeredAt: null };
    const rest = { enableAsr: false, displayName: '', queue: null, data: {} };
    return { callId, popScreenNo, direction, ...rest };
  }

  private presenceEvent(): [string, object] {
    if (this.presence === 'READY') {
      return ['onReady', {}];
    }
    return [this.reason === 'rest' ? 'onRest' : 'onBusy', { reason: this.reason }];
  }

  private tell(event: string, data: object, only?: Session): void {
    this.revision += only ? 0 : 1;
    const frame = { event, revision: this.revision, data, allowed: this.allowed() };
    (only ? [only] : [...this.sessions]).forEach((session) => session.event(frame));
  }

  private allowed(): string[] {
    if (this.presence === 'LOGGED_OUT') {
      return ['login', 'snapshot'];
    }
    const work: Record<string, string[]> = {
      IDLE: ['makecall'],
      RINGING: ['offhook', 'hangup'],
      DIALING: ['hangup'],
      TALKING: ['hangup'],
    };
    return [...CHANGES, ...(work[this.work] ?? []), 'snapshot'];
  }

  private snapshot() {
    const now = Date.now();
    const { presence, reason, work, revision } = this;
    const rest = { enableAsr: false, displayName: '', queue: null, data: {}, since: now };
    const call = this.call && { ...rest, ...this.call };
    const state = {
      signedIn: presence !== 'LOGGED_OUT',
      presence,
      reason,
      work,
      next: null,
      revision,
    };
    return { ...state, since: now, readyAt: 0, call, allowed: this.allowed() };
  }
}

const KICKED = { reason: 'other_browser' };

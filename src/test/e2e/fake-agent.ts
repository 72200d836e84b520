import { type Call, FakeCallControl, newCall, type Settle } from './fake-call-control';
import type { Session } from './fake-platform';

const CHANGES = ['ready', 'busy', 'rest', 'logout'];
const OK = { code: 0, msg: 'ok' };

/** One agent as MACHINES' rows have it; phones answer when told. */
export class FakeAgent {
  readonly identity: { user: string; nickname: string; extNo: string };
  revision = 0;
  work = 'IDLE';
  call: Call | null = null;
  private presence: 'LOGGED_OUT' | 'NOT_READY' | 'READY' = 'LOGGED_OUT';
  private reason: string | null = null;
  private readonly sessions = new Set<Session>();
  private readonly control: FakeCallControl;
  private calls = 0;

  /** @param find another agent by its extension */
  constructor(user: string, extension: number, find: (extNo: string) => FakeAgent | undefined) {
    this.identity = { user, nickname: user, extNo: String(extension) };
    this.control = new FakeCallControl(this, find);
  }

  command(from: Session, name: string, args: Record<string, string>, settle: Settle): void {
    const commands: Record<string, () => void> = {
      login: () => this.login(from, settle),
      ready: () => this.change('READY', null, settle),
      busy: () => this.change('NOT_READY', args['reason'] ?? 'busy', settle),
      rest: () => this.change('NOT_READY', 'rest', settle),
      logout: () => this.logout(settle),
      snapshot: () => settle({ ...OK, data: this.snapshot() }),
      ...this.control.commands(args, settle),
    };
    const run = commands[name];
    if (!run) {
      settle({ code: 2, msg: 'unknown command' });
    } else if (!this.allowed().includes(name) && name !== 'login') {
      settle({ code: 4, msg: 'not allowed now', allowed: this.allowed() });
    } else {
      run();
    }
  }

  has(session: Session): boolean {
    return this.sessions.has(session);
  }

  isAt(node: object): boolean {
    return [...this.sessions].some((session) => session.node === node);
  }

  /** At another node, which knows how things stand and not what happened. */
  goesOn(from: Session, to: Session): void {
    this.sessions.delete(from);
    this.sessions.add(to);
    this.tell('onSnapshot', this.snapshot(), to);
  }

  isOfferable(): boolean {
    const live = [...this.sessions].some((session) => session.isLive());
    return live && this.presence === 'READY' && this.work === 'IDLE';
  }

  isReachable(): boolean {
    return this.presence !== 'LOGGED_OUT' && this.work === 'IDLE';
  }

  /** Somebody whom this agent called has not answered yet. */
  isWaiting(): boolean {
    return this.work === 'DIALING' || this.call?.consult?.state === 'ringing';
  }

  /** An outside caller of group 1 reaches this agent. */
  ringFrom(popScreenNo: string, about: Partial<Call> = {}): void {
    const queue = { id: '1', name: 'support' };
    this.begin('RINGING', { popScreenNo, direction: 'INBOUND', queue, ...about });
  }

  calleeAnswers(): void {
    this.control.calleeAnswers();
  }

  calleeIsBusy(): void {
    this.control.calleeIsBusy();
  }

  callerHangsUp(): void {
    this.control.callerHangsUp();
  }

  heldByPhone(): void {
    this.control.heldByPhone();
  }

  /** The other side of a consultation. */
  readonly asTarget = {
    answer: () => this.answered(),
    gone: () => this.end('ORIGINATOR_CANCEL'),
    transferred: (from: string, party: Partial<Call>) => {
      this.call = this.call && { ...this.call, ...party };
      this.tellOfCall('onTransferred', { from, ...party });
    },
  };

  begin(work: string, about: Partial<Call>): Call {
    const call = newCall(`${this.identity.user}-${++this.calls}`, about);
    this.work = work;
    this.call = call;
    const { callId: _, data: __, ...ring } = call;
    this.tellOfCall('onRing', ring);
    return call;
  }

  answered(): void {
    this.work = 'TALKING';
    this.call = this.call && { ...this.call, answeredAt: Date.now() };
    const { direction, popScreenNo } = this.call as Call;
    this.tellOfCall('onAnswer', { direction, popScreenNo });
  }

  end(cause: string, code = 0): void {
    const { callId, data } = this.call as Call;
    this.work = 'IDLE';
    this.call = null;
    this.tell('onHangup', { callId, cause, code, data });
    this.tell(...this.presenceEvent());
  }

  tellOfCall(event: string, data: object): void {
    this.tell(event, { callId: this.call?.callId, ...data, data: this.call?.data });
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
    settle({ ...OK, data: this.identity });
  }

  private logout(settle: Settle): void {
    this.presence = 'LOGGED_OUT';
    this.tell('onLogout', { reason: 'logout' });
    this.sessions.clear();
    settle({ ...OK, data: {} });
  }

  private change(presence: 'NOT_READY' | 'READY', reason: string | null, settle: Settle): void {
    this.presence = presence;
    this.reason = reason;
    if (this.work === 'IDLE') {
      this.tell(...this.presenceEvent());
      settle({ ...OK, data: { presence, reason } });
    } else {
      this.tell('onPending', { next: reason ?? 'ready' });
      settle({ ...OK, data: { queued: true } });
    }
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
    return [...CHANGES, ...this.control.allowed(), 'snapshot'];
  }

  private snapshot() {
    const { presence, reason, work, revision, call } = this;
    const signedIn = presence !== 'LOGGED_OUT';
    const state = { signedIn, presence, reason, work, next: null, revision, call };
    return { ...state, since: Date.now(), readyAt: 0, allowed: this.allowed() };
  }
}

const KICKED = { reason: 'other_browser' };

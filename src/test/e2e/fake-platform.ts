import { FakeAgent } from './fake-agent';

export interface Wire {
  send(text: string): void;
  close(code: number): void;
}

/** One connection of a page. */
export interface Line {
  received(text: string): void;
  gone(): void;
}

interface Frame {
  type: string;
  id: string;
  token: string;
  browser: string;
  command: string;
  args: Record<string, string>;
  resume?: { session: string; seq: number };
}

/** Sessions as docs/protocol has them, without the rest of a platform. */
export class FakePlatform {
  private readonly agents = new Map<string, FakeAgent>();
  private readonly sessions = new Map<string, Session>();

  constructor() {
    const find = (extNo: string) =>
      [...this.agents.values()].find((a) => a.identity.extNo === extNo);
    this.agents.set('admin', new FakeAgent('admin', 1001, find));
    for (let n = 2; n <= 50; n++) {
      this.agents.set(`agent${n}`, new FakeAgent(`agent${n}`, 1000 + n, find));
    }
  }

  knows(user: string): boolean {
    return this.agents.has(user);
  }

  agent(user: string): FakeAgent {
    return this.agents.get(user) as FakeAgent;
  }

  /** Whom a caller would reach. */
  ready(): FakeAgent | undefined {
    return [...this.agents.values()].find((a) => a.isOfferable());
  }

  /** Who waits for somebody to answer. */
  waiting(): FakeAgent | undefined {
    return [...this.agents.values()].find((a) => a.isWaiting());
  }

  /** Who talks with an outside caller. */
  withCaller(number: string): FakeAgent | undefined {
    return [...this.agents.values()].find((a) => a.call?.popScreenNo === number);
  }

  connect(wire: Wire): Line {
    let session: Session | null = null;
    return {
      received: (text) => {
        const frame = JSON.parse(text) as Frame;
        if (frame.type === 'auth') {
          session = this.authenticate(wire, frame);
        } else {
          session?.receive(frame);
        }
      },
      gone: () => session?.leave(wire),
    };
  }

  private authenticate(wire: Wire, frame: Frame): Session | null {
    const agent = this.agents.get(frame.token.replace('token-', ''));
    if (!agent) {
      const bye = { type: 'bye', code: 6, msg: 'token invalid', reconnect: false };
      wire.send(JSON.stringify(bye));
      wire.close(4001);
      return null;
    }
    const known = frame.resume && this.sessions.get(frame.resume.session);
    if (known && frame.resume) {
      known.resume(wire, frame.id, frame.resume.seq);
      return known;
    }
    const session = new Session(`s${this.sessions.size + 1}`, agent, frame.browser);
    this.sessions.set(session.id, session);
    session.welcome(wire, frame.id, false);
    return session;
  }
}

export class Session {
  private wire: Wire | null = null;
  private readonly events: { seq: number }[] = [];

  constructor(
    readonly id: string,
    private readonly agent: FakeAgent,
    readonly browser: string,
  ) {}

  welcome(wire: Wire, id: string, resumed: boolean): void {
    this.wire = wire;
    const { user, nickname, extNo } = this.agent.identity;
    const person = { user, nickname, extNo, roles: ['agent'] };
    const seq = this.events.length;
    const times = { heartbeatMs: 15_000, expiresAt: Math.floor(Date.now() / 1000) + 43_200 };
    this.send({ type: 'welcome', id, session: this.id, resumed, seq, ...times, user: person });
  }

  resume(wire: Wire, id: string, seq: number): void {
    this.welcome(wire, id, true);
    this.events.slice(seq).forEach((event) => this.send(event));
  }

  receive(frame: Frame): void {
    if (frame.type === 'ping') {
      const { revision } = this.agent;
      this.send({ type: 'pong', seq: this.events.length, revision });
      return;
    }
    const settle = (answer: object) => this.send({ type: 'reply', id: frame.id, ...answer });
    this.agent.command(this, frame.command, frame.args, settle);
  }

  event(event: object): void {
    const numbered = { type: 'event', seq: this.events.length + 1, ...event };
    this.events.push(numbered);
    this.send(numbered);
  }

  isLive(): boolean {
    return this.wire !== null;
  }

  kick(): void {
    this.send({ type: 'bye', code: 11, msg: 'signed in from another browser', reconnect: false });
    this.wire?.close(4002);
  }

  leave(wire: Wire): void {
    this.wire = this.wire === wire ? null : this.wire;
  }

  private send(frame: object): void {
    this.wire?.send(JSON.stringify(frame));
  }
}

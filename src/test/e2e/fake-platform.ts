import { FakeAgent } from './fake-agent';

export interface Wire {
  send(text: string): unknown;
  close(code: number): void;
}

/** One connection of a page. */
export interface Line {
  received(text: string): unknown;
  gone(): void;
}

interface Frame {
  type: string;
  id: string;
  token: string;
  browser: string;
  command: string;
  args: Record<string, string>;
  resume?: { session: string; seq: number; signedIn?: boolean };
}

/** Sessions as docs/protocol has them, without the rest of a platform. */
export class FakePlatform {
  /** What pages are told when they connect. */
  heartbeatMs = 15_000;
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

  leave(node: object): void {
    this.sessions.forEach((session) => session.node === node && session.moving());
  }

  /** @param node any object that stands for it */
  connect(wire: Wire, node: object): Line {
    let session: Session | null = null;
    return {
      received: (text) => {
        const frame = JSON.parse(text) as Frame;
        if (frame.type === 'auth') {
          session = this.authenticate(wire, frame, node);
        } else {
          session?.receive(frame);
        }
      },
      gone: () => session?.leave(wire),
    };
  }

  private authenticate(wire: Wire, frame: Frame, node: object): Session | null {
    const agent = this.agents.get(frame.token.replace('token-', ''));
    if (!agent) {
      const bye = { type: 'bye', code: 6, msg: 'token invalid', reconnect: false };
      wire.send(JSON.stringify(bye));
      wire.close(4001);
      return null;
    }
    const known = frame.resume && this.sessions.get(frame.resume.session);
    if (known?.node === node && frame.resume) {
      known.resume(wire, frame.id, frame.resume.seq);
      return known;
    }
    const id = `s${this.sessions.size + 1}`;
    const session = new Session(id, agent, frame.browser, node, this.heartbeatMs);
    this.sessions.set(session.id, session);
    const moves = known && frame.resume?.signedIn && agent.has(known);
    session.welcome(wire, frame.id, moves ? { resumed: false, moved: true } : { resumed: false });
    if (moves) {
      agent.goesOn(known, session);
    }
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
    readonly node: object,
    private readonly heartbeatMs: number,
  ) {}

  welcome(wire: Wire, id: string, how: { resumed: boolean; moved?: boolean }): void {
    this.wire = wire;
    const { user, nickname, extNo } = this.agent.identity;
    const person = { user, nickname, extNo, roles: ['agent'] };
    const seq = this.events.length;
    const expiresAt = Math.floor(Date.now() / 1000) + 43_200;
    const times = { heartbeatMs: this.heartbeatMs, expiresAt };
    this.send({ type: 'welcome', id, session: this.id, ...how, seq, ...times, user: person });
  }

  resume(wire: Wire, id: string, seq: number): void {
    this.welcome(wire, id, { resumed: true });
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

  moving(): void {
    this.send({ type: 'moving', withinMs: 2_000 });
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

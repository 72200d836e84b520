import { retryDelayMs } from '../sdk/backoff';
import { CtibarError, ErrorCode } from '../sdk/error';
import { begunAnew, follow, type Followed, NOTHING } from './follow';
import type { CallAct, CallOrder } from './acts/call-acts';
import type { Bus, BusEvents } from './event-bus';
import type { DayCourse } from './day/course';
import type { BoardMessage } from './rows';

/** `live`: what is shown is what the platform told within the last seconds. */
export type Line = 'connecting' | 'live' | 'silent';
export type Admission = 'admitted' | 'expired' | 'forbidden' | 'unreachable';
export type Ending = 'expired' | 'forbidden';

export interface BridgeEvents {
  followed(followed: Followed, message: BoardMessage): void;
  line(line: Line): void;
  ended(why: Ending): void;
}

export interface Ways {
  admission(token: string): Promise<Admission>;
  openBus(token: string, events: BusEvents): Bus;
  /** In [0, 1). */
  random(): number;
}

const BOARD = 'cti.client.board';
const SNAPSHOT = 'cti.client.snapshot';
const DAY = 'cti.client.day';
const FORCE = 'cti.client.agent.force';
const CALL = 'cti.client.call.';
/** The platform tells something every 5 s. */
export const SILENCE_MS = 12_000;

/** Keeps one connection to the platform and the board up to date, until it is closed or no longer admitted. */
export class Bridge {
  private bus: Bus | null = null;
  private followed: Followed = NOTHING;
  private asking = false;
  private attempt = 0;
  /** Of how many tries to connect; only the newest goes on. */
  private turns = 0;
  private closed = false;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private token: string,
    private readonly events: BridgeEvents,
    private readonly ways: Ways,
  ) {}

  async open(): Promise<void> {
    clearTimeout(this.retry);
    const turn = ++this.turns;
    const admission = await this.ways.admission(this.token);
    if (this.closed || turn !== this.turns) {
      return;
    }
    if (admission === 'expired' || admission === 'forbidden') {
      this.end(admission);
    } else if (admission === 'unreachable') {
      this.later();
    } else {
      this.connect();
    }
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.retry);
    this.drop();
  }

  /** A connection lives as long as the token it was made with: the next one begins at once. */
  renew(token: string): void {
    this.token = token;
    this.drop();
    void this.open();
  }

  /** How the day went so far, of a group or, without one, of all. Fails as {@link force} does. */
  async day(groupId: string | null): Promise<DayCourse> {
    return (await this.ask(DAY, groupId === null ? {} : { groupId })) as DayCourse;
  }

  /** @returns whether it waits for the end of a call; fails with a CtibarError */
  async force(agentId: string, to: string, reason: string): Promise<boolean> {
    const answer = (await this.ask(FORCE, { agentId, to, reason })) as { queued?: boolean };
    return answer?.queued === true;
  }

  /** Fails as {@link force} does. */
  async onCall(act: CallAct, order: CallOrder): Promise<void> {
    await this.ask(CALL + act, order);
  }

  /** Rings the supervisor's own phone; of one who listens already, changes who hears. Fails as {@link force} does. */
  async listen(agentId: string, mode: string, reason: string): Promise<void> {
    await this.ask(`${CALL}listen`, { agentId, mode, reason });
  }

  async stopListening(): Promise<void> {
    await this.ask(`${CALL}leave`, {});
  }

  async takeOver(reason: string): Promise<void> {
    await this.ask(`${CALL}takeover`, { reason });
  }

  private async ask(address: string, body: object): Promise<unknown> {
    if (!this.bus) {
      throw new CtibarError(ErrorCode.UNAVAILABLE, 'not connected');
    }
    return this.bus.ask(address, body);
  }

  private connect(): void {
    this.watch();
    const bus: Bus = this.ways.openBus(this.token, {
      opened: () => this.bus === bus && this.begin(bus),
      closed: () => this.bus === bus && this.lost('connecting'),
      denied: () => this.bus === bus && this.followed.behind && this.lost('connecting'),
    });
    this.bus = bus;
  }

  private begin(bus: Bus): void {
    this.followed = begunAnew(this.followed);
    bus.register(BOARD, (body) => this.bus === bus && this.heard(body as BoardMessage));
    this.askSnapshot(bus);
  }

  private heard(message: BoardMessage): void {
    this.watch();
    this.followed = follow(this.followed, message);
    if (this.followed.behind) {
      this.askSnapshot(this.bus);
    } else {
      this.attempt = 0;
      this.events.line('live');
    }
    this.events.followed(this.followed, message);
  }

  private askSnapshot(bus: Bus | null): void {
    if (this.asking || !bus) {
      return;
    }
    this.asking = true;
    bus
      .ask(SNAPSHOT, {})
      .then((body) => {
        if (this.bus === bus) {
          this.asking = false;
          this.heard(body as BoardMessage);
        }
      })
      .catch((e: { code?: number }) => this.bus === bus && this.noSnapshot(e.code));
  }

  private noSnapshot(code: number | undefined): void {
    if (code === ErrorCode.FORBIDDEN) {
      this.end('forbidden');
    } else {
      this.lost('connecting');
    }
  }

  private watch(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.lost('silent'), SILENCE_MS);
  }

  private lost(line: Line): void {
    this.drop();
    this.events.line(line);
    this.later();
  }

  private later(): void {
    clearTimeout(this.retry);
    this.retry = setTimeout(
      () => void this.open(),
      retryDelayMs(this.attempt++, this.ways.random()),
    );
  }

  private drop(): void {
    clearTimeout(this.silence);
    this.asking = false;
    const { bus } = this;
    this.bus = null;
    bus?.close();
  }

  private end(why: Ending): void {
    this.close();
    this.events.ended(why);
  }
}

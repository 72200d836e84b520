import { CtibarError, ErrorCode } from '../sdk/error';
import { renewalDelayMs } from '../sdk/renewal';
import { type Account, keepToken, keptToken, renewed, rolesIn, signIn } from './account';
import { Api } from './api';
import { type Followed, NOTHING } from './follow';
import { Bridge, type BridgeEvents, type Ending, type Line, type Ways } from './bridge';
import { type CallAct, type CallActed, callActed, orderOf } from './acts/call-acts';
import { onTick, platformNow, platformTold } from './clock';
import type { DayCourse } from './day/course';
import { forced, type Forced } from './acts/force';
import type { Mode } from './acts/listen';
import type { Agent, Call } from './rows';
import { nextReadyAt } from './status';
import { Store } from './store';
import { limitsTold } from './thresholds';
import type { Key } from './texts-en';

export interface Shown {
  /** Null: the sign-in form. */
  user: string | null;
  /** The user name of whom is signed in. */
  me: string | null;
  roles: readonly string[];
  problem: Key | null;
  line: Line;
  /** When the platform was heard last, by its own clock. */
  heardAt: number | null;
  followed: Followed;
  forcing: Agent | null;
  /** Who is about to be listened to. */
  hearing: Agent | null;
  /** What is about to be ended, moved or preferred. */
  acting: Call | null;
  outcome: Outcome | null;
}

/** The last act, and whether it can be taken back still. */
export interface Outcome {
  act: Forced | CallActed;
  kind: 'done' | 'undone' | 'refused';
  /** Why it was refused. */
  failure: { code?: number; message: string } | null;
}

const SIGNED_OUT: Shown = {
  user: null,
  me: null,
  roles: [],
  problem: null,
  line: 'connecting',
  heardAt: null,
  followed: NOTHING,
  forcing: null,
  hearing: null,
  acting: null,
  outcome: null,
};
const RENEW_AT_LEAST_MS = 60_000;
const REFUSALS: Readonly<Record<number, Key>> = {
  [ErrorCode.BAD_CREDENTIALS]: 'failed_BAD_CREDENTIALS',
  [ErrorCode.TOKEN_INVALID]: 'expired',
  [ErrorCode.TOKEN_EXPIRED]: 'expired',
  [ErrorCode.RATE_LIMITED]: 'failed_RATE_LIMITED',
};

/** What the supervisor does, and what comes of it. */
export class Desk {
  readonly store = new Store<Shown>(SIGNED_OUT);
  readonly api = new Api(
    () => this.token,
    () => this.leave('expired'),
  );
  private token: string | null = null;
  private bridge: Bridge | null = null;
  private renewal: ReturnType<typeof setTimeout> | undefined;
  private pauseOverAt = Infinity;

  constructor(private readonly ways: Ways) {
    onTick((now) => now >= this.pauseOverAt && this.pauseOver(now));
  }

  async signIn(username: string, password: string): Promise<void> {
    this.store.change({ problem: null });
    await this.enter(signIn(username, password));
  }

  /** After a reload of the page. */
  async resume(): Promise<void> {
    const token = keptToken();
    if (token) {
      await this.enter(renewed(token));
    }
  }

  leave(problem: Key | null = null): void {
    clearTimeout(this.renewal);
    this.bridge?.close();
    this.bridge = null;
    this.token = null;
    keepToken(null);
    this.store.change({ ...SIGNED_OUT, problem });
  }

  askForce(agent: Agent | null): void {
    this.store.change({ forcing: agent });
  }

  /** @throws CtibarError: the platform refused */
  async force(agent: Agent, to: string, reason: string): Promise<void> {
    const queued = (await this.bridge?.force(agent.id, to, reason)) ?? false;
    this.done(forced(agent, to, queued));
  }

  askCall(call: Call | null): void {
    this.store.change({ acting: call });
  }

  /**
   * @param to as of orderOf
   * @throws CtibarError: the platform refused
   */
  async onCall(call: Call, act: CallAct, reason: string, to = ''): Promise<void> {
    const board = this.store.value.followed.board ?? { groups: new Map(), agents: new Map() };
    await this.bridge?.onCall(act, orderOf(call.callId, act, reason, to));
    this.done(callActed(call, act, board, to));
  }

  askListen(agent: Agent | null): void {
    this.store.change({ hearing: agent });
  }

  /** Fails with a CtibarError, as all below. */
  async listen(agentId: string, mode: Mode, reason: string): Promise<void> {
    await this.bridge?.listen(agentId, mode, reason);
  }

  async stopListening(): Promise<void> {
    await this.bridge?.stopListening();
  }

  async takeOver(reason: string): Promise<void> {
    await this.bridge?.takeOver(reason);
  }

  /** Null while there is no connection. */
  async day(groupId: string | null): Promise<DayCourse | null> {
    return (await this.bridge?.day(groupId)) ?? null;
  }

  async undo({ act }: Outcome, reason: string): Promise<void> {
    this.store.change({ outcome: null });
    try {
      await this.takeBack(act, act.back ?? '', reason);
      this.store.change({ outcome: { act, kind: 'undone', failure: null } });
    } catch (e) {
      this.store.change({ outcome: { act, kind: 'refused', failure: e as Error } });
    }
  }

  forget(outcome: Outcome): void {
    if (this.store.value.outcome === outcome) {
      this.store.change({ outcome: null });
    }
  }

  private async takeBack(act: Outcome['act'], back: string, reason: string): Promise<void> {
    if (act.what === 'force') {
      await this.bridge?.force(act.agentId, back, reason);
    } else {
      await this.bridge?.onCall('move', { callId: act.callId, groupId: back, reason });
    }
  }

  private done(act: Outcome['act']): void {
    this.store.change({ outcome: { act, kind: 'done', failure: null } });
  }

  private async enter(asked: Promise<Account>): Promise<void> {
    try {
      const account = await asked;
      this.store.change({
        ...SIGNED_OUT,
        user: account.nickname || account.user,
        me: account.user,
      });
      this.hold(account);
      this.bridge = new Bridge(account.token, this.bridgeEvents(), this.ways);
      void this.bridge.open();
    } catch (e) {
      this.refuse(e);
    }
  }

  private refuse(problem: unknown): void {
    const code = problem instanceof CtibarError ? problem.code : ErrorCode.INTERNAL;
    if (code === ErrorCode.UNAVAILABLE || code === ErrorCode.TIMEOUT) {
      this.store.change({ problem: 'unreachable' });
    } else {
      this.leave(REFUSALS[code] ?? 'failed_INTERNAL');
    }
  }

  private bridgeEvents(): BridgeEvents {
    return {
      line: (line) => line !== this.store.value.line && this.store.change({ line }),
      followed: (followed, { at, limits }) => {
        platformTold(at);
        if (limits) {
          limitsTold(limits);
        }
        this.expectPauses(followed, platformNow());
        this.store.change({ followed, heardAt: at });
      },
      ended: (why: Ending) => this.leave(why),
    };
  }

  private hold({ token, expiresAt }: Account): void {
    this.token = token;
    keepToken(token);
    this.store.change({ roles: rolesIn(token) });
    const leftMs = expiresAt * 1_000 - Date.now();
    this.renewIn(renewalDelayMs(leftMs, this.ways.random(), RENEW_AT_LEAST_MS), token);
  }

  private renewIn(delayMs: number, token: string): void {
    clearTimeout(this.renewal);
    this.renewal = setTimeout(() => {
      renewed(token)
        .then((account) => {
          this.hold(account);
          this.bridge?.renew(account.token);
        })
        .catch(() => this.renewIn(RENEW_AT_LEAST_MS, token));
    }, delayMs);
  }

  private expectPauses({ board }: Followed, now: number): void {
    this.pauseOverAt = board ? nextReadyAt(board.agents.values(), now) : Infinity;
  }

  private pauseOver(now: number): void {
    this.expectPauses(this.store.value.followed, now);
    this.store.change({});
  }
}

import { retryDelayMs } from './backoff';
import type { Carrier } from './carrier';
import { encodeCommand } from './commands';
import { Connection } from './connection';
import { Deferred } from './deferred';
import { CtibarError, ErrorCode } from './error';
import type { Platform } from './platform';
import { Reporter } from './reporter';
import type { Effect, Input, Outcome, Session } from './session';
import { NEW_SESSION } from './session';
import { step } from './step';
import type { CtibarCallbacks, CtibarConfig, Snapshot, User } from './types';
import { unreachable } from './unreachable';

/** A connection that is not welcomed by then is given up. */
const WELCOME_WITHIN_MS = 10_000;

/** Carries out what {@link step} decides: sockets, timers, promises, callbacks. */
export class Engine {
  private session: Session = NEW_SESSION;
  private readonly inbox: Input[] = [];
  private stepping = false;
  private starting: Deferred<User> | null = null;
  private readonly pending = new Map<string, Deferred<unknown>>();
  private lastId = 0;
  private unwatch: (() => void) | null = null;
  private readonly reporter: Reporter;
  private readonly connection: Connection;

  constructor(
    private readonly config: Partial<CtibarConfig>,
    callbacks: CtibarCallbacks,
    private readonly platform: Platform,
    script: string | undefined,
  ) {
    this.reporter = new Reporter(config, callbacks);
    const accept = (input: Input) => this.accept(input);
    this.connection = new Connection(config, platform, script, this.reporter, accept);
  }

  get view(): Snapshot {
    return this.session.view;
  }

  start(): Promise<User> {
    if (this.starting && this.session.phase !== 'idle' && this.session.phase !== 'ended') {
      return this.starting.promise;
    }
    this.starting = new Deferred<User>();
    const mistake = this.mistake();
    if (mistake) {
      this.starting.reject(mistake);
      this.reporter.error(mistake);
      return this.starting.promise;
    }
    const { promise } = this.starting;
    this.unwatch = this.platform.watchNetwork(() => this.accept({ kind: 'retry' }));
    this.accept({ kind: 'start', forced: this.config.transport === 'sockjs' ? 'sockjs' : null });
    return promise;
  }

  command<T>(name: string, args: Record<string, unknown> = {}): Promise<T> {
    const id = String(++this.lastId);
    const deferred = new Deferred<unknown>();
    try {
      const command = encodeCommand(id, name, args);
      this.pending.set(id, deferred);
      this.accept({ kind: 'command', command });
    } catch (e) {
      deferred.reject(e);
    }
    return deferred.promise as Promise<T>;
  }

  stop(): void {
    this.accept({ kind: 'stop' });
  }

  private mistake(): CtibarError | null {
    if (this.connection.url === null) {
      return new CtibarError(ErrorCode.BAD_REQUEST, 'config.url must be a ws:// or wss:// address');
    }
    if (typeof this.config.token !== 'string' || this.config.token === '') {
      return new CtibarError(ErrorCode.TOKEN_INVALID, 'config.token is missing');
    }
    return null;
  }

  /** One input at a time: a callback that calls a method does not overtake its own event. */
  private accept(input: Input): void {
    this.inbox.push(input);
    if (this.stepping) {
      return;
    }
    this.stepping = true;
    try {
      for (let next = this.inbox.shift(); next; next = this.inbox.shift()) {
        const { session, effects } = step(this.session, next);
        this.session = session;
        effects.forEach((effect) => this.run(effect));
      }
    } finally {
      this.stepping = false;
    }
  }

  private run(effect: Effect): void {
    switch (effect.do) {
      case 'connect':
        return this.connect(effect.carrier);
      case 'authenticate':
        return this.connection.authenticate(effect.resume);
      case 'send':
        return this.connection.send(effect.text, effect.note);
      case 'disconnect':
        return this.connection.close();
      case 'retryAfter':
        return this.retryAfter(effect.attempt);
      case 'beat':
        return this.platform.alarms.set('heartbeat', effect.afterMs, () =>
          this.accept({ kind: 'heartbeat' }),
        );
      case 'rest':
        return ['heartbeat', 'welcome', 'retry'].forEach((name) =>
          this.platform.alarms.clear(name),
        );
      case 'callback':
        return this.reporter.call(effect.name, effect.data);
      case 'limit':
        return this.limit(effect.id, effect.afterMs);
      case 'settle':
        return this.settle(effect.id, effect.outcome);
      case 'started':
        return this.started(effect.user);
      case 'refused':
        return this.refused(effect.error);
      case 'report':
        return this.reporter.error(effect.error);
      default:
        return unreachable(effect);
    }
  }

  private connect(carrier: Carrier): void {
    this.platform.alarms.clear('retry');
    this.platform.alarms.set('welcome', WELCOME_WITHIN_MS, () => this.accept({ kind: 'overdue' }));
    this.connection.open(carrier);
  }

  private retryAfter(attempt: number): void {
    const delayMs = retryDelayMs(attempt, this.platform.random());
    this.reporter.info(`trying again in ${delayMs} ms`, 'connection');
    this.platform.alarms.set('retry', delayMs, () => this.accept({ kind: 'retry' }));
  }

  private limit(id: string, afterMs: number): void {
    this.platform.alarms.set(`command ${id}`, afterMs, () => this.accept({ kind: 'expired', id }));
  }

  private settle(id: string, outcome: Outcome): void {
    this.platform.alarms.clear(`command ${id}`);
    const deferred = this.pending.get(id);
    this.pending.delete(id);
    if (outcome.ok) {
      deferred?.resolve(outcome.data);
    } else {
      deferred?.reject(outcome.error);
    }
  }

  private started(user: User): void {
    this.platform.alarms.clear('welcome');
    this.starting?.resolve(user);
  }

  private refused(error: CtibarError): void {
    this.starting?.reject(error);
    this.unwatch?.();
    this.platform.alarms.clearAll();
    this.platform.release();
  }
}

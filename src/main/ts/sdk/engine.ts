import { retryDelayMs } from './backoff';
import { encodeCommand } from './commands';
import { Connection } from './connection';
import { Deferred } from './deferred';
import { CtibarError, ErrorCode } from './error';
import type { Platform } from './platform';
import { renewalDelayMs } from './renewal';
import { Reporter } from './reporter';
import type { Effect, Input, Outcome, Session } from './session';
import { NEW_SESSION } from './session';
import { step } from './step';
import type { CtibarCallbacks, CtibarConfig, Snapshot, User } from './types';

/** Alarms that mean nothing without a connection. */
const RESTING = ['heartbeat', 'silence', 'welcome', 'retry', 'renew'];

/** Hears what the page is told, after it. */
export interface Listener {
  heard(event: string, data: unknown): void;
  /** No more connection, and no more tries. */
  ended(): void;
}

type Attempt = Pick<Extract<Effect, { do: 'connect' }>, 'carrier' | 'address' | 'withinMs'>;
type Handlers = { [K in Effect['do']]: (effect: Extract<Effect, { do: K }>) => void };

/** Carries out what {@link step} decides: sockets, timers, promises, callbacks. */
export class Engine {
  private session: Session = NEW_SESSION;
  private readonly inbox: Input[] = [];
  private stepping = false;
  private starting: Deferred<User> | null = null;
  private readonly pending = new Map<string, Deferred<unknown>>();
  private lastId = 0;
  private unwatch: (() => void) | null = null;
  private listener: Listener | null = null;
  readonly reporter: Reporter;
  private readonly connection: Connection;

  private readonly handlers: Handlers = {
    connect: (e) => this.connect(e),
    authenticate: (e) => this.connection.authenticate('present', e.resume),
    connectNext: (e) => this.connectNext(e),
    authenticateNext: (e) => this.connection.authenticate('next', e.resume),
    tryNextAfter: (e) => this.tryAfter('next retry', e.attempt, { kind: 'nextRetry' }),
    takeNext: () => this.takeNext(),
    dropNext: () => this.dropNext(),
    send: (e) =>
      this.connection.send(e.withToken ? this.connection.withToken(e.text) : e.text, e.note),
    disconnect: () => this.connection.close('present'),
    retryAfter: (e) => this.tryAfter('retry', e.attempt, { kind: 'retry' }),
    listen: (e) => this.alarm('silence', e.afterMs, { kind: 'silence' }),
    beat: (e) => this.alarm('heartbeat', e.afterMs, { kind: 'heartbeat' }),
    renewBefore: (e) => this.renewBefore(e.expiresAt, e.atLeastMs),
    keepToken: (e) => this.connection.keepToken(e.token),
    rest: () => RESTING.forEach((name) => this.platform.alarms.clear(name)),
    callback: (e) => this.callback(e.name, e.data),
    limit: (e) => this.alarm(`command ${e.id}`, e.afterMs, { kind: 'expired', id: e.id }),
    settle: (e) => this.settle(e.id, e.outcome),
    started: (e) => this.started(e.user),
    refused: (e) => this.refused(e.error),
    report: (e) => this.reporter.error(e.error),
  };

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

  get url(): string | undefined {
    return this.connection.url?.replace(/^ws/, 'http');
  }

  get view(): Snapshot {
    return this.session.view;
  }

  start(): Promise<User> {
    if (this.starting && this.session.phase !== 'idle' && this.session.phase !== 'ended') {
      return this.starting.promise;
    }
    this.starting = new Deferred<User>();
    const addresses = this.connection.prepare();
    const mistake = this.mistake(addresses);
    if (mistake) {
      this.starting.reject(mistake);
      this.reporter.error(mistake);
      return this.starting.promise;
    }
    const { promise } = this.starting;
    this.unwatch = this.platform.watchNetwork(() => this.accept({ kind: 'retry' }));
    const forced = this.config.transport === 'sockjs' ? 'sockjs' : null;
    this.accept({ kind: 'start', forced, addresses });
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

  listen(listener: Listener): void {
    this.listener = listener;
  }

  private mistake(addresses: number): CtibarError | null {
    if (addresses === 0) {
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
    (this.handlers[effect.do] as (effect: Effect) => void)(effect);
  }

  private connect({ carrier, address, withinMs }: Attempt): void {
    this.platform.alarms.clear('retry');
    this.alarm('welcome', withinMs, { kind: 'overdue' });
    this.connection.open('present', carrier, address);
  }

  private connectNext({ carrier, address, withinMs }: Attempt): void {
    this.alarm('next welcome', withinMs, { kind: 'nextLost' });
    this.connection.open('next', carrier, address);
  }

  private takeNext(): void {
    this.forgetNext();
    this.connection.takeNext();
  }

  private dropNext(): void {
    this.forgetNext();
    this.connection.close('next');
  }

  private forgetNext(): void {
    this.platform.alarms.clear('next welcome');
    this.platform.alarms.clear('next retry');
  }

  private tryAfter(name: string, attempt: number | null, input: Input): void {
    const delayMs = retryDelayMs(attempt, this.platform.random());
    this.reporter.info(`trying again in ${delayMs} ms`, 'connection');
    this.alarm(name, delayMs, input);
  }

  private renewBefore(expiresAt: number, atLeastMs: number): void {
    const leftMs = expiresAt * 1000 - this.platform.now();
    const delayMs = renewalDelayMs(leftMs, this.platform.random(), atLeastMs);
    this.alarm('renew', delayMs, { kind: 'renew' });
  }

  private alarm(name: string, afterMs: number, input: Input): void {
    this.platform.alarms.set(name, afterMs, () => this.accept(input));
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

  private callback(name: string, data: unknown): void {
    this.reporter.call(name, data);
    this.listener?.heard(name, data);
  }

  private started(user: User): void {
    this.platform.alarms.clear('welcome');
    this.starting?.resolve(user);
  }

  private refused(error: CtibarError): void {
    this.starting?.reject(error);
    this.listener?.ended();
    this.unwatch?.();
    this.platform.alarms.clearAll();
    this.platform.release();
  }
}

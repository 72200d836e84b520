import { retryDelayMs } from './backoff';
import { webSocketUrl } from './carrier';
import { encodeCommand } from './commands';
import { decode } from './decode';
import { Deferred } from './deferred';
import { CtibarError, ErrorCode } from './error';
import type { Address, Platform } from './platform';
import type { ClientFrame, Resume } from './protocol';
import { Reporter } from './reporter';
import type { Effect, Input, Outcome, Session } from './session';
import { NEW_SESSION } from './session';
import { step } from './step';
import type { Transport } from './transport';
import type { CtibarCallbacks, CtibarConfig, Snapshot, User } from './types';
import { unreachable } from './unreachable';

/** A connection that is not welcomed by then is given up. */
const WELCOME_WITHIN_MS = 10_000;

/** Carries out what {@link step} decides: sockets, timers, promises, callbacks. */
export class Engine {
  private session: Session = NEW_SESSION;
  private readonly inbox: Input[] = [];
  private stepping = false;
  private transport: Transport | null = null;
  private starting: Deferred<User> | null = null;
  private readonly pending = new Map<string, Deferred<unknown>>();
  private lastId = 0;
  private authentications = 0;
  private unwatch: (() => void) | null = null;
  private readonly reporter: Reporter;

  constructor(
    private readonly config: Partial<CtibarConfig>,
    callbacks: CtibarCallbacks,
    private readonly platform: Platform,
    private readonly script: string | undefined,
  ) {
    this.reporter = new Reporter(config, callbacks);
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
    if (webSocketUrl(this.config.url, pageUrl()) === null || !this.config.url) {
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
        return this.authenticate(effect.resume);
      case 'send':
        return this.send(effect.text, effect.note);
      case 'disconnect':
        return this.disconnect();
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

  private connect(carrier: 'websocket' | 'sockjs'): void {
    this.reporter.info(`connecting by ${carrier}`, 'connection');
    this.platform.alarms.clear('retry');
    this.platform.alarms.set('welcome', WELCOME_WITHIN_MS, () => this.accept({ kind: 'overdue' }));
    this.transport = this.platform.open(carrier, this.address(), {
      opened: () => this.accept({ kind: 'opened' }),
      received: (text) => this.received(text),
      closed: (code) => this.closed(code),
    });
  }

  private address(): Address {
    const url = webSocketUrl(this.config.url, pageUrl()) as string;
    return { url, script: this.config.sockjsScript ?? this.script };
  }

  private received(text: string): void {
    const frame = decode(text);
    if (!frame) {
      this.reporter.info('a frame that this version does not know', 'receive');
      return;
    }
    const what = frame.type === 'event' ? frame.event : frame.type;
    this.reporter.info('id' in frame ? `${what} #${frame.id}` : what, 'receive');
    this.accept({ kind: 'frame', frame, now: this.platform.now() });
  }

  private closed(code: number): void {
    this.reporter.info(`connection closed, code ${code}`, 'connection');
    this.transport = null;
    this.accept({ kind: 'lost', code });
  }

  private authenticate(resume: Resume | null): void {
    const frame: ClientFrame = {
      type: 'auth',
      id: `auth-${++this.authentications}`,
      token: this.config.token as string,
      browser: this.platform.browserId(),
      ...(resume && { resume }),
    };
    this.send(JSON.stringify(frame), resume ? 'auth, to resume' : 'auth');
  }

  private send(text: string, note: string): void {
    this.reporter.info(note, 'send');
    try {
      this.transport?.send(text);
    } catch {
      this.reporter.info('sending failed', 'connection'); // its close event follows
    }
  }

  private disconnect(): void {
    this.transport?.close(1000, '');
    this.transport = null;
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

function pageUrl(): string | undefined {
  return typeof location === 'undefined' ? undefined : location.href;
}

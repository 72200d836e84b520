import type { Carrier } from '../../../main/ts/sdk/carrier';
import { Engine } from '../../../main/ts/sdk/engine';
import type { CtibarError } from '../../../main/ts/sdk/error';
import type { Platform } from '../../../main/ts/sdk/platform';
import type { ClientFrame, ServerFrame, Welcome } from '../../../main/ts/sdk/protocol';
import type { TransportEvents } from '../../../main/ts/sdk/transport';
import type { CtibarCallbacks, CtibarConfig } from '../../../main/ts/sdk/types';
import { serverFrame } from './golden';

/** One connection that the SDK opened, seen from the other end. */
export class FakeConnection {
  readonly received: ClientFrame[] = [];
  closedBySdk = false;

  constructor(
    readonly carrier: Carrier,
    readonly url: string,
    private readonly events: TransportEvents,
  ) {}

  open(): void {
    this.events.opened();
  }

  send(frame: ServerFrame | string): void {
    this.events.received(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  drop(code = 1006): void {
    this.events.closed(code);
  }

  /** The newest command of that name. */
  command(name: string) {
    const found = this.commands().filter((f) => f.command === name);
    return found[found.length - 1];
  }

  commands() {
    return this.received.filter((f) => f.type === 'command');
  }
}

/** An engine on hand-driven sockets and timers, and all that it told. */
export class Bench {
  readonly connections: FakeConnection[] = [];
  readonly alarms = new Map<string, { afterMs: number; ring: () => void }>();
  readonly told: string[] = [];
  readonly data: unknown[] = [];
  readonly errors: CtibarError[] = [];
  readonly infos: string[] = [];
  online: () => void = () => undefined;
  random = 0.5;
  readonly platform: Platform = this.surroundings();
  readonly engine: Engine;

  constructor(config: Partial<CtibarConfig> = {}, callbacks?: CtibarCallbacks) {
    const all: Partial<CtibarConfig> = {
      url: 'ws://cti.test/ws',
      token: 'a.secret.token',
      errLog: (e) => this.errors.push(e),
      infoLog: (info, type) => this.infos.push(`${type}: ${info}`),
      ...config,
    };
    this.engine = new Engine(all, callbacks ?? this.listener(), this.platform, undefined);
  }

  get line(): FakeConnection {
    const last = this.connections[this.connections.length - 1];
    if (!last) {
      throw new Error('the SDK opened no connection');
    }
    return last;
  }

  /** Up to the welcome. */
  connect(change: Partial<Welcome> = {}): FakeConnection {
    void this.engine.start();
    return this.welcome(change);
  }

  welcome(change: Partial<Welcome> = {}): FakeConnection {
    this.line.open();
    this.line.send({ ...serverFrame<'welcome'>('welcome, new session'), ...change });
    return this.line;
  }

  ring(name: string): void {
    const alarm = this.alarms.get(name);
    if (!alarm) {
      throw new Error(`no alarm "${name}", only ${[...this.alarms.keys()].join(', ')}`);
    }
    this.alarms.delete(name);
    alarm.ring();
  }

  private listener(): CtibarCallbacks {
    const get = (_: object, name: string) => (data: unknown) => {
      if (name !== 'onState') {
        this.told.push(name);
        this.data.push(data);
      }
    };
    return new Proxy({}, { get });
  }

  private surroundings(): Platform {
    return {
      open: (carrier, { url }, events) => {
        const connection = new FakeConnection(carrier, url, events);
        this.connections.push(connection);
        return {
          send: (text) => connection.received.push(JSON.parse(text) as ClientFrame),
          close: () => (connection.closedBySdk = true),
        };
      },
      alarms: {
        set: (name, afterMs, ring) => this.alarms.set(name, { afterMs, ring }),
        clear: (name) => this.alarms.delete(name),
        clearAll: () => this.alarms.clear(),
      },
      random: () => this.random,
      now: () => 1_700_000_000_000,
      browserId: () => '5b0f7c1e-6a52-4a0e-9d7e-2f7f3b1c9a44',
      watchNetwork: (online) => {
        this.online = online;
        return () => (this.online = () => undefined);
      },
      release: () => undefined,
    };
  }
}

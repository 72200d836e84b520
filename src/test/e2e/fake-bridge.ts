import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { begunAnew, follow, type Followed, NOTHING } from '../../main/ts/console/follow';
import type { DayCourse } from '../../main/ts/console/day/course';
import type { BoardMessage, Kind } from '../../main/ts/console/rows';
import { type BoardRows, type Change, morning } from './fake-board';
import { calls } from './fake-calls';
import { admits, authenticate } from './fake-door';
import { dayCourse } from './fake-day';
import { FakeDirectory } from './fake-directory';
import { FakePast } from './fake-past';
import { nodePolicy } from './node-policy';
import { serveFile } from './static';

const WEBROOT = new URL('../../../webroot/', import.meta.url).pathname;
const KINDS: readonly Kind[] = ['agents', 'groups', 'calls', 'switches', 'nodes'];

interface Frame {
  type: 'ping' | 'send' | 'register';
  /** None in a ping. */
  address?: string;
  body: Record<string, string>;
  replyAddress?: string;
}

/** A node as supervisors' pages see it: the pages, sign-in, and the bridge by SockJS over a WebSocket. */
export class FakeBridge {
  /** What supervisors did to agents and calls, newest last. */
  readonly acts: Record<string, string>[] = [];
  /** How often the whole board was asked for. */
  snapshots = 0;
  /** Answers the next act so, instead of doing it. */
  refusal: { failureCode: number; message: string } | null = null;
  readonly directory = new FakeDirectory();
  /** What the day is told to have been, for a group or, without one, for all. */
  course = (groupId?: string): DayCourse => dayCourse(Date.now(), groupId);
  readonly past = new FakePast();
  node = 'n1';
  private readonly server: Server;
  private readonly sockets = new WebSocketServer({ noServer: true });
  private readonly listeners = new Set<WebSocket>();
  private readonly beat: NodeJS.Timeout;
  private followed: Followed = NOTHING;
  private revision = 1;

  private constructor() {
    this.server = createServer((request, response) => void this.answer(request, response));
    this.server.on('upgrade', (request, socket, head) => {
      if (admits(tokenOf(request)) === 200) {
        this.sockets.handleUpgrade(request, socket, head, (ws) => this.opened(ws));
      } else {
        socket.destroy();
      }
    });
    this.beat = setInterval(() => this.tell({}), 5_000);
    this.begin(morning(Date.now()));
  }

  static async start(): Promise<FakeBridge> {
    const bridge = new FakeBridge();
    await new Promise<void>((resolve) => bridge.server.listen(0, '127.0.0.1', resolve));
    return bridge;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    clearInterval(this.beat);
    this.cut();
    this.server.close();
    this.server.closeAllConnections();
  }

  cut(): void {
    this.sockets.clients.forEach((ws) => ws.terminate());
  }

  begin(rows: BoardRows): void {
    this.followed = follow(begunAnew(this.followed), this.message('snapshot', rows));
  }

  /** A delta, to all pages. */
  tell(rows: Change): void {
    const text = this.change(rows);
    this.listeners.forEach((ws) => send(ws, { type: 'rec', address: 'cti.client.board', ...text }));
  }

  /** A delta that is lost on its way. */
  lose(rows: Change): void {
    this.change(rows);
  }

  /** As it is now, with these parts changed. */
  agent(id: string, part: Partial<BoardRows['agents'][number]>): Change {
    const agent = this.followed.board?.agents.get(id);
    return agent ? { agents: [{ ...agent, ...part }] } : {};
  }

  private change(rows: Change): { body: BoardMessage } {
    this.revision++;
    const body = this.message('delta', rows);
    this.followed = follow(this.followed, body);
    return { body };
  }

  private message(type: BoardMessage['type'], rows: Change): BoardMessage {
    return { type, node: this.node, revision: this.revision, at: Date.now(), ...rows };
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://node');
    response.setHeader('content-security-policy', nodePolicy(this.url));
    if (pathname === '/api/v1/base/auth') {
      await authenticate(request, response);
    } else if (pathname.startsWith('/api/v1/calls')) {
      this.past.answer(request, response);
    } else if (pathname === '/eventbus/') {
      response.writeHead(admits(tokenOf(request))).end('Welcome to SockJS!\n');
    } else if (pathname === '/eventbus/info') {
      const info = { websocket: true, origins: ['*:*'], cookie_needed: false, entropy: 1 };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(info));
    } else if (!(await this.directory.answers(request, response))) {
      serveFile(WEBROOT, pathname, response);
    }
  }

  private opened(ws: WebSocket): void {
    ws.send('o');
    ws.on('message', (data) => {
      (JSON.parse((data as Buffer).toString()) as string[]).forEach((text) =>
        this.received(ws, JSON.parse(text) as Frame),
      );
    });
    ws.on('close', () => this.listeners.delete(ws));
  }

  private received(ws: WebSocket, { type, address, body, replyAddress }: Frame): void {
    if (type === 'register' && address === 'cti.client.board') {
      this.listeners.add(ws);
    } else if (address === 'cti.client.snapshot') {
      this.snapshots++;
      send(ws, { type: 'rec', address: replyAddress, body: this.message('snapshot', this.rows()) });
    } else if (address === 'cti.client.day') {
      send(ws, { type: 'rec', address: replyAddress, body: this.course(body['groupId']) });
    } else if (address === 'cti.client.agent.force') {
      send(ws, { address: replyAddress, ...this.acted(body, () => this.force(body)) });
    } else if (address?.startsWith('cti.client.call.')) {
      const act = () => this.onCall(address.split('.').at(-1) ?? '', body);
      send(ws, { address: replyAddress, ...this.acted(body, act) });
    } else if (type !== 'ping') {
      send(ws, { type: 'err', body: 'rejected' });
    } else {
      send(ws, { type: 'pong' });
    }
  }

  private acted(act: Record<string, string>, does: () => object): object {
    if (this.refusal) {
      const refused = { type: 'err', failureType: 'RECIPIENT_FAILURE', ...this.refusal };
      this.refusal = null;
      return refused;
    }
    this.acts.push(act);
    return { type: 'rec', body: does() };
  }

  private onCall(what: string, order: Record<string, string>): object {
    this.tell(calls(what, this.rows().calls, order));
    return {};
  }

  /** Until then the supervisor's phone rings. */
  listenerAnswers(): void {
    const calls = this.rows().calls.map((call) => ({
      ...call,
      parties: (call.parties ?? []).map((party) =>
        party.listensTo ? { ...party, answeredAt: Date.now() } : party,
      ),
    }));
    this.tell({ calls });
  }

  private force(act: Record<string, string>): object {
    const { agentId = '', to = '' } = act;
    const queued = this.followed.board?.agents.get(agentId)?.work !== 'IDLE';
    this.tell(this.agent(agentId, queued ? { next: to } : { ...stood(to), since: Date.now() }));
    return { queued };
  }

  private rows(): BoardRows {
    const { board } = this.followed;
    const rows = KINDS.map((kind) => [kind, [...(board?.[kind].values() ?? [])]]);
    return Object.fromEntries(rows) as BoardRows;
  }
}

function stood(to: string): Partial<BoardRows['agents'][number]> {
  if (to === 'ready') {
    return { presence: 'READY', reason: null };
  }
  return to === 'logout'
    ? { presence: 'LOGGED_OUT', reason: 'logout' }
    : { presence: 'NOT_READY', reason: to };
}

function send(ws: WebSocket, frame: object): void {
  ws.send(`a${JSON.stringify([JSON.stringify(frame)])}`);
}

function tokenOf(request: IncomingMessage): string {
  return new URL(request.url ?? '/', 'http://node').searchParams.get('token') ?? '';
}

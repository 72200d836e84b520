import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { FakePlatform, type Line, type Wire } from './fake-platform';
import { serveSockJs } from './fake-sockjs';
import { addressesOf, nodePolicy } from './node-policy';
import { serveFile } from './static';

const WEBROOT = new URL('../../../webroot/', import.meta.url).pathname;
const PASSWORD = 'c33367701511b4f6020ec61ded352059';

/** A node's outside without its inside: HTTP, `/ws` and `/sockjs` on a platform of a few lines, its own or shared. */
export class FakeNode {
  /** Every request that came, as `GET /path`. */
  readonly requests: string[] = [];
  /** Other nodes that its pages may talk to. */
  servers: string[] = [];
  /** Where phones in its pages register. */
  readonly phones: string[] = [];
  /** Instead of the content security policy that nodes send. */
  policy: string | null = null;
  private readonly server: Server;
  private readonly sockets = new WebSocketServer({ noServer: true });
  private readonly ignored: Duplex[] = [];
  private frozen = false;

  private constructor(readonly platform: FakePlatform) {
    this.server = createServer((request, response) => {
      if (!this.frozen) {
        this.answer(request, response);
      }
    });
    this.server.on('upgrade', (request, socket, head) => {
      this.note(request);
      if (this.frozen) {
        this.ignored.push(socket);
        return;
      }
      this.sockets.handleUpgrade(request, socket, head, (ws) => {
        const line = this.connect({
          send: (text) => ws.send(text),
          close: (code) => ws.close(code),
        });
        ws.on('message', (data) => line.received((data as Buffer).toString()));
        ws.on('close', () => line.gone());
      });
    });
  }

  static async start(platform = new FakePlatform()): Promise<FakeNode> {
    const node = new FakeNode(platform);
    await new Promise<void>((resolve) => node.server.listen(0, '127.0.0.1', resolve));
    return node;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.ignored.forEach((socket) => socket.destroy());
    this.sockets.clients.forEach((ws) => ws.terminate());
    this.server.close();
    this.server.closeAllConnections();
  }

  /** Cuts every connection, as a network does. */
  cut(): void {
    this.sockets.clients.forEach((ws) => ws.terminate());
  }

  /** Takes connections, and neither answers nor closes them. */
  freeze(): void {
    this.frozen = true;
  }

  /** Goes on as if nothing had been. */
  thaw(): void {
    this.frozen = false;
  }

  /** Tells the pages to move. */
  leave(): void {
    this.platform.leave(this);
  }

  private connect(wire: Wire): Line {
    const send = (text: string) => this.frozen || wire.send(text);
    const line = this.platform.connect({ ...wire, send }, this);
    return { ...line, received: (text) => this.frozen || line.received(text) };
  }

  private note({ method, url }: IncomingMessage): void {
    this.requests.push(`${method} ${url}`);
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    this.note(request);
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
    response.setHeader('access-control-allow-headers', 'content-type, token');
    response.setHeader('access-control-allow-credentials', 'true');
    const others = [...this.servers.flatMap(addressesOf), ...this.phones];
    response.setHeader('content-security-policy', this.policy ?? nodePolicy(this.url, others));
    const path = new URL(request.url ?? '/', 'http://node').pathname;
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
    } else if (path === '/api/v1/base/auth') {
      void this.authenticate(request, response);
    } else if (path === '/servers.json') {
      response.end(JSON.stringify(this.servers));
    } else if (path.startsWith('/sockjs/')) {
      serveSockJs(path, request, response, (wire) => this.connect(wire));
    } else {
      serveFile(WEBROOT, path, response);
    }
  }

  private async authenticate(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { username, password } = JSON.parse(await bodyOf(request)) as Record<string, string>;
    const known = this.platform.knows(username ?? '') && password === PASSWORD;
    const data = { user: username, nickname: username, extNo: '1001', token: `token-${username}` };
    const good = { code: 0, data: { ...data, expiresAt: 1689365690 }, msg: '登录成功' };
    const bad = { code: 7, data: {}, msg: '用户名不存在或者密码错误' };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(known ? good : bad));
  }
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
  }
  return body;
}

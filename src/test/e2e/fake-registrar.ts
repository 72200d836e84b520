import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

/** As much of a switch as a phone in a page needs to believe that it is registered. */
export class FakeRegistrar {
  private constructor(private readonly sockets: WebSocketServer) {
    sockets.on('connection', (socket) =>
      socket.on('message', (data) => {
        const request = (data as Buffer).toString();
        if (/^(REGISTER|OPTIONS) /.test(request)) {
          socket.send(accepted(request));
        }
      }),
    );
  }

  static async start(): Promise<FakeRegistrar> {
    const sockets = new WebSocketServer({
      host: '127.0.0.1',
      port: 0,
      handleProtocols: () => 'sip',
    });
    await new Promise((listening) => sockets.once('listening', listening));
    return new FakeRegistrar(sockets);
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.sockets.address() as AddressInfo).port}/`;
  }

  stop(): void {
    this.sockets.clients.forEach((socket) => socket.terminate());
    this.sockets.close();
  }
}

function accepted(request: string): string {
  const kept = request
    .split('\r\n')
    .filter((line) => /^(Via|From|To|Call-ID|CSeq|Contact):/i.test(line))
    .map((line) => (/^To:/i.test(line) ? `${line};tag=switch` : line));
  return ['SIP/2.0 200 OK', ...kept, 'Content-Length: 0', '', ''].join('\r\n');
}

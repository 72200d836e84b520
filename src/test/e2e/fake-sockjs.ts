import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf } from './fake-node';
import type { Line, Wire } from './fake-platform';

const lines = new Map<string, Line>();

/** As much of the SockJS protocol as its xhr-streaming transport needs. */
export function serveSockJs(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  connect: (wire: Wire) => Line,
): void {
  const [, , , session = '', kind] = path.split('/');
  if (path === '/sockjs/info') {
    const entropy = Math.floor(Math.random() * 2 ** 32);
    const info = { websocket: false, origins: ['*:*'], cookie_needed: false, entropy };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(info));
  } else if (kind === 'xhr_streaming') {
    stream(session, response, connect);
  } else if (kind === 'xhr_send') {
    void forward(session, request, response);
  } else {
    response.writeHead(404).end();
  }
}

function stream(session: string, response: ServerResponse, connect: (wire: Wire) => Line): void {
  response.setHeader('content-type', 'application/javascript; charset=UTF-8');
  response.write(`${'h'.repeat(2048)}\n`);
  response.write('o\n');
  const line = connect({
    send: (text) => response.write(`a${JSON.stringify([text])}\n`),
    close: (code) => response.end(`c[${code},"${randomUUID()}"]\n`),
  });
  lines.set(session, line);
  response.on('close', () => {
    lines.delete(session);
    line.gone();
  });
}

async function forward(
  session: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const messages = JSON.parse(await bodyOf(request)) as string[];
  response.writeHead(204).end();
  messages.forEach((text) => lines.get(session)?.received(text));
}

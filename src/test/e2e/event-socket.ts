import { createConnection, type Socket } from 'node:net';

type Headers = Readonly<Record<string, string>>;
export type SwitchEvent = Headers;

/** A link to a switch: one reply after each command, and events in between. */
export class EventSocket {
  private received = Buffer.alloc(0);
  private readonly waiting: ((reply: string) => void)[] = [];

  private constructor(
    private readonly socket: Socket,
    private readonly heard: (event: SwitchEvent) => void,
  ) {
    socket.on('data', (bytes) => {
      this.received = Buffer.concat([this.received, bytes]);
      while (this.frame());
    });
    socket.on('error', () => undefined); // it ends with the node
  }

  /** @param heard told each event of these kinds */
  static async open(
    { port, password }: { port: number; password: string },
    kinds: readonly string[],
    heard: (event: SwitchEvent) => void,
  ): Promise<EventSocket> {
    const link = new EventSocket(createConnection(port, '127.0.0.1'), heard);
    await link.command(`auth ${password}`);
    await link.command(`event json ${kinds.join(' ')}`);
    return link;
  }

  /** @returns the reply, or what an `api` command answered; fails where the switch refuses it */
  async command(line: string): Promise<string> {
    const reply = await new Promise<string>((resolve) => {
      this.waiting.push(resolve);
      this.socket.write(`${line}\n\n`);
    });
    if (!reply.startsWith('+OK')) {
      throw new Error(`${line}: ${reply}`);
    }
    return reply.slice('+OK '.length).trim();
  }

  close(): void {
    this.socket.destroy();
  }

  /** @returns whether there was a whole one */
  private frame(): boolean {
    const end = this.received.indexOf('\n\n');
    const headers = headersIn(this.received.toString('utf8', 0, Math.max(0, end)));
    const bodyAt = end + 2;
    const nextAt = bodyAt + Number(headers['Content-Length'] ?? 0);
    if (end < 0 || this.received.length < nextAt) {
      return false;
    }
    const body = this.received.toString('utf8', bodyAt, nextAt);
    this.received = this.received.subarray(nextAt);
    this.take(headers, body);
    return true;
  }

  private take(headers: Headers, body: string): void {
    if (headers['Content-Type'] === 'text/event-json') {
      this.heard(JSON.parse(body) as SwitchEvent);
    } else if (headers['Content-Type'] !== 'auth/request') {
      this.waiting.shift()?.(headers['Reply-Text'] ?? body);
    }
  }
}

function headersIn(text: string): Headers {
  const lines = text.split('\n').map((line) => line.split(': ', 2));
  return Object.fromEntries(lines.map(([name = '', value = '']) => [name, value]));
}

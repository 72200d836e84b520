import type { Carrier } from './carrier';
import { shuffled, webSocketUrls } from './carrier';
import { decode } from './decode';
import { nameOf } from './error';
import type { Platform } from './platform';
import type { ClientFrame, Resume, ServerFrame } from './protocol';
import type { Reporter } from './reporter';
import type { Input } from './session';
import type { Transport } from './transport';
import type { CtibarConfig } from './types';

/** The connection that counts, or the one to the node that the page wants to move to. */
type Role = 'present' | 'next';

interface Line {
  role: Role | 'dropped';
  transport: Transport | null;
}

/** The wire: frames out of text and into it, the token into none but `auth`. */
export class Connection {
  private readonly lines: Record<Role, Line | null> = { present: null, next: null };
  private urls: readonly string[] = [];
  private presentAddress = 0;
  private nextAddress = 0;
  private authentications = 0;
  private renewed: { given: unknown; token: string } | null = null;

  constructor(
    private readonly config: Partial<CtibarConfig>,
    private readonly platform: Platform,
    private readonly script: string | undefined,
    private readonly reporter: Reporter,
    private readonly accept: (input: Input) => void,
  ) {}

  /**
   * Reads the configuration, in an order of this page's own: all begin at different nodes.
   *
   * @returns how many addresses there are; 0 where there is none, or a wrong one among them
   */
  prepare(): number {
    const page = typeof location === 'undefined' ? undefined : location.href;
    const urls = webSocketUrls(this.config.url, page) ?? [];
    this.urls = shuffled(urls, () => this.platform.random());
    return this.urls.length;
  }

  /** Of the present node. */
  get url(): string | undefined {
    return this.urls[this.presentAddress];
  }

  open(carrier: Carrier, address: number): void {
    this.presentAddress = address;
    this.connect('present', carrier, address);
  }

  openNext(carrier: Carrier, address: number): void {
    this.nextAddress = address;
    this.connect('next', carrier, address);
  }

  authenticate(resume: Resume | null, role: Role = 'present'): void {
    const frame: ClientFrame = {
      type: 'auth',
      id: `auth-${++this.authentications}`,
      token: this.token(),
      browser: this.platform.browserId(),
      ...(resume && { resume }),
    };
    this.write(role, JSON.stringify(frame), resume ? 'auth, to resume' : 'auth');
  }

  /** Stands for the page's token until the page gives another. */
  keepToken(token: string): void {
    this.renewed = { given: this.config.token, token };
  }

  send(text: string, note: string): void {
    this.write('present', text, note);
  }

  close(): void {
    this.drop('present');
  }

  dropNext(): void {
    this.drop('next');
  }

  /** The next connection becomes the present one. */
  takeNext(): void {
    this.drop('present');
    const { next } = this.lines;
    if (next) {
      next.role = 'present';
    }
    this.lines.present = next;
    this.lines.next = null;
    this.presentAddress = this.nextAddress;
    this.reporter.info('moved to another node', 'connection');
  }

  private connect(role: Role, carrier: Carrier, address: number): void {
    this.drop(role);
    this.reporter.info(
      `connecting by ${carrier}${role === 'next' ? ', to move' : ''}`,
      'connection',
    );
    const script = this.config.sockjsScript ?? this.script;
    const line: Line = { role, transport: null };
    this.lines[role] = line;
    line.transport = this.platform.open(
      carrier,
      { url: this.urls[address] as string, script },
      {
        opened: () => this.opened(line),
        received: (text) => this.received(line, text),
        closed: (code) => this.closed(line, code),
      },
    );
  }

  private write(role: Role, text: string, note: string): void {
    this.reporter.info(note, 'send');
    try {
      this.lines[role]?.transport?.send(text);
    } catch {
      this.reporter.info('sending failed', 'connection'); // its close event follows
    }
  }

  private drop(role: Role): void {
    const line = this.lines[role];
    this.lines[role] = null;
    if (line) {
      line.role = 'dropped';
      line.transport?.close(1000, '');
    }
  }

  private token(): string {
    const { token } = this.config;
    return this.renewed && this.renewed.given === token ? this.renewed.token : (token as string);
  }

  private opened({ role }: Line): void {
    if (role !== 'dropped') {
      this.accept({ kind: role === 'next' ? 'nextOpened' : 'opened' });
    }
  }

  private received({ role }: Line, text: string): void {
    if (role === 'dropped') {
      return;
    }
    const frame = decode(text);
    if (!frame) {
      this.reporter.info('a frame that this version does not know', 'receive');
      if (role === 'present') {
        this.accept({ kind: 'unknown' });
      }
      return;
    }
    this.reporter.info(summary(frame), 'receive');
    const now = this.platform.now();
    this.accept(role === 'next' ? { kind: 'nextFrame', frame } : { kind: 'frame', frame, now });
  }

  private closed(line: Line, code: number): void {
    const { role } = line;
    if (role === 'dropped') {
      return;
    }
    this.reporter.info(`connection closed, code ${code}`, 'connection');
    this.lines[role] = null;
    this.accept(role === 'next' ? { kind: 'nextLost' } : { kind: 'lost', code });
  }
}

/** For the log: no numbers, no names. */
function summary(frame: ServerFrame): string {
  switch (frame.type) {
    case 'event':
      return frame.event;
    case 'reply':
      return `reply #${frame.id}${frame.code ? ` ${nameOf(frame.code)}` : ''}`;
    case 'bye':
    case 'error':
      return `${frame.type} ${nameOf(frame.code)}`;
    default:
      return frame.type;
  }
}

import type { Carrier } from './carrier';
import { shuffled, webSocketUrls } from './carrier';
import { decode } from './decode';
import { nameOf } from './error';
import type { Role } from './lines';
import { Lines } from './lines';
import type { Platform } from './platform';
import type { ClientFrame, Resume, ServerFrame } from './protocol';
import type { Reporter } from './reporter';
import type { Input } from './session';
import type { CtibarConfig } from './types';

/** The wire: frames out of text and into it. It alone knows the token. */
export class Connection {
  private readonly lines = new Lines({
    opened: (role) => this.accept({ kind: role === 'next' ? 'nextOpened' : 'opened' }),
    received: (role, text) => this.received(role, text),
    closed: (role, code) => this.closed(role, code),
  });
  private urls: readonly string[] = [];
  private readonly addresses: Record<Role, number> = { present: 0, next: 0 };
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
    return this.urls[this.addresses.present];
  }

  open(role: Role, carrier: Carrier, address: number): void {
    this.addresses[role] = address;
    this.reporter.info(
      `connecting by ${carrier}${role === 'next' ? ', to move' : ''}`,
      'connection',
    );
    const script = this.config.sockjsScript ?? this.script;
    const at = { url: this.urls[address] as string, script };
    this.lines.open(role, (events) => this.platform.open(carrier, at, events));
  }

  authenticate(role: Role, resume: Resume | null): void {
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

  /** The frame of a command, with the token of now among its arguments. */
  withToken(text: string): string {
    return JSON.stringify({ ...(JSON.parse(text) as object), args: { token: this.token() } });
  }

  send(text: string, note: string): void {
    this.write('present', text, note);
  }

  close(role: Role): void {
    this.lines.drop(role);
  }

  /** The next connection becomes the present one. */
  takeNext(): void {
    this.lines.takeNext();
    this.addresses.present = this.addresses.next;
    this.reporter.info('moved to another node', 'connection');
  }

  private write(role: Role, text: string, note: string): void {
    this.reporter.info(note, 'send');
    try {
      this.lines.send(role, text);
    } catch {
      this.reporter.info('sending failed', 'connection'); // its close event follows
    }
  }

  private token(): string {
    const { token } = this.config;
    return this.renewed && this.renewed.given === token ? this.renewed.token : (token as string);
  }

  private received(role: Role, text: string): void {
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

  private closed(role: Role, code: number): void {
    this.reporter.info(`connection closed, code ${code}`, 'connection');
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

import type { Carrier } from './carrier';
import { webSocketUrl } from './carrier';
import { decode } from './decode';
import { nameOf } from './error';
import type { Platform } from './platform';
import type { ClientFrame, Resume, ServerFrame } from './protocol';
import type { Reporter } from './reporter';
import type { Input } from './session';
import type { Transport } from './transport';
import type { CtibarConfig } from './types';

/** The wire: frames out of text and into it, the token into none but `auth`. */
export class Connection {
  private transport: Transport | null = null;
  /** Of the list in `url`: the next one as soon as this fails. */
  private node = 0;
  private authentications = 0;
  private renewed: { given: unknown; token: string } | null = null;

  constructor(
    private readonly config: Partial<CtibarConfig>,
    private readonly platform: Platform,
    private readonly script: string | undefined,
    private readonly reporter: Reporter,
    private readonly accept: (input: Input) => void,
  ) {}

  /** @returns the absolute address of the present node, or null where the configuration has none, or a wrong one */
  get url(): string | null {
    const page = typeof location === 'undefined' ? undefined : location.href;
    const { url } = this.config;
    const given = Array.isArray(url) ? (url as unknown[]) : url ? [url] : [];
    const all = given.map((one) => webSocketUrl(one, page));
    return all.includes(null) ? null : (all[this.node % all.length] ?? null);
  }

  open(carrier: Carrier): void {
    this.reporter.info(`connecting by ${carrier}`, 'connection');
    const script = this.config.sockjsScript ?? this.script;
    const address = { url: this.url as string, script };
    this.transport = this.platform.open(carrier, address, {
      opened: () => this.accept({ kind: 'opened' }),
      received: (text) => this.received(text),
      closed: (code) => this.closed(code),
    });
  }

  authenticate(resume: Resume | null): void {
    const frame: ClientFrame = {
      type: 'auth',
      id: `auth-${++this.authentications}`,
      token: this.token(),
      browser: this.platform.browserId(),
      ...(resume && { resume }),
    };
    this.send(JSON.stringify(frame), resume ? 'auth, to resume' : 'auth');
  }

  /** Stands for the page's token until the page gives another. */
  keepToken(token: string): void {
    this.renewed = { given: this.config.token, token };
  }

  send(text: string, note: string): void {
    this.reporter.info(note, 'send');
    try {
      this.transport?.send(text);
    } catch {
      this.reporter.info('sending failed', 'connection'); // its close event follows
    }
  }

  close(): void {
    this.node += 1;
    this.transport?.close(1000, '');
    this.transport = null;
  }

  private token(): string {
    const { token } = this.config;
    return this.renewed && this.renewed.given === token ? this.renewed.token : (token as string);
  }

  private received(text: string): void {
    const frame = decode(text);
    if (!frame) {
      this.reporter.info('a frame that this version does not know', 'receive');
      return;
    }
    this.reporter.info(summary(frame), 'receive');
    this.accept({ kind: 'frame', frame, now: this.platform.now() });
  }

  private closed(code: number): void {
    this.reporter.info(`connection closed, code ${code}`, 'connection');
    this.transport = null;
    this.node += 1;
    this.accept({ kind: 'lost', code });
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

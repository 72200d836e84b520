import type { Transport, TransportEvents } from './transport';

/** The connection that counts, or the one to the node that the page wants to move to. */
export type Role = 'present' | 'next';

interface Line {
  role: Role | 'dropped';
  transport: Transport | null;
}

/** What is heard of a line that was not dropped. */
export interface LineEvents {
  opened(role: Role): void;
  received(role: Role, text: string): void;
  closed(role: Role, code: number): void;
}

/** At most two connections, and which is which. */
export class Lines {
  private readonly lines: Record<Role, Line | null> = { present: null, next: null };

  constructor(private readonly events: LineEvents) {}

  open(role: Role, open: (events: TransportEvents) => Transport): void {
    this.drop(role);
    const line: Line = { role, transport: null };
    this.lines[role] = line;
    line.transport = open({
      opened: () => line.role !== 'dropped' && this.events.opened(line.role),
      received: (text) => line.role !== 'dropped' && this.events.received(line.role, text),
      closed: (code) => this.closed(line, code),
    });
  }

  /** What the transport throws passes through. */
  send(role: Role, text: string): void {
    this.lines[role]?.transport?.send(text);
  }

  drop(role: Role): void {
    const line = this.lines[role];
    this.lines[role] = null;
    if (line) {
      line.role = 'dropped';
      line.transport?.close(1000, '');
    }
  }

  takeNext(): void {
    this.drop('present');
    const { next } = this.lines;
    this.lines.present = next && Object.assign(next, { role: 'present' });
    this.lines.next = null;
  }

  private closed(line: Line, code: number): void {
    const { role } = line;
    if (role !== 'dropped') {
      line.role = 'dropped';
      this.lines[role] = null;
      this.events.closed(role, code);
    }
  }
}

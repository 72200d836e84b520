import type { ClientFrame, ServerFrame } from '../../../main/ts/sdk/protocol';
import { serverFrame } from './golden';

/** Stands in for the browser's WebSocket; answers `auth` with a welcome by itself. */
export class FakeWebSocket {
  static all: FakeWebSocket[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((e: { data: string }) => void) | null = null;
  onclose: ((e: { code: number }) => void) | null = null;
  readonly received: ClientFrame[] = [];

  constructor(readonly url: string) {
    FakeWebSocket.all.push(this);
    queueMicrotask(() => this.onopen?.());
  }

  static get last(): FakeWebSocket {
    return FakeWebSocket.all[FakeWebSocket.all.length - 1] as FakeWebSocket;
  }

  send(text: string): void {
    const frame = JSON.parse(text) as ClientFrame;
    this.received.push(frame);
    if (frame.type === 'auth') {
      this.push(serverFrame<'welcome'>('welcome, new session'));
    }
  }

  push(frame: ServerFrame): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  close(): void {
    queueMicrotask(() => this.onclose?.({ code: 1000 }));
  }
}

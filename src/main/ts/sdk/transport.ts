/** Carries text frames; opened on construction, told its end exactly once. */
export interface Transport {
  send(text: string): void;
  close(code: number, reason: string): void;
}

export interface TransportEvents {
  opened(): void;
  received(text: string): void;
  /** `code` 0 where none came over the wire. */
  closed(code: number): void;
}

/** The part of WebSocket that SockJS has too. */
export interface Socket {
  onopen: ((event: never) => unknown) | null;
  onmessage: ((event: never) => unknown) | null;
  onclose: ((event: never) => unknown) | null;
  send(text: string): void;
  close(code?: number, reason?: string): void;
}

/** @param make may throw: then the transport is closed before it opened */
export function socketTransport(make: () => Socket, events: TransportEvents): Transport {
  let ended = false;
  const end = (code: number) => {
    if (!ended) {
      ended = true;
      events.closed(code);
    }
  };
  let socket: Socket;
  try {
    socket = make();
  } catch {
    queueMicrotask(() => end(0));
    return { send: () => undefined, close: () => (ended = true) };
  }
  socket.onopen = () => ended || events.opened();
  socket.onmessage = (e: { data: unknown }) => ended || events.received(String(e.data));
  socket.onclose = (e: { code?: number } | undefined) => end(e?.code ?? 0);
  return {
    send: (text) => socket.send(text),
    close: (code, reason) => {
      ended = true;
      socket.close(code, reason);
    },
  };
}

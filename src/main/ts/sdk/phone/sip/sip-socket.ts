/** Where JsSIP's grammar has no say: an address is what the browser takes for one. */
export class SipSocket {
  readonly via_transport: string;
  readonly sip_uri: string;
  onconnect: () => void = () => undefined;
  ondisconnect: (error: boolean, code?: number, reason?: string) => void = () => undefined;
  ondata: (data: unknown) => void = () => undefined;
  /** Of the newest frame, by the page's clock. */
  heardAt = 0;
  /** Swallows what is sent: the switch is not to hear of it. */
  silent = false;
  private socket: WebSocket | null = null;

  constructor(readonly url: string) {
    const { protocol, host } = new URL(url);
    this.via_transport = protocol === 'wss:' ? 'WSS' : 'WS';
    this.sip_uri = `sip:${host};transport=ws`;
  }

  connect(): void {
    this.unbind()?.close();
    try {
      this.bind(new WebSocket(this.url, 'sip'));
    } catch {
      queueMicrotask(() => this.ondisconnect(true, 0, 'not allowed'));
    }
  }

  disconnect(): void {
    this.unbind()?.close();
  }

  /** As if it had been lost: a dead network may take minutes to say so. */
  drop(): void {
    const socket = this.unbind();
    if (socket) {
      socket.close();
      this.ondisconnect(true, 0, 'no answer');
    }
  }

  send(message: string): boolean {
    if (this.silent) {
      return true;
    }
    if (!this.isConnected()) {
      return false;
    }
    this.socket?.send(message);
    return true;
  }

  isConnected(): boolean {
    return this.socket?.readyState === 1;
  }

  isConnecting(): boolean {
    return this.socket?.readyState === 0;
  }

  private bind(socket: WebSocket): void {
    this.socket = socket;
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => this.onconnect();
    socket.onmessage = (e: MessageEvent<unknown>) => {
      this.heardAt = Date.now();
      this.ondata(e.data);
    };
    socket.onclose = (e) => {
      this.unbind();
      this.ondisconnect(!e.wasClean, e.code, e.reason);
    };
  }

  private unbind(): WebSocket | null {
    const { socket } = this;
    this.socket = null;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
    }
    return socket;
  }
}

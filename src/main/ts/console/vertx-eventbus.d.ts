declare module '@vertx/eventbus-bridge-client.js' {
  export interface BusFailure {
    failureCode?: number;
    failureType?: string;
    message?: string;
  }

  export interface BusMessage {
    body: unknown;
  }

  /** As much of the client as the console uses; it comes without types of its own. */
  class EventBus {
    constructor(url: string, options?: { transports?: string[]; vertxbus_ping_interval?: number });
    onopen: (() => void) | null;
    onclose: ((event: { code: number; reason: string }) => void) | null;
    /** Answers to pings, and refusals that name no address. */
    onunhandled: (frame: { type: string; body?: string }) => void;
    registerHandler(
      address: string,
      callback: (failure: BusFailure | null, message?: BusMessage) => void,
    ): void;
    send(
      address: string,
      body: unknown,
      headers: Record<string, string>,
      callback: (failure: BusFailure | null, message?: BusMessage) => void,
    ): void;
    close(): void;
  }
  export default EventBus;
}

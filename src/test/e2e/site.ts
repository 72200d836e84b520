/** A running platform as the scenarios need it: the fake one or a real node. */
export interface Site {
  /** Where the page, the API and `/ws` are. */
  readonly url: string;
  /** An outside caller dials 7001. */
  callIn(from: string, name?: string): void;
  /** Whom an agent called picks up; where phones do so by themselves, nothing. */
  calleeAnswers(): void;
  /** The same for one who is busy. */
  calleeIsBusy(): void;
  stop(): Promise<void>;
}

export const PASSWORD = '654321';
export const CALLER = '13800001111';
/** Simulated outside numbers that end so are busy. */
export const BUSY_CALLEE = '13800003331';

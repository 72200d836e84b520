/** A running platform as the scenarios need it: the fake one or a real node. */
export interface Site {
  /** Where the page, the API and `/ws` are. */
  readonly url: string;
  /** An outside caller dials 7001. */
  callIn(from: string, name?: string): void;
  /** The newest of them hangs up, whomever it talks to or waits for. */
  callerHangsUp(): void;
  /** Whom an agent called, consults or transfers to picks up, as soon as that phone rings. */
  calleeAnswers(number: string): void;
  /** Whom an agent called is busy; where phones are so by themselves, nothing. */
  calleeIsBusy(): void;
  stop(): Promise<void>;
}

export const PASSWORD = '654321';
export const CALLER = '13800001111';
/** Simulated outside numbers that end so are busy. */
export const BUSY_CALLEE = '13800003331';
/** agent2's phone, which answers those who consult it. */
export const COLLEAGUE = '1002';
/** An extension whose phone is switched off. */
export const NO_PHONE = '1047';
/** A phone that rings and then refuses, whoever calls it. */
export const REFUSING = '1048';
/** No skill group has this id. */
export const NO_GROUP = '999';

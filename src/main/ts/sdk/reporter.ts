import { CtibarError, ErrorCode } from './error';
import type { CtibarCallbacks, CtibarConfig } from './types';

/** Calls what the page gave us, and outlives whatever it does. */
export class Reporter {
  constructor(
    private readonly config: Partial<CtibarConfig>,
    private readonly callbacks: CtibarCallbacks,
  ) {}

  info(text: string, type: string): void {
    try {
      settle(this.config.infoLog?.(text, type), () => undefined);
    } catch {
      // a log that fails is the page's own affair
    }
  }

  error(error: CtibarError): void {
    try {
      settle(this.config.errLog?.(error), () => undefined);
    } catch {
      // as above
    }
  }

  /** Names that no callback of ours has are called only where they look like one: a newer server's events. */
  call(name: string, data: unknown): void {
    const thrown = (e: unknown) =>
      this.error(new CtibarError(ErrorCode.INTERNAL, `${name} failed: ${messageOf(e)}`));
    const callback = (this.callbacks as Record<string, unknown>)[name];
    if (!/^on[A-Z]/.test(name) || typeof callback !== 'function') {
      return;
    }
    try {
      settle(callback.call(this.callbacks, data), thrown);
    } catch (e) {
      thrown(e);
    }
  }
}

function settle(result: unknown, rejected: (e: unknown) => void): void {
  if (result instanceof Promise) {
    result.catch(rejected);
  }
}

function messageOf(e: unknown): string {
  return e instanceof Error ? e.message : String(e);
}

import { Deferred } from '../deferred';
import { ErrorCode } from '../error';
import type { PhoneHost } from './module';

/** An `offhook` of the page: it settles on what the platform reports, whoever makes the phone answer. */
export class Answering {
  private readonly deferred = new Deferred<{ callId: string }>();
  /** Null: told to come, but the platform did not name it yet. */
  private readonly callId: string | null;

  constructor(private readonly host: PhoneHost) {
    this.callId = host.view.call?.callId ?? null;
  }

  get promise(): Promise<{ callId: string }> {
    return this.deferred.promise;
  }

  /** The phone in the page does not have the call: the server may reach one that does. */
  leaveToServer(): void {
    const { resolve, reject } = this.deferred;
    this.host.command<{ callId: string }>('offhook').then(resolve, reject);
  }

  /** @returns whether that settled it */
  heard(event: string, data: unknown): boolean {
    if (event !== 'onAnswer' && event !== 'onHangup') {
      return false;
    }
    const { callId, cause, code } = data as { callId: string; cause: string; code: number };
    if (this.callId !== null && this.callId !== callId) {
      return false;
    }
    if (event === 'onAnswer') {
      this.deferred.resolve({ callId });
    } else {
      const error = this.host.error(code || ErrorCode.NO_ANSWER, 'offhook: the call ended', {
        callId,
        cause,
      });
      this.deferred.reject(error);
    }
    return true;
  }

  expire(): void {
    this.deferred.reject(this.host.error(ErrorCode.TIMEOUT, 'offhook: no answer'));
  }

  stop(): void {
    this.deferred.reject(this.host.error(ErrorCode.UNAVAILABLE, 'offhook: the phone was closed'));
  }
}

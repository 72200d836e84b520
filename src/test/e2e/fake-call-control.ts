import type { FakeAgent } from './fake-agent';

export type Settle = (answer: object) => void;

export interface Call {
  callId: string;
  popScreenNo: string;
  direction: string;
  enableAsr: boolean;
  displayName: string;
  queue: { id: string; name: string } | null;
  reason: string | null;
  data: Record<string, string>;
  since: number;
  answeredAt: number | null;
  muted: boolean;
  heldBy: string | null;
  consult: { to: string; state: string } | null;
}

export function newCall(callId: string, about: Partial<Call>): Call {
  const nobody = { popScreenNo: '', direction: '', displayName: '', queue: null, reason: null };
  const plain = { enableAsr: false, muted: false, heldBy: null, consult: null, data: {} };
  return { callId, ...nobody, ...plain, since: Date.now(), answeredAt: null, ...about };
}

/** As the simulated phones of the demo: how their refusals are told. */
const REFUSES: Record<string, [code: number, cause: string]> = {
  '1047': [14, 'USER_NOT_REGISTERED'],
  '1048': [15, 'USER_BUSY'],
};
const GROUPS = ['1', '2'];
const TALK = ['hangup', 'hold', 'transfer', 'consult', 'dtmf'];

/** What an agent does with a call, and what its phones and the others do. */
export class FakeCallControl {
  private waiting: Settle | null = null;

  constructor(
    private readonly agent: FakeAgent,
    private readonly find: (extNo: string) => FakeAgent | undefined,
  ) {}

  commands(args: Record<string, string>, settle: Settle): Record<string, () => void> {
    const to = args['to'] ?? '';
    const done = () => settle({ code: 0, msg: 'ok', data: { callId: this.agent.call?.callId } });
    const then = (act: () => void) => () => {
      act();
      done();
    };
    return {
      makecall: () => this.makecall(to, settle),
      offhook: then(() => this.offhook()),
      hangup: () => this.hangup(settle),
      reject: () => this.over('CALL_REJECTED', settle, 17),
      hold: then(() => this.hold('HELD', 'agent')),
      unhold: then(() => this.hold('TALKING', null)),
      mute: then(() => this.mute(true)),
      unmute: then(() => this.mute(false)),
      dtmf: () => settle({ code: 0, msg: 'ok', data: {} }),
      transfer: () => this.transfer(to, args['type'] ?? '', settle),
      consult: () => this.consult(to, settle),
      consultComplete: () => this.complete(settle),
      consultCancel: then(() => this.cancel()),
      alternate: then(() => this.alternate()),
      conference: then(() => this.conference()),
    };
  }

  allowed(): string[] {
    const mute = this.agent.call?.muted ? 'unmute' : 'mute';
    const answered = this.agent.call?.consult?.state !== 'ringing';
    const both = ['alternate', 'conference', 'dtmf', mute];
    const work: Record<string, string[]> = {
      IDLE: ['makecall'],
      RINGING: ['offhook', 'reject', 'hangup'],
      DIALING: ['hangup'],
      TALKING: [...TALK, mute],
      HELD: ['hangup', 'unhold', 'transfer', 'consult'],
      CONSULTING: ['hangup', 'consultComplete', 'consultCancel', ...(answered ? both : [])],
      CONFERENCED: ['hangup', 'dtmf', mute],
    };
    return work[this.agent.work] ?? [];
  }

  /** Whom the agent called, or consults, picks up. */
  calleeAnswers(): void {
    if (this.agent.work === 'CONSULTING') {
      this.consultation('talking');
      this.target()?.asTarget.answer();
    } else {
      this.agent.work = 'TALKING';
      this.change({ answeredAt: Date.now() });
      this.agent.tellOfCall('onCalleeAnswer', {});
    }
    this.settleWaiting({ code: 0, msg: 'ok', data: { callId: this.agent.call?.callId } });
  }

  calleeIsBusy(): void {
    const data = { callId: this.agent.call?.callId, cause: 'USER_BUSY' };
    this.agent.end('USER_BUSY', 15);
    this.settleWaiting({ code: 15, msg: 'callee busy', data });
  }

  /** By the phone's own key. */
  heldByPhone(): void {
    this.hold('HELD', 'phone');
  }

  /** In a consultation the other two go on. */
  callerHangsUp(): void {
    const { consult } = this.agent.call as Call;
    if (!consult) {
      this.agent.end('NORMAL_CLEARING');
      return;
    }
    this.agent.work = 'TALKING';
    const about = { to: consult.to, state: 'customer_left', cause: 'NORMAL_CLEARING', code: 0 };
    this.change({ consult: null, popScreenNo: consult.to, direction: 'INTERNAL' });
    this.agent.tellOfCall('onConsult', about);
  }

  private makecall(to: string, settle: Settle): void {
    if (!/^\+?[0-9*#]{1,32}$/.test(to)) {
      settle({ code: 18, msg: 'not a number that can be dialled' });
      return;
    }
    this.waiting = settle;
    const direction = to.length === 4 ? 'INTERNAL' : 'OUTBOUND';
    this.agent.begin('DIALING', { popScreenNo: to, direction });
    this.agent.tellOfCall('onAnswer', { popScreenNo: to, direction });
  }

  private offhook(): void {
    this.agent.answered();
    const colleague = this.find(this.agent.call?.popScreenNo ?? '');
    if (colleague?.work === 'CONSULTING') {
      colleague.calleeAnswers();
    }
  }

  private hangup(settle: Settle): void {
    if (this.agent.work === 'CONSULTING') {
      this.complete(settle);
    } else {
      this.over('NORMAL_CLEARING', settle);
    }
  }

  private over(cause: string, settle: Settle, code = 0): void {
    const callId = this.agent.call?.callId;
    this.agent.end(cause, code);
    settle({ code: 0, msg: 'ok', data: { callId, cause } });
  }

  private hold(work: string, heldBy: string | null): void {
    this.agent.work = work;
    this.change({ heldBy });
    this.agent.tellOfCall(heldBy ? 'onHold' : 'onUnhold', { by: heldBy ?? 'agent' });
  }

  private mute(muted: boolean): void {
    this.change({ muted });
    this.agent.tellOfCall('onMute', { muted });
  }

  private transfer(to: string, type: string, settle: Settle): void {
    const refusal = type === 'to_phone' ? REFUSES[to] : undefined;
    const callId = this.agent.call?.callId;
    if (refusal) {
      const [code, cause] = refusal;
      settle({ code, msg: 'refused', data: { callId, cause } });
    } else if (type === 'to_queue' && !GROUPS.includes(to)) {
      settle({ code: 10, msg: 'no such skill group' });
    } else {
      this.over('TRANSFERRED', settle);
    }
  }

  private consult(to: string, settle: Settle): void {
    this.change({ consult: { to, state: 'ringing' }, heldBy: null });
    this.consultation('ringing');
    const refusal = REFUSES[to];
    if (refusal) {
      const [code, cause] = refusal;
      this.ended(cause, code);
      settle({ code, msg: 'refused', data: { callId: this.agent.call?.callId, cause } });
      return;
    }
    this.waiting = settle;
    const target = this.find(to);
    if (target?.isReachable()) {
      const { extNo, nickname } = this.agent.identity;
      const about = { popScreenNo: extNo, direction: 'INTERNAL', displayName: nickname };
      target.begin('RINGING', { callId: this.agent.call?.callId ?? '', ...about });
    }
  }

  private complete(settle: Settle): void {
    const { popScreenNo, direction, displayName, queue } = this.agent.call as Call;
    const party = { popScreenNo, direction, displayName, queue };
    this.target()?.asTarget.transferred(this.agent.identity.extNo, party);
    this.notAnswered('TRANSFERRED');
    this.over('TRANSFERRED', settle);
  }

  private cancel(): void {
    this.target()?.asTarget.gone();
    this.notAnswered('ORIGINATOR_CANCEL');
    this.ended('NORMAL_CLEARING', 0);
  }

  private alternate(): void {
    this.consultation(this.agent.call?.consult?.state === 'talking' ? 'held' : 'talking');
  }

  private conference(): void {
    const { to } = this.agent.call?.consult ?? {};
    this.agent.work = 'CONFERENCED';
    this.agent.tellOfCall('onConference', { to, state: 'begun' });
  }

  private consultation(state: string): void {
    const { to } = this.agent.call?.consult ?? { to: '' };
    this.agent.work = 'CONSULTING';
    this.change({ consult: { to, state } });
    this.agent.tellOfCall('onConsult', { to, state, cause: null, code: 0 });
  }

  private ended(cause: string, code: number): void {
    const { to } = this.agent.call?.consult ?? {};
    this.agent.work = 'TALKING';
    this.change({ consult: null });
    this.agent.tellOfCall('onConsult', { to, state: 'ended', cause, code });
  }

  /** The colleague, if its page is open and it has this call. */
  private target(): FakeAgent | undefined {
    const { callId, consult } = this.agent.call as Call;
    const target = consult ? this.find(consult.to) : undefined;
    return target?.call?.callId === callId ? target : undefined;
  }

  private notAnswered(cause: string): void {
    const data = { callId: this.agent.call?.callId, cause };
    this.settleWaiting({ code: 16, msg: 'no answer', data });
  }

  private settleWaiting(answer: object): void {
    this.waiting?.(answer);
    this.waiting = null;
  }

  private change(part: Partial<Call>): void {
    this.agent.call = this.agent.call && { ...this.agent.call, ...part };
  }
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { type PastCall, resultOf } from '../../main/ts/console/history/past';
import { admits } from './fake-door';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const PAGE = 50;

/** `GET /api/v1/calls…` */
export class FakePast {
  /** What was asked for, newest last. */
  readonly asked: URLSearchParams[] = [];

  constructor(readonly calls = week(Date.now())) {}

  answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://node');
    const admission = admits((request.headers.authorization ?? '').replace('Bearer ', ''));
    const what = pathname.split('/')[4];
    if (admission !== 200) {
      tell(response, admission === 401 ? 8 : 5, {}, admission);
    } else if (what === 'export') {
      this.asked.push(searchParams);
      response.setHeader('content-type', 'text/csv; charset=utf-8');
      response.end(sheet(this.found(searchParams)));
    } else if (what) {
      const call = this.calls.find(({ callId }) => callId === what);
      tell(response, call ? 0 : 10, call ?? {}, call ? 200 : 404);
    } else {
      this.asked.push(searchParams);
      tell(response, 0, page(this.found(searchParams), searchParams.get('before')), 200);
    }
  }

  /** The newest first. */
  private found(asked: URLSearchParams): PastCall[] {
    const until = Number(asked.get('until') ?? Date.now());
    const from = Number(asked.get('from') ?? until - 24 * HOUR);
    const number = asked.get('number') ?? '';
    const is = (name: string, value?: string | null) =>
      !asked.has(name) || asked.get(name) === value;
    return this.calls.filter(
      (call) =>
        call.startedAt >= from &&
        call.startedAt < until &&
        [call.from, call.to].some((text) => text?.endsWith(number)) &&
        is('agent', call.agentId) &&
        is('group', call.queueId) &&
        is('result', resultOf(call)),
    );
  }
}

function page(all: readonly PastCall[], before: string | null) {
  const first = before ? all.findIndex(({ callId }) => callId === before) + 1 : 0;
  const calls = all.slice(first, first + PAGE).map((call) => ({ ...call, legs: [] }));
  return calls.length === PAGE ? { calls, next: calls[PAGE - 1]?.callId } : { calls };
}

function tell(response: ServerResponse, code: number, data: object, status: number): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ code, data, msg: '' }));
}

function sheet(calls: readonly PastCall[]): string {
  const rows = calls.map(({ callId, from, to }) => `${callId},${from},${to}`);
  return ['\ufeffcall_id,caller,callee', ...rows, ''].join('\r\n');
}

/** 60 calls of the last day, some of the days before. */
function week(now: number): PastCall[] {
  const day = Array.from({ length: 54 }, (_, n) => ordinary(n, now - (n + 2) * 20 * MINUTE));
  const earlier = Array.from({ length: 5 }, (_, n) =>
    ordinary(100 + n, now - (30 + n * 24) * HOUR),
  );
  return [living(now), consulted(now), abandoned(now), busy(now), ...day, ...earlier];
}

function call(callId: string, startedAt: number, part: Partial<PastCall>): PastCall {
  return {
    ...{ callId, switchId: 'fs1', direction: 'INBOUND', from: '13800001111', to: '7001' },
    ...{ queueId: 'support', startedAt, attempts: 1, data: {}, legs: [], ...part },
  };
}

function ordinary(n: number, at: number): PastCall {
  const bridgedAt = at + 5_000 + (n % 7) * 4_000;
  return call(`past${n}`, at, {
    ...{ from: `1390000${String(1_000 + n)}`, agentId: `agent${(n % 9) + 1}`, bridgedAt },
    ...{ queueId: n % 3 ? 'support' : 'sales', to: n % 3 ? '7001' : '7002' },
    ...{ endedAt: bridgedAt + 30_000 + n * 3_000, cause: 'NORMAL_CLEARING' },
    endedBy: n % 2 ? 'caller' : 'agent',
  });
}

function living(now: number): PastCall {
  return call('living', now - 2 * MINUTE, { bridgedAt: now - 110_000, agentId: 'agent2' });
}

/** Who waited, was refused by one, talked with another, and consulted a third. */
function consulted(now: number): PastCall {
  const at = now - 10 * MINUTE;
  const s = (seconds: number) => at + seconds * 1_000;
  return call('consulted', at, {
    ...{ from: '02887654321', agentId: 'agent2', bridgedAt: s(46), endedAt: s(240), attempts: 2 },
    ...{ cause: 'NORMAL_CLEARING', endedBy: 'caller', data: { order: 'A-17 <b>urgent</b>' } },
    legs: [
      {
        ...{ legId: 'l1', role: 'caller', number: '02887654321', since: at, answeredAt: s(1) },
        ...{ endedAt: s(240), cause: 'NORMAL_CLEARING' },
      },
      {
        ...{ legId: 'l2', role: 'agent', number: '1001', agentId: 'agent1', since: s(12) },
        ...{ ringingAt: s(13), endedAt: s(33), cause: 'NO_ANSWER' },
      },
      {
        ...{ legId: 'l3', role: 'agent', number: '1002', agentId: 'agent2', since: s(38) },
        ...{ ringingAt: s(38), answeredAt: s(46), endedAt: s(240), cause: 'NORMAL_CLEARING' },
      },
      {
        ...{ legId: 'l4', role: 'consult', number: '1003', agentId: 'agent3', since: s(90) },
        ...{ ringingAt: s(91), answeredAt: s(99), endedAt: s(150), cause: 'NORMAL_CLEARING' },
      },
    ],
  });
}

function abandoned(now: number): PastCall {
  const at = now - 14 * MINUTE;
  return call('abandoned', at, {
    ...{ from: '', queueId: 'sales', to: '7002', endedAt: at + 41_000, attempts: 0 },
    ...{ cause: 'ORIGINATOR_CANCEL', endedBy: 'caller' },
  });
}

function busy(now: number): PastCall {
  const at = now - 15 * MINUTE;
  return call('busy', at, {
    ...{ direction: 'OUTBOUND', from: '1004', to: '+8613912345678', queueId: null },
    ...{ agentId: 'agent4', endedAt: at + 6_000, cause: 'USER_BUSY', endedBy: 'callee' },
  });
}

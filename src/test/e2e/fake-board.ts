import type { Agent, BoardMessage, Call, Group } from '../../main/ts/console/rows';

export type BoardRows = Required<
  Pick<BoardMessage, 'agents' | 'groups' | 'calls' | 'switches' | 'nodes'>
>;

/** What a delta tells. */
export type Change = Partial<BoardRows> & Pick<BoardMessage, 'gone'>;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** A small centre on an ordinary morning: 12 agents, 3 groups, 5 calls. */
export function morning(now: number): BoardRows {
  return {
    agents: agents(now),
    groups: groups(now),
    calls: calls(now),
    switches: [
      { id: 'fs1', owner: 'n1', up: true, calls: 4 },
      { id: 'fs2', owner: 'n2', up: true, calls: 1 },
      { id: 'fs3', up: false, calls: 0 },
    ],
    nodes: [
      node('n1', now - 26 * HOUR, ['call:fs1', 'queue:support', 'queue:sales'], 9),
      node('n2', now - 2 * HOUR, ['call:fs2', 'queue:complaints'], 5),
      { ...node('n3', now - 2 * HOUR, [], 0), goneAt: now - 4 * MINUTE },
    ],
  };
}

function node(id: string, startedAt: number, owned: string[], pages: number) {
  const verticles = ['admin', 'agent', 'call', 'gateway', 'queue'];
  const memory = { heapUsedBytes: 312_000_000, heapMaxBytes: 1_073_741_824 };
  return { id, startedAt, verticles, owned, pages, cpu: 0.21, ...memory };
}

function agents(now: number): Agent[] {
  const idle = (n: number, part: Partial<Agent>): Agent => ({
    id: `agent${n}`,
    name: `Agent ${n}`,
    extNo: String(1000 + n),
    groups: GROUPS_OF[n % 3] ?? [],
    presence: 'READY',
    work: 'IDLE',
    since: now - n * 47 * SECOND,
    ...part,
  });
  const busy = (n: number, callId: string, part: Partial<Agent>) =>
    idle(n, { work: 'TALKING', direction: 'INBOUND', queueId: 'support', callId, ...part });
  return [
    idle(1, {}),
    busy(2, 'c1', { popScreenNo: '13800001111', since: now - 95 * SECOND }),
    busy(3, 'c2', { popScreenNo: '13800002222', work: 'HELD', next: 'rest' }),
    idle(4, { presence: 'NOT_READY', reason: 'busy' }),
    idle(5, { presence: 'NOT_READY', reason: 'rest', since: now - 14 * MINUTE }),
    idle(6, { readyAt: now + 3 * MINUTE }),
    busy(7, 'c3', { popScreenNo: '13911110000', work: 'RINGING', queueId: 'sales' }),
    idle(8, { presence: 'LOGGED_OUT', since: now - 9 * HOUR }),
    idle(9, { presence: 'NOT_READY', reason: 'no_answer' }),
    idle(10, { since: now - 8 * SECOND }),
    idle(11, { presence: 'LOGGED_OUT', since: now - 15 * HOUR }),
    idle(12, { presence: 'NOT_READY', reason: '培训' }),
  ];
}

const GROUPS_OF = [['support', 'sales'], ['support'], ['sales', 'complaints']];

function groups(now: number): Group[] {
  const day = { offered: 0, answered: 0, abandoned: 0, shortAbandoned: 0, answeredInTime: 0 };
  return [
    {
      ...{ id: 'support', name: '客户服务 Support', members: 8, signedIn: 6, ready: 2, talking: 2 },
      ...{ waiting: 1, longestWaitSince: now - 9 * SECOND, waitMs: 2_304_000, serviceLevel: 0.876 },
      ...{ offered: 310, answered: 288, abandoned: 15, shortAbandoned: 4, answeredInTime: 262 },
    },
    {
      ...{ id: 'sales', name: '销售 Sales', members: 8, signedIn: 7, ready: 0, talking: 0 },
      ...{
        waiting: 1,
        longestWaitSince: now - 31 * SECOND,
        waitMs: 1_480_000,
        serviceLevel: 0.741,
      },
      ...{ offered: 97, answered: 80, abandoned: 11, shortAbandoned: 6, answeredInTime: 63 },
    },
    {
      ...{ id: 'complaints', name: '投诉 Complaints', members: 4, signedIn: 3, ready: 0 },
      ...{ talking: 0, waiting: 0, waitMs: 0, ...day },
    },
  ];
}

function calls(now: number): Call[] {
  const call = (id: string, from: string, ageMs: number, part: Partial<Call>): Call => ({
    callId: id,
    switchId: 'fs1',
    direction: 'INBOUND',
    from,
    to: '7001',
    queueId: 'support',
    state: 'TALKING',
    priority: 0,
    startedAt: now - ageMs,
    ...part,
  });
  const withAgent = (agentId: string) => ({
    parties: [{ legId: agentId, role: 'agent', agentId, number: '1002', since: now }],
  });
  return [
    call('c1', '13800001111', 112 * SECOND, { fromName: '王女士', ...withAgent('agent2') }),
    call('c2', '13800002222', 6 * MINUTE, { state: 'HELD', ...withAgent('agent3') }),
    call('c3', '13911110000', 12 * SECOND, {
      ...{ state: 'RINGING', to: '7002', queueId: 'sales', ...withAgent('agent7') },
    }),
    call('c4', '13911112345', 31 * SECOND, { state: 'WAITING', to: '7002', queueId: 'sales' }),
    call('c5', '02887654321', 9 * SECOND, { state: 'WAITING', priority: 2 }),
  ];
}

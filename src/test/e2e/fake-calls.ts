import type { Call } from '../../main/ts/console/rows';
import type { Change } from './fake-board';

const LISTENER = { legId: 's1', role: 'supervisor', agentId: 'supervisor', since: 0 };
const FIRST = 100;

type Order = Readonly<Record<string, string>>;

/** What becomes of the calls when a supervisor does something: `cti.client.call.*`. */
export function calls(what: string, before: readonly Call[], order: Order): Change {
  switch (what) {
    case 'end':
      return { gone: { calls: [order['callId'] ?? ''] } };
    case 'move':
      return { calls: changed(before, order, { queueId: order['groupId'] ?? null }) };
    case 'assign':
      return { calls: changed(before, order, { state: 'RINGING' }) };
    case 'prefer':
      return { calls: changed(before, order, { priority: FIRST }) };
    default:
      return { calls: before.map((call) => listened(what, call, order)) };
  }
}

function changed(before: readonly Call[], { callId }: Order, part: Partial<Call>): Call[] {
  return before.filter((call) => call.callId === callId).map((call) => ({ ...call, ...part }));
}

/** The supervisor's phone rings for the call of that agent, and for no other. */
function listened(what: string, call: Call, { agentId, mode = '' }: Order): Call {
  const { parties = [] } = call;
  const mine = parties.find((party) => party.agentId === 'supervisor');
  const others = parties.filter((party) => party !== mine);
  const target = others.find((party) => party.agentId === agentId);
  if (what === 'takeover' && mine) {
    return { ...call, parties: [...others, { ...mine, role: 'agent', listensTo: null }] };
  }
  return what === 'listen' && target
    ? { ...call, parties: [...others, { ...LISTENER, ...mine, mode, listensTo: target.legId }] }
    : { ...call, parties: others };
}

import { useMemo } from 'preact/hooks';
import { actsOn, callName } from '../acts/call-acts';
import type { Desk } from '../desk';
import { NO_VALUE, visible } from '../format';
import { Age, Clipped, Icon, NotedWait, Panel, Heads } from '../parts';
import type { Call, CallState } from '../rows';
import { isInTalk } from '../status';
import { callText, language, t } from '../texts';

interface CallsProps {
  desk: Desk;
  calls: ReadonlyMap<string, Call>;
  groups: ReadonlyMap<string, string>;
  agents: ReadonlyMap<string, string>;
}

export function CallsPanel({ desk, calls, groups, agents }: CallsProps) {
  const shown = [...calls.values()].sort(whoWaitsFirst);
  const columns = ['from', 'to', 'group', 'state', 'age', 'withWhom'] as const;
  return (
    <Panel heading={t('calls')} name="calls" aside={<span class="count soft">{calls.size}</span>}>
      <table>
        <Heads columns={columns} acts />
        <tbody>
          {shown.map((call) => (
            <CallRow {...{ desk, call, groups, agents }} key={call.callId} />
          ))}
        </tbody>
      </table>
      {calls.size === 0 && <p class="empty">{t('noCalls')}</p>}
    </Panel>
  );
}

/** Then the longest call. */
function whoWaitsFirst(a: Call, b: Call): number {
  const waits = ({ state }: Call) => (state === 'WAITING' ? 0 : 1);
  return waits(a) - waits(b) || a.startedAt - b.startedAt;
}

type CallRowProps = Omit<CallsProps, 'calls'> & { call: Call };

function CallRow(props: CallRowProps) {
  const { desk, call, groups, agents } = props;
  return useMemo(() => cells(props), [desk, call, groups, agents, language()]);
}

function cells({ desk, call, groups, agents }: CallRowProps) {
  return (
    <tr data-call={call.callId}>
      <th scope="row">
        <span class="caller">
          <span class="clock">{call.from || NO_VALUE}</span>
          {call.fromName && (
            <span class="soft" title={call.fromName}>
              {call.fromName}
            </span>
          )}
        </span>
      </th>
      <td class="clock">{call.to ?? NO_VALUE}</td>
      <Clipped>{call.queueId ? (groups.get(call.queueId) ?? call.queueId) : NO_VALUE}</Clipped>
      <td>
        <span class="status" data-status={toneOf(call.state)}>
          <Icon name={toneOf(call.state)} />
          <span>
            {callText(call.state)}
            {call.priority ? (
              <span class="soft" title={t('priority')}>
                {` P${call.priority}`}
              </span>
            ) : null}
          </span>
        </span>
      </td>
      <td>
        {call.state === 'WAITING' ? (
          <NotedWait since={call.startedAt} />
        ) : (
          <Age since={call.startedAt} />
        )}
      </td>
      <Clipped>{withWhom(call, agents)}</Clipped>
      <td class="act">
        {actsOn(call, groups.size, 0).length > 0 && (
          <button
            type="button"
            class="quiet"
            aria-label={t('actOnCall', { name: callName(call) })}
            title={t('actOnCall', { name: callName(call) })}
            onClick={() => desk.askCall(call)}
          >
            <Icon name="more" />
          </button>
        )}
      </td>
    </tr>
  );
}

function toneOf(state: CallState): string {
  if (state === 'WAITING') {
    return 'waiting';
  }
  return isInTalk(state) ? 'talking' : 'ringing';
}

/** The agents that are in the call still. */
function withWhom({ parties = [] }: Call, agents: ReadonlyMap<string, string>): string {
  const names = parties
    .filter(({ agentId, endedAt, listensTo }) => agentId && !endedAt && !listensTo)
    .map(({ agentId }) => agents.get(agentId ?? '') ?? visible(agentId ?? ''));
  return names.join(', ') || NO_VALUE;
}

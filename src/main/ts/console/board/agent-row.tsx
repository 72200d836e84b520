import { useMemo } from 'preact/hooks';
import type { Direction as SomeDirection } from '../../sdk/types';
import type { Desk } from '../desk';
import { canBeForced } from '../acts/force';
import { NO_VALUE } from '../format';
import { canBeHeard } from '../acts/listen';
import { Age, Clipped, Icon, Left } from '../parts';
import type { Agent } from '../rows';
import { type Status, statusOf } from '../status';
import { language, reasonText, t, targetText } from '../texts';

interface AgentRowProps {
  desk: Desk;
  agent: Agent;
  groups: ReadonlyMap<string, string>;
  now: number;
  me: string | null;
}

/** The same cells until the agent, or what a name or a pause makes of it, is another. */
export function AgentRow({ desk, agent, groups, now, me }: AgentRowProps) {
  const status = statusOf(agent, now);
  return useMemo(
    () => cells(desk, agent, groups, status, me),
    [desk, agent, groups, status, me, language()],
  );
}

function cells(
  desk: Desk,
  agent: Agent,
  groups: ReadonlyMap<string, string>,
  status: Status,
  me: string | null,
) {
  return (
    <tr data-agent={agent.id} data-status={status}>
      <th scope="row">
        <span class="name">{agent.name}</span> <span class="soft">{agent.extNo}</span>
      </th>
      <td>
        <State agent={agent} status={status} />
      </td>
      <td class="number">
        {status === 'wrapUp' ? <Left until={agent.readyAt ?? 0} /> : <Age since={agent.since} />}
      </td>
      <td>{agent.work === 'IDLE' ? '' : <With agent={agent} />}</td>
      <Clipped>{groupsText(agent, groups)}</Clipped>
      <td class="act">
        {canBeHeard(agent, me) && (
          <button
            type="button"
            class="quiet listen"
            aria-label={t('listenWhom', { name: agent.name })}
            title={t('listenWhom', { name: agent.name })}
            onClick={() => desk.askListen(agent)}
          >
            <Icon name="listen" />
          </button>
        )}
        {canBeForced(agent) && (
          <button
            type="button"
            class="quiet force"
            aria-label={t('forceWhom', { name: agent.name })}
            onClick={() => desk.askForce(agent)}
          >
            {t('force')}
          </button>
        )}
      </td>
    </tr>
  );
}

function State({ agent, status }: { agent: Agent; status: Status }) {
  const more = whatFollows(agent);
  return (
    <span class="status" data-status={status}>
      <Icon name={status} />
      <span>
        {stateText(agent, status)}
        {more && <span class="soft"> · {more}</span>}
      </span>
    </span>
  );
}

/** Of one who is not ready: why. */
function stateText({ work, reason, presence, noPage }: Agent, status: Status): string {
  if (work !== 'IDLE') {
    return t(`work_${work}`);
  }
  if (presence === 'READY' && noPage) {
    return t('noPage');
  }
  return status === 'notReady' && reason ? reasonText(reason) : t(`status_${status}`);
}

function whatFollows({ presence, reason, next, work }: Agent): string {
  if (next) {
    return t('then', { state: targetText(next) });
  }
  if (work !== 'IDLE' && presence === 'NOT_READY') {
    return t('then', { state: reason ? reasonText(reason) : t('status_notReady') });
  }
  return '';
}

function With({ agent: { direction, popScreenNo } }: { agent: Agent }) {
  return (
    <>
      {direction && <Direction direction={direction} />}
      <span class="clock">{popScreenNo ?? NO_VALUE}</span>
    </>
  );
}

const ARROWS: Readonly<Record<SomeDirection, string>> = {
  INBOUND: '←',
  OUTBOUND: '→',
  INTERNAL: '↔',
};

function Direction({ direction }: { direction: SomeDirection }) {
  return (
    <span class="soft" title={t(direction)}>
      <span aria-hidden="true">{ARROWS[direction]} </span>
      <span class="hidden-text">{t(direction)} </span>
    </span>
  );
}

/** Of a call: the group it came by; else all that the agent is in. */
function groupsText(agent: Agent, groups: ReadonlyMap<string, string>): string {
  const ids = agent.work !== 'IDLE' && agent.queueId ? [agent.queueId] : agent.groups;
  return ids.map((id) => groups.get(id) ?? id).join(', ');
}

import { useMemo } from 'preact/hooks';
import { averageText, NO_VALUE } from '../format';
import { Marked, NotedWait, Panel } from '../parts';
import type { Group } from '../rows';
import { ServiceLevel } from './service-level';
import { language, secondsText, t } from '../texts';
import { coverLevel, toldLimits } from '../thresholds';

interface GroupsProps {
  groups: ReadonlyMap<string, Group>;
  order: ReadonlyMap<string, string>;
}

export function GroupsPanel({ groups, order }: GroupsProps) {
  return (
    <Panel heading={t('groups')} name="groups">
      <table>
        <Heads />
        <tbody>
          {[...order.keys()].map((id) => {
            const group = groups.get(id);
            return group && <GroupRow group={group} key={id} />;
          })}
        </tbody>
      </table>
      {groups.size === 0 && <p class="empty">{t('noGroups')}</p>}
    </Panel>
  );
}

/** Too much to read from across a room. */
const NOT_ON_BIG = new Set(['signedIn', 'offered']);

function Heads() {
  const numbers = ['ready', 'talking', 'signedIn', 'offered', 'answered', 'abandoned'] as const;
  const notBig = (key: string) => (NOT_ON_BIG.has(key) ? 'number desk-only' : 'number');
  return (
    <thead>
      <tr>
        <th scope="col">{t('group')}</th>
        <th scope="col" class="number">
          {t('waiting')}
        </th>
        <th scope="col" class="wait">
          {t('longestWait')}
        </th>
        {numbers.map((key) => (
          <th scope="col" class={notBig(key)} key={key}>
            {t(key)}
          </th>
        ))}
        <th
          scope="col"
          class="number desk-only"
          title={t('shortAbandonedHint', { limit: secondsText(toldLimits().shortAbandonMs) })}
        >
          {t('shortAbandoned')}
        </th>
        <th scope="col" class="number desk-only">
          {t('averageWait')}
        </th>
        <th scope="col">{t('serviceLevel')}</th>
      </tr>
    </thead>
  );
}

function GroupRow({ group }: { group: Group }) {
  return useMemo(() => cells(group), [group, language()]);
}

function cells(group: Group) {
  const { longestWaitSince, waiting } = group;
  return (
    <tr data-group={group.id}>
      <th scope="row">{group.name}</th>
      <td class="number strong" data-some={waiting > 0}>
        {waiting}
      </td>
      <td class="wait">
        {waiting > 0 && longestWaitSince ? <NotedWait since={longestWaitSince} /> : NO_VALUE}
      </td>
      <td class="number">
        <Marked level={coverLevel(group)} note={t('nobodyReady')}>
          {group.ready}
        </Marked>
      </td>
      <td class="number">{group.talking}</td>
      <td class="number desk-only">
        {group.signedIn}
        <span class="soft"> / {group.members}</span>
      </td>
      <td class="number desk-only">{group.offered}</td>
      <td class="number">{group.answered}</td>
      <td class="number">{group.abandoned}</td>
      <td class="number soft desk-only">{group.shortAbandoned}</td>
      <td class="number desk-only">{averageText(group.waitMs, group.answered)}</td>
      <td>
        <ServiceLevel share={group.serviceLevel} />
      </td>
    </tr>
  );
}

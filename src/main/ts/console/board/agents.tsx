import { useState } from 'preact/hooks';
import { AgentRow } from './agent-row';
import type { Desk } from '../desk';
import { type Filters, NO_FILTERS, passes } from './filters';
import { Panel, Heads } from '../parts';
import type { Agent } from '../rows';
import { STATUSES } from '../status';
import { t } from '../texts';

interface AgentsProps {
  desk: Desk;
  agents: ReadonlyMap<string, Agent>;
  order: ReadonlyMap<string, string>;
  groups: ReadonlyMap<string, string>;
  now: number;
  me: string | null;
}

const COLUMNS = ['agent', 'state', 'since', 'withWhom', 'group'] as const;

export function AgentsPanel({ desk, agents, order, groups, now, me }: AgentsProps) {
  const [filters, setFilters] = useState(NO_FILTERS);
  const shown = [...order.keys()]
    .map((id) => agents.get(id))
    .filter((agent) => agent !== undefined)
    .filter((agent) => passes(agent, filters, now));
  const change = (part: Partial<Filters>) => setFilters({ ...filters, ...part });
  const count = t('shownOf', { count: shown.length, all: agents.size });
  const aside = <FilterBar {...{ filters, change, groups, count }} />;
  return (
    <Panel heading={t('agents')} name="agents" aside={aside}>
      <table>
        <Heads columns={COLUMNS} acts />
        <tbody>
          {shown.map((agent) => (
            <AgentRow {...{ desk, agent, groups, now, me }} key={agent.id} />
          ))}
        </tbody>
      </table>
      {shown.length === 0 && <p class="empty">{t('noAgents')}</p>}
    </Panel>
  );
}

interface FilterBarProps {
  filters: Filters;
  change(part: Partial<Filters>): void;
  groups: ReadonlyMap<string, string>;
  count: string;
}

function FilterBar({ filters, change, groups, count }: FilterBarProps) {
  const filtered = Object.values(filters).some((value) => value !== '');
  return (
    <div class="filters" role="search" aria-label={t('filters')}>
      <select
        id="filter-group"
        aria-label={t('group')}
        value={filters.group}
        onChange={(e) => change({ group: e.currentTarget.value })}
      >
        <option value="">{t('allGroups')}</option>
        {[...groups].map(([id, name]) => (
          <option value={id} key={id}>
            {name}
          </option>
        ))}
      </select>
      <select
        id="filter-status"
        aria-label={t('state')}
        value={filters.status}
        onChange={(e) => change({ status: e.currentTarget.value as Filters['status'] })}
      >
        <option value="">{t('allStates')}</option>
        {STATUSES.map((status) => (
          <option value={status} key={status}>
            {t(`status_${status}`)}
          </option>
        ))}
      </select>
      <input
        id="filter-text"
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        value={filters.text}
        onInput={(e) => change({ text: e.currentTarget.value })}
      />
      <button
        type="button"
        class="quiet"
        hidden={!filtered}
        onClick={() => change({ ...NO_FILTERS })}
      >
        {t('clearFilters')}
      </button>
      <span class="count soft" id="agents-shown">
        {count}
      </span>
    </div>
  );
}

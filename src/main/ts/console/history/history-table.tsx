import { useMemo, useState } from 'preact/hooks';
import type { Desk } from '../desk';
import { dateTimeText, fieldTimeText, NO_VALUE, tookText, visible } from '../format';
import { More } from '../more';
import { Clipped, Panel } from '../parts';
import { type PastCall, resultOf, talkedMs, waitedMs } from './past';
import type { Found, PastCalls } from './past-calls';
import { linkTo } from '../place';
import { ResultMark } from './result-mark';
import { save } from '../save';
import { queryOf, type Search } from './search';
import { endText, failureText, language, t } from '../texts';

interface HistoryTableProps {
  desk: Desk;
  calls: PastCalls;
  found: Found;
  search: Search;
  /** What the platform was asked. */
  parameters: URLSearchParams;
  groups: ReadonlyMap<string, string>;
  agents: ReadonlyMap<string, string>;
  retry(): void;
}

const COLUMNS = ['start', 'way', 'from', 'to', 'group', 'agent', 'result'] as const;
const SPANS = ['waited', 'talked'] as const;

export function HistoryTable(props: HistoryTableProps) {
  const { desk, calls, found, search, parameters, groups, agents, retry } = props;
  const { asking, failure, next } = found;
  const rows = useMemo(
    () =>
      found.calls.map((call) => <Row {...{ call, search, groups, agents }} key={call.callId} />),
    [found.calls, search, groups, agents, language()],
  );
  const none = rows.length === 0;
  return (
    <Panel
      heading={t('calls')}
      name="history"
      aside={<Aside {...{ desk, found, parameters }} none={none} />}
    >
      <table aria-busy={asking}>
        <thead>
          <tr>
            {COLUMNS.map((key) => (
              <th scope="col" key={key}>
                {t(key)}
              </th>
            ))}
            {SPANS.map((key) => (
              <th scope="col" class="number" key={key}>
                {t(key)}
              </th>
            ))}
            <th scope="col">{t('endedBy')}</th>
          </tr>
        </thead>
        <tbody>{rows}</tbody>
      </table>
      {none && !failure && <p class="empty">{t(asking ? 'searching' : 'noPastCalls')}</p>}
      {failure && (
        <p class="problem" role="alert">
          {failureText(failure)}{' '}
          {none && (
            <button type="button" class="quiet" onClick={retry}>
              {t('tryAgain')}
            </button>
          )}
        </p>
      )}
      {next && (
        <More
          text={t(asking ? 'searching' : failure ? 'tryAgain' : 'more')}
          asking={asking}
          onClick={() => void calls.more()}
        />
      )}
    </Panel>
  );
}

interface AsideProps {
  desk: Desk;
  found: Found;
  parameters: URLSearchParams;
  none: boolean;
}

/** How many there are, and the way to take them along. */
function Aside({ desk, found, parameters, none }: AsideProps) {
  const [problem, setProblem] = useState('');
  const [sending, setSending] = useState(false);
  const name = `calls-${fieldTimeText(Date.now()).replace(':', '')}.csv`;
  const take = () => {
    if (sending) {
      return;
    }
    setSending(true);
    setProblem('');
    desk.api
      .file('/calls/export', parameters)
      .then((file) => save(file, name))
      .catch((failure: Error) => setProblem(failureText(failure)))
      .finally(() => setSending(false));
  };
  return (
    <>
      <span class="count soft" id="calls-found">
        {none ? '' : t(found.next ? 'firstCalls' : 'foundCalls', { count: found.calls.length })}
      </span>
      <p class="problem" role="alert">
        {problem}
      </p>
      <button
        type="button"
        class="quiet export"
        id="export"
        title={t('exportHint')}
        disabled={none}
        aria-disabled={sending}
        onClick={take}
      >
        {t('export')}
      </button>
    </>
  );
}

type RowProps = Pick<HistoryTableProps, 'search' | 'groups' | 'agents'> & { call: PastCall };

function Row({ call, search, groups, agents }: RowProps) {
  const details = queryOf(search);
  details.set('call', call.callId);
  const { queueId, agentId } = call;
  return (
    <tr data-past={call.callId}>
      <th scope="row">
        <a class="clock" href={linkTo('/history', details)}>
          {dateTimeText(call.startedAt)}
        </a>
      </th>
      <td>{t(`way_${call.direction}`)}</td>
      <td class="clock">{call.from || NO_VALUE}</td>
      <td class="clock">{call.to || NO_VALUE}</td>
      <Clipped>{queueId ? (groups.get(queueId) ?? queueId) : NO_VALUE}</Clipped>
      <Clipped>{agentId ? (agents.get(agentId) ?? visible(agentId)) : NO_VALUE}</Clipped>
      <td>
        <ResultMark result={resultOf(call)} />
      </td>
      <td class="number">{tookText(waitedMs(call))}</td>
      <td class="number">{tookText(talkedMs(call))}</td>
      <Clipped>{endText(call) || NO_VALUE}</Clipped>
    </tr>
  );
}

import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { platformNow } from '../clock';
import { HistoryForm } from './history-form';
import { HistoryTable } from './history-table';
import { useNamed } from '../named';
import { Announcer } from '../parts';
import { PastCallDialog } from './past-call-dialog';
import { PastCalls } from './past-calls';
import { linkTo } from '../place';
import type { RoomProps } from '../rooms';
import { parametersOf, queryOf, type Search, searchIn } from './search';
import { useStore } from '../store';
import { language, t } from '../texts';

/** The calls of the past. What is sought stands in the address, and whose details are shown. */
export function HistoryRoom({ desk, shown, query }: RoomProps) {
  const { board } = shown.followed;
  const groups = useNamed(board?.groups);
  const agents = useNamed(board?.agents);
  const calls = useMemo(() => new PastCalls(desk.api), [desk]);
  const found = useStore(calls.store);
  const [turn, again] = useState(0);
  const asked = queryOf(searchIn(query)).toString();
  const search = useMemo(() => searchIn(query), [asked]);
  const parameters = useMemo(() => parametersOf(search, platformNow()), [search, turn]);
  useEffect(() => void calls.search(parameters), [calls, parameters]);
  const retry = () => again((turns) => turns + 1);
  const seek = (to: Search) => {
    const link = linkTo('/history', queryOf(to));
    if (location.hash === link) {
      retry();
    } else {
      location.hash = link;
    }
  };
  const form = useMemo(
    () => <HistoryForm {...{ search, groups, agents, seek }} />,
    [search, groups, agents, language()],
  );
  const over = !found.asking && !found.failure;
  const opened = query.get('call');
  useLayoutEffect(() => (opened ? () => goToRow(opened) : undefined), [opened]);
  return (
    <>
      {form}
      <HistoryTable {...{ desk, calls, found, search, parameters, groups, agents, retry }} />
      <Announcer text={over ? t('foundCalls', { count: found.calls.length }) : ''} />
      {opened && (
        <PastCallDialog
          {...{ api: desk.api, callId: opened, groups, agents }}
          closed={() => location.replace(linkTo('/history', queryOf(search)))}
          key={opened}
        />
      )}
    </>
  );
}

/** Where one goes on, however the details were left: by the browser's Back, too. */
function goToRow(callId: string): void {
  document.querySelector<HTMLElement>(`[data-past="${CSS.escape(callId)}"] a`)?.focus();
}

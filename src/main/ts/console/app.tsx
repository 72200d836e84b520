import { useEffect, useMemo, useState } from 'preact/hooks';
import { AgentsPanel } from './agents';
import { onBigScreen, showBig } from './big-screen';
import type { Board } from './board';
import { CallsPanel } from './calls';
import { platformNow } from './clock';
import { ClusterPanel } from './cluster';
import type { Desk, Shown } from './desk';
import { ForceDialog } from './force-dialog';
import { sortedNames, timeText } from './format';
import { GroupsPanel } from './groups';
import { Header } from './header';
import { listeningOf } from './listen';
import { ListenBar } from './listen-bar';
import { ListenDialog } from './listen-dialog';
import { OutcomeNote, outcomeText } from './outcome-note';
import { Announcer } from './parts';
import type { Named } from './rows';
import { SignIn } from './sign-in';
import { useStore } from './store';
import { language, type Language, speak, t } from './texts';
import { Tiles } from './tiles';
import { WaitAlarm } from './wait-alarm';

export function App({ desk }: { desk: Desk }) {
  const shown = useStore(desk.store);
  const [spoken, setSpoken] = useState(language());
  const [big, setBig] = useState(onBigScreen());
  useEffect(() => {
    document.documentElement.lang = spoken === 'zh' ? 'zh-CN' : 'en';
    document.title = `${t('title')} · ctibar`;
  }, [spoken]);
  useEffect(() => showBig(big), [big]);
  const change = (to: Language) => {
    speak(to);
    setSpoken(to);
  };
  return (
    <>
      <Header {...{ desk, shown, spoken, big }} speak={change} setBig={setBig} />
      <main>
        <h1 class="hidden-text">{t('title')}</h1>
        {shown.user === null ? (
          <SignIn desk={desk} problem={shown.problem} />
        ) : (
          <Whole {...{ desk, shown, big }} />
        )}
      </main>
    </>
  );
}

function Whole({ desk, shown, big }: { desk: Desk; shown: Shown; big: boolean }) {
  const { board } = shown.followed;
  const listening = listeningOf(board, shown.me);
  return (
    <>
      <NotLive shown={shown} />
      {listening && <ListenBar desk={desk} listening={listening} />}
      {board ? (
        <BoardView {...{ desk, board, big, me: shown.me }} />
      ) : (
        <p class="loading">{t('loading')}</p>
      )}
      {shown.hearing && <ListenDialog desk={desk} agent={shown.hearing} key={shown.hearing.id} />}
      {shown.forcing && <ForceDialog desk={desk} agent={shown.forcing} key={shown.forcing.id} />}
      <Announcer text={shown.outcome ? outcomeText(shown.outcome) : ''} />
      {shown.outcome && <OutcomeNote desk={desk} outcome={shown.outcome} />}
    </>
  );
}

function NotLive({ shown: { line, heardAt, followed } }: { shown: Shown }) {
  const [wasLost, setLost] = useState(false);
  const lost = line !== 'live' && followed.board !== null;
  useEffect(() => {
    if (lost) {
      setLost(true);
    }
  }, [lost]);
  const text = lost ? t('notLiveSince', { time: timeText(heardAt ?? 0) }) : '';
  return (
    <>
      {lost && <p class="not-live">{text}</p>}
      <Announcer text={lost ? t('notLive') : wasLost ? t('liveAgain') : ''} />
    </>
  );
}

interface BoardViewProps {
  desk: Desk;
  board: Board;
  big: boolean;
  me: string | null;
}

function BoardView({ desk, board, big, me }: BoardViewProps) {
  const now = platformNow();
  const groups = useNamed(board.groups);
  const agents = useNamed(board.agents);
  return (
    <>
      <WaitAlarm groups={board.groups} />
      <Tiles board={board} now={now} />
      <GroupsPanel groups={board.groups} order={groups} />
      {!big && (
        <>
          <div class="pair">
            <AgentsPanel {...{ desk, agents: board.agents, order: agents, groups, now, me }} />
            <CallsPanel calls={board.calls} {...{ groups, agents }} />
          </div>
          <ClusterPanel board={board} />
        </>
      )}
    </>
  );
}

/** Ids and names in the order to show them: the same map for as long as these are the same, whatever else changes. */
function useNamed(rows: ReadonlyMap<string, Named>): ReadonlyMap<string, string> {
  const named = [...rows.values()].map(({ id, name }) => ({ id, name }));
  return useMemo(() => sortedNames(named), [JSON.stringify(named)]);
}

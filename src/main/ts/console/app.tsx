import { useEffect, useState } from 'preact/hooks';
import { onBigScreen, showBig } from './big-screen';
import { BoardRoom } from './board/board-room';
import { CallDialog } from './acts/call-dialog';
import type { Desk, Shown } from './desk';
import { ForceDialog } from './acts/force-dialog';
import { timeText } from './format';
import { Header } from './header';
import { listeningOf } from './acts/listen';
import { ListenBar } from './acts/listen-bar';
import { ListenDialog } from './acts/listen-dialog';
import { OutcomeNote, outcomeText } from './acts/outcome-note';
import { Announcer } from './parts';
import { usePlace } from './place';
import { RoomLinks } from './room-links';
import { type Room, roomAt, type RoomProps } from './rooms';
import { SignIn } from './sign-in';
import { useStore } from './store';
import { language, type Language, speak, t } from './texts';
import { WaitAlarm } from './board/wait-alarm';

export function App({ desk }: { desk: Desk }) {
  const shown = useStore(desk.store);
  const place = usePlace();
  const [spoken, setSpoken] = useState(language());
  const [big, setBig] = useState(onBigScreen());
  const signedIn = shown.user !== null;
  const room = roomAt(place.path, shown.roles);
  const title = t(signedIn && !big ? room.text : 'title');
  useEffect(() => {
    document.documentElement.lang = spoken === 'zh' ? 'zh-CN' : 'en';
    document.title = `${title} · ctibar`;
  }, [spoken, title]);
  useEffect(() => showBig(big), [big]);
  const change = (to: Language) => {
    speak(to);
    setSpoken(to);
  };
  return (
    <>
      <Header {...{ desk, shown, spoken, big }} speak={change} setBig={setBig} />
      {signedIn && !big && <RoomLinks roles={shown.roles} at={room} />}
      <main>
        <h1 class="hidden-text">{title}</h1>
        {signedIn ? (
          <Whole {...{ desk, shown, room, big }} query={place.query} />
        ) : (
          <SignIn desk={desk} problem={shown.problem} />
        )}
      </main>
    </>
  );
}

interface WholeProps extends RoomProps {
  room: Room;
  big: boolean;
}

/** A room, and what is to be seen in each. */
function Whole({ desk, shown, room: { View }, query, big }: WholeProps) {
  const { board } = shown.followed;
  const listening = listeningOf(board, shown.me);
  return (
    <>
      <NotLive shown={shown} />
      {board && <WaitAlarm groups={board.groups} />}
      {listening && <ListenBar desk={desk} listening={listening} />}
      {big ? <BoardRoom {...{ desk, shown, big }} /> : <View {...{ desk, shown, query }} />}
      {shown.hearing && <ListenDialog desk={desk} agent={shown.hearing} key={shown.hearing.id} />}
      {shown.forcing && <ForceDialog desk={desk} agent={shown.forcing} key={shown.forcing.id} />}
      {board && shown.acting && (
        <CallDialog {...{ desk, board, call: shown.acting }} key={shown.acting.callId} />
      )}
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

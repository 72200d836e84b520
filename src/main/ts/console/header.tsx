import type { Desk, Shown } from './desk';
import { Icon, TimeOfDay } from './parts';
import { type Language, t } from './texts';

interface HeaderProps {
  desk: Desk;
  shown: Shown;
  spoken: Language;
  speak(language: Language): void;
  big: boolean;
  setBig(big: boolean): void;
}

export function Header(props: HeaderProps) {
  const { desk, shown, big, setBig } = props;
  return (
    <header class="top">
      <p class="brand">
        <span class="mark">
          <Icon name="board" />
        </span>
        ctibar <span class="of">{t('title')}</span>
      </p>
      {shown.user !== null && <LineState shown={shown} />}
      <div class="top-tools">
        {shown.user !== null && (
          <button
            type="button"
            class="quiet"
            aria-label={t(big ? 'leaveBigScreen' : 'bigScreen')}
            onClick={() => setBig(!big)}
            id="big"
          >
            <Icon name={big ? 'small' : 'big'} />
            <span class="wide-only">{t(big ? 'leaveBigScreen' : 'bigScreen')}</span>
          </button>
        )}
        <Languages {...props} />
        {shown.user !== null && <SignedIn desk={desk} user={shown.user} />}
      </div>
    </header>
  );
}

function LineState({ shown: { line, followed } }: { shown: Shown }) {
  const live = line === 'live';
  return (
    <p class="line" id="line" data-line={line}>
      <Icon name={live ? 'live' : 'not-live'} />
      <strong>{t(live ? 'live' : followed.board ? 'notLive' : 'connecting')}</strong>
      {followed.board && (
        <>
          <span class="soft wide-only node" title={followed.board.node}>
            {t('node')} {followed.board.node}
          </span>
          <span class="soft">
            <TimeOfDay />
          </span>
        </>
      )}
    </p>
  );
}

function Languages({ spoken, speak }: HeaderProps) {
  const choice = (language: Language, name: string, tag: string) => (
    <button
      type="button"
      lang={tag}
      data-language={language}
      aria-pressed={spoken === language}
      onClick={() => speak(language)}
    >
      {name}
    </button>
  );
  return (
    <div class="languages" role="group" aria-label={t('language')}>
      {choice('zh', '中文', 'zh-CN')}
      {choice('en', 'English', 'en')}
    </div>
  );
}

function SignedIn({ desk, user }: { desk: Desk; user: string }) {
  return (
    <>
      <span class="user wide-only" title={t('signedInAs', { name: user })}>
        {user}
      </span>
      <button type="button" class="quiet" id="sign-out" onClick={() => desk.leave()}>
        {t('signOut')}
      </button>
    </>
  );
}

import { useState } from 'preact/hooks';
import type { Desk } from '../desk';
import { type Listening, type Mode, MODES } from './listen';
import { Announcer } from '../parts';
import { failureText, t } from '../texts';

/** While the supervisor listens: to whom, who hears it, and the ways out. */
export function ListenBar({ desk, listening }: { desk: Desk; listening: Listening }) {
  const [problem, setProblem] = useState('');
  const [sure, setSure] = useState(false);
  const { agentId, name, mode, heard } = listening;
  const text = t(heard ? 'listensTo' : 'yourPhoneRings', { name });
  const send = (act: Promise<void>) => {
    setProblem('');
    act.catch((failure: Error) => setProblem(failureText(failure)));
  };
  return (
    <section class="listening card" aria-label={t('listening')}>
      <p>
        <strong>{text}</strong>
        <span class="soft"> {t(`hears_${mode}`)}</span>
      </p>
      <Announcer text={`${text} ${t(`mode_${mode}`)}`} />
      <div class="modes" role="group" aria-label={t('whoHears')}>
        {MODES.map((each: Mode) => (
          <button
            type="button"
            class="quiet"
            aria-pressed={each === mode}
            key={each}
            onClick={() => each !== mode && send(desk.listen(agentId, each, t('modeChanged')))}
          >
            {t(`mode_${each}`)}
          </button>
        ))}
      </div>
      <div class="ways-out">
        <button
          type="button"
          class="quiet"
          id="take-over"
          disabled={!heard}
          onBlur={() => setSure(false)}
          onClick={() => (sure ? send(desk.takeOver(t('takeOverReason'))) : setSure(true))}
        >
          {sure ? t('takeOverSure', { name }) : t('takeOver')}
        </button>
        <button
          type="button"
          class="primary"
          id="stop-listening"
          onClick={() => send(desk.stopListening())}
        >
          {t('stopListening')}
        </button>
      </div>
      <p class="problem" role="alert">
        {problem}
      </p>
    </section>
  );
}

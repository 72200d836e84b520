import { useState } from 'preact/hooks';
import { ActDialog, ReasonField } from './act-dialog';
import type { Desk } from '../desk';
import { reasonIn } from './force';
import { type Mode, MODES } from './listen';
import type { Agent } from '../rows';
import { failureText, t } from '../texts';

/** Who is to hear the supervisor, and why; then the supervisor's own phone rings. */
export function ListenDialog({ desk, agent }: { desk: Desk; agent: Agent }) {
  const heading = t('listenHeading', { name: agent.name });
  return (
    <ActDialog name="listen" heading={heading} closed={() => desk.askListen(null)}>
      {(close) => <Ask {...{ desk, agent, close }} />}
    </ActDialog>
  );
}

interface AskProps {
  desk: Desk;
  agent: Agent;
  close(): void;
}

function Ask({ desk, agent, close }: AskProps) {
  const [problem, setProblem] = useState('');
  const [sending, setSending] = useState(false);
  const submit = (e: SubmitEvent) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget as HTMLFormElement);
    const reason = reasonIn(String(form.get('reason')));
    const mode = MODES.find((each) => each === form.get('mode'));
    if (sending || !mode || !reason) {
      return;
    }
    setSending(true);
    desk
      .listen(agent.id, mode, reason)
      .then(close)
      .catch((failure: Error) => setProblem(failureText(failure)))
      .finally(() => setSending(false));
  };
  return (
    <form onSubmit={submit}>
      <fieldset class="one-each-line">
        <legend>{t('whoHears')}</legend>
        {MODES.map((mode) => (
          <ModeChoice mode={mode} key={mode} />
        ))}
      </fieldset>
      <ReasonField name="listen" hint={t('listenHint')} />
      <p class="problem" role="alert">
        {problem}
      </p>
      <div class="dialog-buttons">
        <button type="button" class="quiet" onClick={close}>
          {t('cancel')}
        </button>
        <button type="submit" class="primary" aria-disabled={sending}>
          {t('ringMyPhone')}
        </button>
      </div>
    </form>
  );
}

function ModeChoice({ mode }: { mode: Mode }) {
  return (
    <label>
      <input type="radio" name="mode" value={mode} required defaultChecked={mode === 'monitor'} />
      <span>{t(`mode_${mode}`)}</span>
      <span class="soft">{t(`hears_${mode}`)}</span>
    </label>
  );
}

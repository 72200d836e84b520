import { useEffect, useRef, useState } from 'preact/hooks';
import type { Desk } from './desk';
import { LONGEST_REASON, reasonIn } from './force';
import { type Mode, MODES } from './listen';
import type { Agent } from './rows';
import { failureText, t } from './texts';

/** Who is to hear the supervisor, and why; then the supervisor's own phone rings. */
export function ListenDialog({ desk, agent }: { desk: Desk; agent: Agent }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [problem, setProblem] = useState('');
  const [sending, setSending] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);
  const close = () => dialog.current?.close();
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
    <dialog
      class="card act-dialog"
      ref={dialog}
      aria-labelledby="listen-heading"
      onClose={() => desk.askListen(null)}
    >
      <h2 id="listen-heading">{t('listenHeading', { name: agent.name })}</h2>
      <form onSubmit={submit}>
        <fieldset class="one-each-line">
          <legend>{t('whoHears')}</legend>
          {MODES.map((mode) => (
            <ModeChoice mode={mode} key={mode} />
          ))}
        </fieldset>
        <label for="listen-reason">{t('reason')}</label>
        <input
          id="listen-reason"
          name="reason"
          autocomplete="off"
          required
          pattern=".*\S.*"
          maxLength={LONGEST_REASON}
          aria-describedby="listen-hint"
        />
        <p class="soft hint" id="listen-hint">
          {t('listenHint')}
        </p>
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
    </dialog>
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

import { ActDialog, Closing, ReasonField, useSending } from './act-dialog';
import type { Desk } from '../desk';
import { reasonIn } from './force';
import { type Mode, MODES } from './listen';
import { formText } from '../form-text';
import type { Agent } from '../rows';
import { t } from '../texts';

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
  const { problem, sending, send } = useSending();
  const submit = (e: SubmitEvent) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget as HTMLFormElement);
    const reason = reasonIn(formText(form, 'reason'));
    const mode = MODES.find((each) => each === form.get('mode'));
    if (mode && reason) {
      send(() => desk.listen(agent.id, mode, reason).then(close));
    }
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
      <Closing {...{ problem }} back={{ text: t('cancel'), go: close }}>
        <button type="submit" class="primary" aria-disabled={sending}>
          {t('ringMyPhone')}
        </button>
      </Closing>
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

import { useEffect, useRef, useState } from 'preact/hooks';
import { ActDialog, Closing, ReasonField, useSending } from './act-dialog';
import type { Desk } from '../desk';
import { reasonIn, standing, type Target, TARGETS } from './force';
import { formText } from '../form-text';
import type { Agent } from '../rows';
import { t } from '../texts';

interface Asked {
  to: Target;
  reason: string;
}

/** First what and why, then a question to be sure. */
export function ForceDialog({ desk, agent }: { desk: Desk; agent: Agent }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [sure, setSure] = useState(false);
  const heading = t('forceHeading', { name: agent.name });
  return (
    <ActDialog name="force" heading={heading} closed={() => desk.askForce(null)}>
      {(close) =>
        asked && sure ? (
          <Confirm {...{ desk, agent, asked }} back={() => setSure(false)} done={close} />
        ) : (
          <Ask
            {...{ agent, asked }}
            cancel={close}
            next={(to, reason) => {
              setAsked({ to, reason });
              setSure(true);
            }}
          />
        )
      }
    </ActDialog>
  );
}

interface AskProps {
  agent: Agent;
  asked: Asked | null;
  cancel(): void;
  next(to: Target, reason: string): void;
}

function Ask({ agent, asked, cancel, next }: AskProps) {
  const submit = (e: SubmitEvent) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget as HTMLFormElement);
    const reason = reasonIn(formText(form, 'reason'));
    const to = TARGETS.find((target) => target === form.get('to'));
    if (to && reason) {
      next(to, reason);
    }
  };
  return (
    <form onSubmit={submit}>
      <fieldset>
        <legend>{t('forceTo')}</legend>
        {TARGETS.map((to) => (
          <label key={to}>
            <input type="radio" name="to" value={to} required defaultChecked={asked?.to === to} />
            <span>{t(`target_${to}`)}</span>
            {standing(agent) === to && <span class="soft">{t('now')}</span>}
          </label>
        ))}
      </fieldset>
      <ReasonField name="force" hint={t('reasonHint')} typed={asked?.reason ?? ''} />
      <div class="dialog-buttons">
        <button type="button" class="quiet" onClick={cancel}>
          {t('cancel')}
        </button>
        <button type="submit" class="primary">
          {t('next')}
        </button>
      </div>
    </form>
  );
}

interface ConfirmProps {
  desk: Desk;
  agent: Agent;
  asked: Asked;
  back(): void;
  done(): void;
}

function Confirm({ desk, agent, asked: { to, reason }, back, done }: ConfirmProps) {
  const { problem, sending, send } = useSending();
  const confirm = useRef<HTMLButtonElement>(null);
  useEffect(() => confirm.current?.focus(), []);
  return (
    <>
      <p class="question">{t(`confirm_${to}`, { name: agent.name })}</p>
      <blockquote>{reason}</blockquote>
      <p class="soft">{consequence(agent, to)}</p>
      <Closing {...{ problem }} back={{ text: t('back'), go: back }}>
        <button
          type="button"
          class="primary"
          id="force-confirm"
          ref={confirm}
          aria-disabled={sending}
          onClick={() => send(() => desk.force(agent, to, reason).then(done))}
        >
          {t(`do_${to}`)}
        </button>
      </Closing>
    </>
  );
}

function consequence({ name, work }: Agent, to: Target): string {
  if (work !== 'IDLE') {
    return t('confirmCall', { name });
  }
  return to === 'logout' ? t('confirmOut') : t('reasonHint');
}

import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { LONGEST_REASON } from './force';
import { failureText, t } from '../texts';

interface ActDialogProps {
  /** Begins the ids in it. */
  name: string;
  heading: string;
  closed(): void;
  children(close: () => void): ComponentChildren;
}

/** Where a supervisor says what is to be done, and why. */
export function ActDialog({ name, heading, closed, children }: ActDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      class="card act-dialog"
      ref={dialog}
      aria-labelledby={`${name}-heading`}
      onClose={closed}
    >
      <h2 id={`${name}-heading`}>{heading}</h2>
      {children(() => dialog.current?.close())}
    </dialog>
  );
}

interface ReasonFieldProps {
  /** As of the dialog. */
  name: string;
  hint: string;
  typed?: string;
}

export function ReasonField({ name, hint, typed = '' }: ReasonFieldProps) {
  const id = `${name}-reason`;
  return (
    <>
      <label for={id}>{t('reason')}</label>
      <input
        id={id}
        name="reason"
        autocomplete="off"
        required
        pattern=".*\S.*"
        maxLength={LONGEST_REASON}
        aria-describedby={`${id}-hint`}
        defaultValue={typed}
      />
      <p class="soft hint" id={`${id}-hint`}>
        {hint}
      </p>
    </>
  );
}

interface Sending {
  /** Why it was refused; empty before. */
  problem: string;
  sending: boolean;
  /** Nothing while the work before is under way. */
  send(work: () => Promise<unknown>): void;
}

/** What a dialog asks of the platform, once at a time. */
export function useSending(textOf: (failure: Error) => string = failureText): Sending {
  const [problem, setProblem] = useState('');
  const [sending, setSending] = useState(false);
  const send = (work: () => Promise<unknown>) => {
    if (sending) {
      return;
    }
    setSending(true);
    setProblem('');
    work()
      .catch((failure: Error) => setProblem(textOf(failure)))
      .finally(() => setSending(false));
  };
  return { problem, sending, send };
}

interface ClosingProps {
  problem: string;
  back: { text: string; go(): void };
  children: ComponentChildren;
}

/** How a dialog ends: what went wrong, the way back, and the way on. */
export function Closing({ problem, back, children }: ClosingProps) {
  return (
    <>
      <p class="problem" role="alert">
        {problem}
      </p>
      <div class="dialog-buttons">
        <button type="button" class="quiet" onClick={back.go}>
          {back.text}
        </button>
        {children}
      </div>
    </>
  );
}

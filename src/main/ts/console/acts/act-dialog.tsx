import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { LONGEST_REASON } from './force';
import { t } from '../texts';

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

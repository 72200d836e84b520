import { useEffect } from 'preact/hooks';
import type { Desk, Outcome } from '../desk';
import { UNDO_MS } from './force';
import { failureText, t, targetText } from '../texts';

/** What came of the last act, and for a while the way back. */
export function OutcomeNote({ desk, outcome }: { desk: Desk; outcome: Outcome }) {
  const undo = () => void desk.undo(outcome, t('undoReason'));
  const canUndo = outcome.kind === 'done' && outcome.act.back !== null;
  useEffect(() => {
    const over = setTimeout(() => desk.forget(outcome), UNDO_MS);
    const key = (e: KeyboardEvent) => {
      if (canUndo && e.altKey && e.code === 'KeyZ') {
        e.preventDefault();
        undo();
      }
    };
    document.addEventListener('keydown', key);
    return () => {
      clearTimeout(over);
      document.removeEventListener('keydown', key);
    };
  }, [outcome]);
  return (
    <div class="outcome" data-kind={outcome.kind}>
      <p>{outcomeText(outcome)}</p>
      {canUndo && (
        <button type="button" id="undo" aria-keyshortcuts="Alt+Z" onClick={undo}>
          {t('undo')}
          <kbd>Alt Z</kbd>
        </button>
      )}
    </div>
  );
}

export function outcomeText({ act, kind, failure }: Outcome): string {
  const { name } = act;
  switch (kind) {
    case 'refused':
      return `${name}: ${failure ? failureText(failure) : ''}`;
    case 'undone':
      return t('undone', { name, state: backText(act) });
    case 'done':
      return t(act.what === 'force' && act.queued ? 'queued' : 'done', {
        name,
        state: toText(act),
      });
  }
}

function toText(act: Outcome['act']): string {
  return act.what === 'force' ? targetText(act.to) : t(`acted_${act.what}`, { to: act.to });
}

function backText(act: Outcome['act']): string {
  return act.what === 'force' ? targetText(act.back ?? '') : t('acted_move', { to: act.backName });
}

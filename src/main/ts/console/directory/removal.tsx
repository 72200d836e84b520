import { useEffect, useRef, useState } from 'preact/hooks';
import type { CtibarError } from '../../sdk/error';
import type { Api } from '../api';
import { t } from '../texts';
import { problemText } from './faults';
import { type Kind, keyOf, type Row } from './kinds';

interface RemovalProps {
  api: Api;
  kind: Kind;
  row: Row;
  path: string;
  back(): void;
  done(): void;
}

/** A question to be sure: there is no way back. */
export function Removal({ api, kind, row, path, back, done }: RemovalProps) {
  const [problem, setProblem] = useState('');
  const [sending, setSending] = useState(false);
  const sure = useRef<HTMLButtonElement>(null);
  useEffect(() => sure.current?.focus(), []);
  const remove = () => {
    if (sending) {
      return;
    }
    setSending(true);
    api
      .del(path)
      .then(done)
      .catch((e: CtibarError) => setProblem(problemText(e)))
      .finally(() => setSending(false));
  };
  return (
    <>
      <p class="question">{t('removeSure', { name: keyOf(kind, row) })}</p>
      <p class="soft">{t(`removes_${kind.path}`)}</p>
      <p class="problem" role="alert">
        {problem}
      </p>
      <div class="dialog-buttons">
        <button type="button" class="quiet" onClick={back}>
          {t('back')}
        </button>
        <button
          type="button"
          class="primary"
          id="remove-confirm"
          ref={sure}
          aria-disabled={sending}
          onClick={remove}
        >
          {t('removeNow')}
        </button>
      </div>
    </>
  );
}

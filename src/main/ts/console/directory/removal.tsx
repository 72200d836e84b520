import { useEffect, useRef } from 'preact/hooks';
import type { CtibarError } from '../../sdk/error';
import { Closing, useSending } from '../acts/act-dialog';
import type { Api } from '../api';
import { t } from '../texts';
import { problemText } from './faults';
import { type Kind, nameOf, type Row } from './kinds';

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
  const { problem, sending, send } = useSending((e) => problemText(e as CtibarError));
  const sure = useRef<HTMLButtonElement>(null);
  useEffect(() => sure.current?.focus(), []);
  return (
    <>
      <p class="question">{t('removeSure', { name: nameOf(kind, row) })}</p>
      <p class="soft">{t(`removes_${kind.path}`)}</p>
      <Closing {...{ problem }} back={{ text: t('back'), go: back }}>
        <button
          type="button"
          class="primary"
          id="remove-confirm"
          ref={sure}
          aria-disabled={sending}
          onClick={() => send(() => api.del(path).then(done))}
        >
          {t('removeNow')}
        </button>
      </Closing>
    </>
  );
}

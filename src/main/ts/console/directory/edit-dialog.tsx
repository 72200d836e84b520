import { useEffect, useState } from 'preact/hooks';
import type { CtibarError } from '../../sdk/error';
import { ActDialog } from '../acts/act-dialog';
import type { Api } from '../api';
import { t } from '../texts';
import { problemText } from './faults';
import { Form } from './form';
import type { Offered } from './inputs';
import { type Kind, nameOf, NEW, pathOf, type Row } from './kinds';
import { Removal } from './removal';
import { sealed } from './typed';

export interface EditProps {
  api: Api;
  kind: Kind;
  /** Null: something new. */
  edited: string | null;
  offered: Offered;
  /** @param what was done, in words; null: nothing */
  closed(what: string | null): void;
}

/** Something new, or what the platform has now, to be changed or removed. */
export function EditDialog(props: EditProps) {
  const { api, kind, edited, closed } = props;
  const [row, setRow] = useState<Row | null>(edited === null ? NEW[kind.path] : null);
  const [problem, setProblem] = useState('');
  const [removing, setRemoving] = useState(false);
  const [what, setWhat] = useState<string | null>(null);
  const read = () => {
    setRow(null);
    setProblem('');
    api
      .get<Row>(pathOf(kind, edited ?? ''))
      .then(setRow)
      .catch((e: CtibarError) => setProblem(problemText(e)));
  };
  useEffect(() => {
    if (edited !== null) {
      read();
    }
  }, []);
  const heading =
    edited === null ? t(`new_${kind.path}`) : t(`edit_${kind.path}`, { name: edited });
  return (
    <ActDialog name="edit" heading={heading} closed={() => closed(what)}>
      {(close) => {
        const done = (said: string) => {
          setWhat(said);
          close();
        };
        if (!row) {
          return <Waiting {...{ problem, close }} />;
        }
        const version = String(row.version);
        return removing ? (
          <Removal
            {...{ api, kind, row, read }}
            path={pathOf(kind, edited ?? '', { version: String(version) })}
            back={() => setRemoving(false)}
            done={() => done(t('removed', { name: nameOf(kind, row) }))}
          />
        ) : (
          <Form
            {...props}
            {...{ row, read, close }}
            save={(body) => save(api, kind, edited, body)}
            done={(saved) => done(t('saved', { name: nameOf(kind, saved) }))}
            remove={edited === null ? null : () => setRemoving(true)}
            key={version}
          />
        );
      }}
    </ActDialog>
  );
}

function Waiting({ problem, close }: { problem: string; close(): void }) {
  return (
    <>
      {problem ? (
        <p class="problem" role="alert">
          {problem}
        </p>
      ) : (
        <p class="loading">{t('reading')}</p>
      )}
      <div class="dialog-buttons">
        <button type="button" class="quiet" onClick={close}>
          {t('cancel')}
        </button>
      </div>
    </>
  );
}

async function save(api: Api, kind: Kind, edited: string | null, row: Row): Promise<Row> {
  const body = sealed(row, isSecureContext);
  return edited === null
    ? api.post<Row>(`/${kind.path}`, body)
    : api.put<Row>(pathOf(kind, edited), body);
}

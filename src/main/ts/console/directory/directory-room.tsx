import { useState } from 'preact/hooks';
import { More } from '../more';
import { useNamed } from '../named';
import { Announcer, Clipped, Heads, Panel } from '../parts';
import type { RoomProps } from '../rooms';
import { t } from '../texts';
import { cellText } from './cells';
import { EditDialog } from './edit-dialog';
import { type Kind, keyOf, KINDS, type KindName, nameOf, type Row } from './kinds';
import { useRows } from './use-rows';

/** @returns the room of one kind */
export function directoryRoom(name: KindName) {
  const kind = KINDS[name];
  return function DirectoryRoom(props: RoomProps) {
    return <Directory {...props} kind={kind} key={name} />;
  };
}

/** Null: something new. */
interface Edited {
  key: string | null;
}

function Directory({ desk, shown, kind }: RoomProps & { kind: Kind }) {
  const [containing, setContaining] = useState('');
  const { rows, problem, more, again } = useRows(desk.api, kind, containing);
  const [edited, setEdited] = useState<Edited | null>(null);
  const [said, setSaid] = useState('');
  const offered = {
    groups: useNamed(shown.followed.board?.groups),
    people: useNamed(shown.followed.board?.agents),
  };
  const mayEdit = shown.roles.includes('admin');
  const edit = mayEdit ? (key: string | null) => setEdited({ key }) : null;
  const closed = (what: string | null) => {
    setEdited(null);
    if (what) {
      setSaid(what);
      again();
    }
  };
  return (
    <>
      <Panel
        heading={t(kind.path)}
        name="directory"
        aside={
          <div class="filters" role="search" aria-label={t('filters')}>
            <input
              id="containing"
              type="search"
              aria-label={t('search_directory')}
              placeholder={t('search_directory')}
              value={containing}
              onInput={(e) => setContaining(e.currentTarget.value)}
            />
            <span class="count said">{said}</span>
            {edit && (
              <button type="button" class="primary" id="new" onClick={() => edit(null)}>
                {t(`new_${kind.path}`)}
              </button>
            )}
          </div>
        }
      >
        <Rows {...{ kind, rows, edit }} />
        {rows && rows.length === 0 && <p class="empty">{t('nothingLikeThat')}</p>}
        {!rows && !problem && <p class="loading">{t('reading')}</p>}
        {problem && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        {more && <More onClick={more} />}
      </Panel>
      <Announcer text={said} />
      {edited && (
        <EditDialog
          {...{ kind, offered, closed }}
          api={desk.api}
          edited={edited.key}
          key={edited.key}
        />
      )}
    </>
  );
}

interface RowsProps {
  kind: Kind;
  rows: readonly Row[] | null;
  /** Null: only to be read. */
  edit: ((key: string) => void) | null;
}

function Rows({ kind, rows, edit }: RowsProps) {
  const [first, ...others] = kind.columns;
  return (
    <table>
      <Heads columns={kind.columns.map((name) => `field_${name}` as const)} acts={edit !== null} />
      <tbody>
        {rows?.map((row) => (
          <tr data-key={keyOf(kind, row)} key={keyOf(kind, row)}>
            <th scope="row">{first && cellText(first, row)}</th>
            {others.map((name) => (
              <Clipped key={name}>{cellText(name, row)}</Clipped>
            ))}
            {edit && (
              <td class="act">
                <button
                  type="button"
                  class="quiet"
                  aria-label={t('editWhat', { name: nameOf(kind, row) })}
                  onClick={() => edit(keyOf(kind, row))}
                >
                  {t('edit')}
                </button>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import { useRef, useState } from 'preact/hooks';
import type { CtibarError } from '../../sdk/error';
import { t, wordText } from '../texts';
import type { EditProps } from './edit-dialog';
import { type Fault, faultsOf, faultTextOf, problemText, restText, wasChanged } from './faults';
import { Input } from './inputs';
import type { Field, Member, Row } from './kinds';
import { typed } from './typed';

interface FormProps extends Pick<EditProps, 'kind' | 'edited' | 'offered'> {
  row: Row;
  save(body: Row): Promise<Row>;
  done(saved: Row): void;
  /** The platform's newest instead of what is here. */
  read(): void;
  /** Null: there is nothing to remove. */
  remove: (() => void) | null;
  close(): void;
}

export function Form({ kind, edited, offered, row, save, done, read, remove, close }: FormProps) {
  const [members, setMembers] = useState((row.members ?? []) as readonly Member[]);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [failure, setFailure] = useState<CtibarError | null>(null);
  const [sending, setSending] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const refused = (e: CtibarError) => {
    const found = faultsOf(e);
    setFaults(found);
    setFailure(found.length > 0 ? null : e);
    queueMicrotask(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
  };
  const submit = (e: SubmitEvent) => {
    e.preventDefault();
    if (sending || !form.current) {
      return;
    }
    setSending(true);
    save(typed(kind, row, new FormData(form.current), members))
      .then(done)
      .catch(refused)
      .finally(() => setSending(false));
  };
  const names = kind.fields.map(({ name }) => name);
  return (
    <form class="edit" ref={form} onSubmit={submit}>
      {kind.fields.map((field) => (
        <Labelled
          {...{ field, row, offered, members, setMembers }}
          isNew={edited === null}
          fixed={edited !== null && field.name === kind.key}
          fault={faultTextOf(field.name, faults)}
          key={field.name}
        />
      ))}
      <p class="problem" role="alert">
        {failure ? problemText(failure) : restText(names, faults)}
      </p>
      <div class="dialog-buttons">
        {remove && (
          <button type="button" class="quiet remove" onClick={remove}>
            {t('remove')}
          </button>
        )}
        {failure && wasChanged(failure) && (
          <button type="button" class="quiet" onClick={read}>
            {t('readAgain')}
          </button>
        )}
        <button type="button" class="quiet" onClick={close}>
          {t('cancel')}
        </button>
        <button type="submit" class="primary" aria-disabled={sending}>
          {t('save')}
        </button>
      </div>
    </form>
  );
}

interface LabelledProps extends Omit<Parameters<typeof Input>[0], 'id' | 'described' | 'faulty'> {
  isNew: boolean;
  field: Field;
  fault: string;
}

function Labelled({ isNew, fault, ...rest }: LabelledProps) {
  const { name, input } = rest.field;
  const hint = wordText('hint', name);
  const id = `edit-${name}`;
  return (
    <div class={`field of-${input}`}>
      <label for={id} id={`${id}-label`}>
        {t(`field_${name}`)}
      </label>
      <Input {...rest} {...{ id }} described={`${id}-hint ${id}-fault`} faulty={fault !== ''} />
      <p class="soft hint" id={`${id}-hint`}>
        {isNew ? wordText('hint_new', name, hint) : hint}
      </p>
      <p class="problem" id={`${id}-fault`}>
        {fault}
      </p>
    </div>
  );
}

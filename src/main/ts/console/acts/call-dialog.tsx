import { useState } from 'preact/hooks';
import { ActDialog, Closing, ReasonField, useSending } from './act-dialog';
import { platformNow } from '../clock';
import { formText } from '../form-text';
import type { Board } from '../follow';
import { type CallAct, actsOn, callName, whoTakesPart } from './call-acts';
import type { Desk } from '../desk';
import { reasonIn } from './force';
import { byName } from '../format';
import type { Agent, Call, Group } from '../rows';
import { statusOf } from '../status';
import { t } from '../texts';

interface CallDialogProps {
  desk: Desk;
  call: Call;
  board: Board;
}

/** What is to be done with a call, whom that concerns, and why. */
export function CallDialog({ desk, call, board }: CallDialogProps) {
  const heading = t('callHeading', { name: callName(call) });
  return (
    <ActDialog name="call" heading={heading} closed={() => desk.askCall(null)}>
      {(close) => <Ask {...{ desk, call, board, close }} />}
    </ActDialog>
  );
}

function Ask({ desk, call, board, close }: CallDialogProps & { close(): void }) {
  const ready = whoIsReady(board);
  const acts = actsOn(call, board.groups.size, ready.length);
  const [act, setAct] = useState(acts[0] ?? 'end');
  const { problem, sending, send } = useSending();
  const submit = (e: SubmitEvent) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget as HTMLFormElement);
    const reason = reasonIn(formText(form, 'reason'));
    if (reason) {
      send(() => desk.onCall(call, act, reason, formText(form, 'to')).then(close));
    }
  };
  return (
    <form onSubmit={submit}>
      {acts.length > 1 && <Choice {...{ acts, act, setAct }} />}
      <p id="call-consequence" role="status">
        {consequence(call, act, board)}
      </p>
      {act === 'move' && <Where groups={board.groups} from={call.queueId ?? ''} />}
      {act === 'assign' && <ToWhom agents={ready} />}
      <ReasonField name="call" hint={t('loggedHint')} />
      <Closing {...{ problem }} back={{ text: t('cancel'), go: close }}>
        <button
          type="submit"
          class="primary"
          aria-disabled={sending}
          aria-describedby="call-consequence"
        >
          {t(`act_${act}`)}
        </button>
      </Closing>
    </form>
  );
}

interface ChoiceProps {
  acts: readonly CallAct[];
  act: CallAct;
  setAct(act: CallAct): void;
}

function Choice({ acts, act, setAct }: ChoiceProps) {
  return (
    <fieldset class="one-each-line">
      <legend>{t('whatToDo')}</legend>
      {acts.map((each) => (
        <label key={each}>
          <input
            type="radio"
            name="act"
            value={each}
            checked={each === act}
            onChange={() => setAct(each)}
          />
          <span>{t(`act_${each}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface WhereProps {
  groups: ReadonlyMap<string, Group>;
  /** Where the caller waits now. */
  from: string;
}

function Where({ groups, from }: WhereProps) {
  const others = [...groups.values()].filter(({ id }) => id !== from).sort(byName);
  return (
    <>
      <label for="call-group">{t('moveTo')}</label>
      <select id="call-group" name="to" required>
        {others.length > 1 && <option value="">{t('choose')}</option>}
        {others.map(({ id, name, waiting, ready }) => (
          <option value={id} key={id}>
            {t('groupNow', { name, waiting, ready })}
          </option>
        ))}
      </select>
    </>
  );
}

function ToWhom({ agents }: { agents: readonly Agent[] }) {
  return (
    <>
      <label for="call-agent">{t('assignTo')}</label>
      <select id="call-agent" name="to" required>
        {agents.length > 1 && <option value="">{t('choose')}</option>}
        {agents.map(({ id, name, extNo }) => (
          <option value={id} key={id}>
            {extNo ? `${name} (${extNo})` : name}
          </option>
        ))}
      </select>
    </>
  );
}

function whoIsReady({ agents }: Board): readonly Agent[] {
  const now = platformNow();
  return [...agents.values()].filter((agent) => statusOf(agent, now) === 'ready').sort(byName);
}

function consequence(call: Call, act: CallAct, { groups, agents }: Board): string {
  const name = callName(call);
  switch (act) {
    case 'prefer':
      return t('confirm_prefer', { name, group: groups.get(call.queueId ?? '')?.name ?? '' });
    case 'assign':
      return t('confirm_assign', { name });
    case 'move':
      return t('confirm_move', { name });
    case 'end':
      return t('confirm_end', { who: whoTakesPart(call, agents) });
  }
}

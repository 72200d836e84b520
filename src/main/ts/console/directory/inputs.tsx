import { useState } from 'preact/hooks';
import { visible } from '../format';
import { Icon } from '../parts';
import { t, wordText } from '../texts';
import type { Field, Member, Row } from './kinds';
import { ROLES, textOf } from './kinds';
import { linesOf } from './typed';

export interface Offered {
  /** Ids and names. */
  groups: ReadonlyMap<string, string>;
  people: ReadonlyMap<string, string>;
}

interface InputProps {
  id: string;
  field: Field;
  row: Row;
  offered: Offered;
  /** Something that is there already keeps its key. */
  fixed: boolean;
  /** Ids of hint and fault. */
  described: string;
  faulty: boolean;
  members: readonly Member[];
  setMembers(members: readonly Member[]): void;
}

/** One field of a form, for whichever kind of value. */
export function Input(props: InputProps) {
  const { field, row } = props;
  const { name } = field;
  const common = {
    id: props.id,
    name,
    required: field.required,
    'aria-describedby': props.described,
    'aria-invalid': props.faulty,
  };
  const text = textOf(row[name]);
  switch (field.input) {
    case 'text':
      return (
        <input
          {...common}
          autocomplete="off"
          readOnly={props.fixed}
          pattern={field.pattern}
          maxLength={field.most}
          defaultValue={text}
        />
      );
    case 'secret':
      return (
        <input {...common} type="password" autocomplete="new-password" maxLength={field.most} />
      );
    case 'seconds':
      return (
        <input
          {...common}
          type="number"
          min={0}
          max={field.most}
          step="any"
          defaultValue={String(Number(row[name] ?? 0) / 1_000)}
        />
      );
    case 'flag':
      return <input {...common} type="checkbox" defaultChecked={row[name] === true} />;
    case 'choice':
      return <Choice {...{ common, name, text }} choices={field.choices ?? []} />;
    case 'group':
      return <GroupChoice {...{ common, text }} groups={props.offered.groups} />;
    case 'roles':
      return <Roles had={row.roles as readonly string[]} />;
    case 'members':
      return <Members {...props} />;
    case 'pairs':
      return <textarea {...common} rows={3} defaultValue={linesOf(row[name])} />;
  }
}

interface ChoiceProps {
  common: object;
  name: string;
  text: string;
  choices: readonly string[];
}

function Choice({ common, name, text, choices }: ChoiceProps) {
  return (
    <select {...common}>
      {choices.map((choice) => (
        <option value={choice} selected={choice === text} key={choice}>
          {wordText(name, choice || 'none')}
        </option>
      ))}
    </select>
  );
}

interface GroupChoiceProps {
  common: object;
  text: string;
  groups: ReadonlyMap<string, string>;
}

function GroupChoice({ common, text, groups }: GroupChoiceProps) {
  return (
    <select {...common}>
      {!groups.has(text) && <option value={text}>{text}</option>}
      {[...groups].map(([id, name]) => (
        <option value={id} selected={id === text} key={id}>
          {name === id ? id : `${name} (${id})`}
        </option>
      ))}
    </select>
  );
}

function Roles({ had }: { had: readonly string[] }) {
  return (
    <span class="choices">
      {ROLES.map((role) => (
        <label key={role}>
          <input type="checkbox" name="roles" value={role} defaultChecked={had.includes(role)} />
          <span>{wordText('may', role)}</span>
        </label>
      ))}
    </span>
  );
}

function Members({ id, described, faulty, members, setMembers, offered }: InputProps) {
  const [name, setName] = useState('');
  const isNew = offered.people.has(name) && !members.some(({ username }) => username === name);
  const add = () => {
    setMembers([...members, { username: name, priority: 1 }]);
    setName('');
  };
  const level = (username: string, priority: number) =>
    setMembers(members.map((m) => (m.username === username ? { username, priority } : m)));
  return (
    <div class="members" role="group" aria-labelledby={`${id}-label`}>
      <div class="adds">
        <input
          id={id}
          list={`${id}-people`}
          autocomplete="off"
          placeholder={t('addMember')}
          aria-label={t('addMember')}
          aria-describedby={described}
          aria-invalid={faulty}
          value={name}
          onInput={(e) => setName(e.currentTarget.value)}
          onKeyDown={(e) => {
            if (e.key === 'Enter') {
              e.preventDefault();
              isNew && add();
            }
          }}
        />
        <datalist id={`${id}-people`}>
          {[...offered.people].map(([username, shown]) => (
            <option value={username} key={username}>
              {shown}
            </option>
          ))}
        </datalist>
        <button type="button" class="quiet" aria-disabled={!isNew} onClick={() => isNew && add()}>
          {t('add')}
        </button>
      </div>
      <ul>
        {members.map(({ username, priority }) => (
          <li key={username}>
            <span class="clipped">{memberText(username, offered.people)}</span>
            <label>
              <span class="soft">{t('level')}</span>
              <input
                type="number"
                min={1}
                max={100}
                required
                aria-label={t('levelOf', { name: visible(username) })}
                value={priority}
                onInput={(e) => level(username, e.currentTarget.valueAsNumber)}
              />
            </label>
            <button
              type="button"
              class="quiet"
              aria-label={t('removeMember', { name: visible(username) })}
              onClick={() => setMembers(members.filter((m) => m.username !== username))}
            >
              <Icon name="down" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function memberText(username: string, people: ReadonlyMap<string, string>): string {
  const name = people.get(username);
  return name && name !== username ? `${name} (${visible(username)})` : visible(username);
}

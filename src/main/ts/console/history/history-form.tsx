import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { platformNow } from '../clock';
import { fieldTimeText } from '../format';
import { RESULTS } from './past';
import { isRange, numberIn, type Period, PERIODS, rangeOf, type Search } from './search';
import { t } from '../texts';

interface HistoryFormProps {
  /** What is sought now. */
  search: Search;
  groups: ReadonlyMap<string, string>;
  agents: ReadonlyMap<string, string>;
  seek(search: Search): void;
}

/** A search as it is typed. */
type Draft = Record<keyof Search, string> & { period: Period };

export function HistoryForm({ search, groups, agents, seek }: HistoryFormProps) {
  const [draft, setDraft] = useState(() => draftOf(search));
  const [problem, setProblem] = useState('');
  useLayoutEffect(() => setDraft(draftOf(search)), [search]);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const submit = (e: SubmitEvent) => {
    e.preventDefault();
    const wanted = searchOf(draft);
    const good = wanted.period !== 'own' || isRange(wanted.from, wanted.until);
    setProblem(good ? '' : t('notARange'));
    if (good) {
      seek(wanted);
    }
  };
  return (
    <form class="card search" role="search" aria-label={t('searchCalls')} onSubmit={submit}>
      <When draft={draft} change={change} />
      <Field name="number" label={t('numberEndsWith')}>
        <input
          id="history-number"
          inputMode="tel"
          autocomplete="off"
          pattern="\+?[0-9*#\s\(\)\-]{1,40}"
          title={t('numberHint')}
          value={draft.number}
          onInput={(e) => change({ number: e.currentTarget.value })}
        />
      </Field>
      <Choice name="agent" all={t('allAgents')} named={agents} {...{ draft, change }} />
      <Choice name="group" all={t('allGroups')} named={groups} {...{ draft, change }} />
      <Choice name="result" all={t('allResults')} named={results()} {...{ draft, change }} />
      <button type="submit" class="primary">
        {t('searchNow')}
      </button>
      <p class="problem" role="alert">
        {problem}
      </p>
    </form>
  );
}

interface FieldsProps {
  draft: Draft;
  change(part: Partial<Draft>): void;
}

function When({ draft, change }: FieldsProps) {
  const choose = (period: Period) => {
    const { from, until } = rangeOf(searchOf(draft), platformNow());
    change({ period, from: fieldTimeText(from), until: fieldTimeText(until) });
  };
  return (
    <>
      <Field name="period" label={t('period')}>
        <select
          id="history-period"
          value={draft.period}
          onChange={(e) => choose(e.currentTarget.value as Period)}
        >
          {PERIODS.map((each) => (
            <option value={each} key={each}>
              {t(`period_${each}`)}
            </option>
          ))}
        </select>
      </Field>
      {draft.period === 'own' &&
        (['from', 'until'] as const).map((name) => (
          <Field name={name} label={t(`${name}Time`)} key={name}>
            <input
              id={`history-${name}`}
              type="datetime-local"
              required
              value={draft[name]}
              onInput={(e) => change({ [name]: e.currentTarget.value })}
            />
          </Field>
        ))}
    </>
  );
}

interface ChoiceProps extends FieldsProps {
  name: 'agent' | 'group' | 'result';
  all: string;
  named: ReadonlyMap<string, string>;
}

function Choice({ name, all, named, draft, change }: ChoiceProps) {
  const chosen = draft[name];
  const nameless = chosen && !named.has(chosen) ? [[chosen, chosen] as const] : [];
  return (
    <Field name={name} label={t(name)}>
      <select
        id={`history-${name}`}
        value={chosen}
        onChange={(e) => change({ [name]: e.currentTarget.value })}
      >
        <option value="">{all}</option>
        {[...named, ...nameless].map(([id, text]) => (
          <option value={id} key={id}>
            {text}
          </option>
        ))}
      </select>
    </Field>
  );
}

function Field(props: { name: string; label: string; children: ComponentChildren }) {
  return (
    <div class="field">
      <label for={`history-${props.name}`}>{props.label}</label>
      {props.children}
    </div>
  );
}

function results(): Map<string, string> {
  return new Map(RESULTS.map((result) => [result, t(`result_${result}`)]));
}

function draftOf({ from, until, ...others }: Search): Draft {
  return { ...others, from: fieldTimeText(from), until: fieldTimeText(until) };
}

function searchOf({ period, from, until, number, ...others }: Draft): Search {
  const time = (text: string) => (period === 'own' ? new Date(text).getTime() : 0);
  return { period, from: time(from), until: time(until), number: numberIn(number), ...others };
}

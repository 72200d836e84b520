import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ActDialog } from '../acts/act-dialog';
import type { Api } from '../api';
import { callName } from '../acts/call-acts';
import { CallTimeline } from './call-timeline';
import { dateTimeText, NO_VALUE, tookText, visible } from '../format';
import { type PastCall, resultOf, talkedMs, waitedMs } from './past';
import { ResultMark } from './result-mark';
import { endText, failureText, t } from '../texts';

interface PastCallDialogProps {
  api: Api;
  callId: string;
  groups: ReadonlyMap<string, string>;
  agents: ReadonlyMap<string, string>;
  closed(): void;
}

/** All that is known of one call. */
export function PastCallDialog({ api, callId, groups, agents, closed }: PastCallDialogProps) {
  const [call, setCall] = useState<PastCall | null>(null);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    api
      .get<PastCall>(`/calls/${encodeURIComponent(callId)}`)
      .then(setCall)
      .catch((failure: Error) => setProblem(failureText(failure)));
  }, [callId]);
  const heading = call ? t('callHeading', { name: callName(call) }) : t('details');
  return (
    <ActDialog name="past" heading={heading} closed={closed}>
      {(close) => (
        <div class="past-call">
          {call ? (
            <>
              <Facts {...{ call, groups, agents }} />
              <CallTimeline call={call} agents={agents} />
            </>
          ) : (
            <p class={problem ? 'problem' : 'loading'} role={problem ? 'alert' : 'status'}>
              {problem || t('searching')}
            </p>
          )}
          <div class="dialog-buttons">
            <button type="button" class="primary" onClick={close}>
              {t('close')}
            </button>
          </div>
        </div>
      )}
    </ActDialog>
  );
}

type FactsProps = Pick<PastCallDialogProps, 'groups' | 'agents'> & { call: PastCall };

function Facts({ call, groups, agents }: FactsProps) {
  const { queueId, agentId, endedAt, attempts } = call;
  return (
    <dl class="facts">
      <Fact name={t('result')}>
        <ResultMark result={resultOf(call)} />
      </Fact>
      <Fact name={t('way')}>{t(`way_${call.direction}`)}</Fact>
      <Fact name={t('from')}>{call.from || NO_VALUE}</Fact>
      <Fact name={t('to')}>{call.to || NO_VALUE}</Fact>
      <Fact name={t('group')}>{(queueId && groups.get(queueId)) || queueId || NO_VALUE}</Fact>
      <Fact name={t('agent')}>
        {(agentId && (agents.get(agentId) ?? visible(agentId))) || NO_VALUE}
      </Fact>
      <Fact name={t('start')}>{dateTimeText(call.startedAt)}</Fact>
      <Fact name={t('end')}>{endedAt ? dateTimeText(endedAt) : NO_VALUE}</Fact>
      <Fact name={t('waited')}>{tookText(waitedMs(call))}</Fact>
      <Fact name={t('talked')}>{tookText(talkedMs(call))}</Fact>
      <Fact name={t('endedBy')}>{endText(call) || NO_VALUE}</Fact>
      <Fact name={t('offers')}>{attempts}</Fact>
      {Object.entries(call.data ?? {}).map(([name, value]) => (
        <Fact name={name} key={name}>
          {typeof value === 'string' ? value : JSON.stringify(value)}
        </Fact>
      ))}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

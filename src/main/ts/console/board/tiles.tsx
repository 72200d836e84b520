import type { ComponentChildren } from 'preact';
import type { Board } from '../follow';
import { NO_VALUE, percentText } from '../format';
import { Marked, Wait, WaitNote } from '../parts';
import { serviceNote } from './service-level';
import { secondsText, t } from '../texts';
import { serviceLevel, waitWatchMs } from '../thresholds';
import { type Totals, totalsOf } from './totals';

export function Tiles({ board, now }: { board: Board; now: number }) {
  const totals = totalsOf(board, now);
  return (
    <dl class="tiles" aria-label={t('totals')}>
      <Queues totals={totals} groups={board.groups.size} />
      <People totals={totals} members={board.agents.size} />
      <Tile name="in-talk" label={t('callsInTalk')} note={t('ofCalls', { count: totals.calls })}>
        {totals.inTalk}
      </Tile>
      <Service totals={totals} />
    </dl>
  );
}

function Queues({ totals, groups }: { totals: Totals; groups: number }) {
  const where = { count: totals.groupsWithWaiting, all: groups };
  const { longestWaitSince: since, longestWaitGroup: group } = totals;
  return (
    <>
      <Tile name="waiting" label={t('waitingNow')} note={t('inGroups', where)}>
        {totals.waiting}
      </Tile>
      <Tile
        name="longest"
        label={t('longestWait')}
        note={since === null ? t('nobodyWaits') : <LongestNote since={since} group={group ?? ''} />}
      >
        {since === null ? NO_VALUE : <Wait since={since} />}
      </Tile>
    </>
  );
}

function LongestNote({ since, group }: { since: number; group: string }) {
  return (
    <>
      <WaitNote since={since} /> {group}
    </>
  );
}

function People({ totals: { agents }, members }: { totals: Totals; members: number }) {
  return (
    <>
      <Tile
        name="ready"
        label={t('agentsReady')}
        note={t('ofSignedIn', { count: members - agents.signedOut })}
      >
        {agents.ready}
      </Tile>
      <Tile
        name="talking"
        label={t('agentsTalking')}
        note={t('moreRinging', { count: agents.ringing })}
      >
        {agents.talking}
      </Tile>
      <Tile
        name="not-ready"
        label={t('agentsNotReady')}
        note={t('moreWrapUp', { count: agents.wrapUp })}
      >
        {agents.notReady}
      </Tile>
      <Tile name="out" label={t('agentsOut')} note={t('ofAgents', { count: members })}>
        {agents.signedOut}
      </Tile>
    </>
  );
}

function Service({ totals }: { totals: Totals }) {
  const { answeredInTime: count, counted: all, serviceLevel: share } = totals;
  const level = serviceLevel(share);
  const figures =
    all > 0 ? t('inTimeOf', { count, all, limit: secondsText(waitWatchMs()) }) : t('noCallsYet');
  return (
    <Tile
      name="service"
      label={t('serviceToday')}
      note={
        <>
          <span class="note">{serviceNote(level)}</span> {figures}
        </>
      }
    >
      <Marked level={level}>{percentText(share)}</Marked>
    </Tile>
  );
}

interface TileProps {
  name: string;
  label: string;
  note: ComponentChildren;
  children: ComponentChildren;
}

function Tile({ name, label, note, children }: TileProps) {
  return (
    <div class="card tile" data-tile={name}>
      <dt>{label}</dt>
      <dd class="value">{children}</dd>
      <dd class="soft">{note}</dd>
    </div>
  );
}

import { clockText } from '../../page/shown';
import { platformNow } from '../clock';
import { timeText, visible } from '../format';
import type { PastCall } from './past';
import { type Bar, timelineOf } from './timeline';
import { causeText, roleText, t } from '../texts';

interface CallTimelineProps {
  call: PastCall;
  agents: ReadonlyMap<string, string>;
}

/** Who was in the call and when: in words, and drawn to scale. */
export function CallTimeline({ call, agents }: CallTimelineProps) {
  const { from, until, bars } = timelineOf(call, platformNow());
  return (
    <section class="timeline" aria-labelledby="timeline-heading">
      <h3 id="timeline-heading">{t('whoTookPart')}</h3>
      {bars.length === 0 ? (
        <p class="soft">{t('noLegs')}</p>
      ) : (
        <>
          <ol>
            {bars.map((bar) => (
              <BarRow {...{ bar, agents }} key={bar.leg.legId} />
            ))}
          </ol>
          <p class="scale soft clock">
            <span>{timeText(from)}</span>
            <span>{timeText(until)}</span>
          </p>
        </>
      )}
    </section>
  );
}

function BarRow({
  bar: { leg, parts },
  agents,
}: {
  bar: Bar;
  agents: CallTimelineProps['agents'];
}) {
  const { role, agentId, number, cause } = leg;
  const who = agentId ? (agents.get(agentId) ?? visible(agentId)) : number;
  return (
    <li>
      <p>
        <strong>{who || t('withheld')}</strong>{' '}
        <span class="soft">
          {roleText(role)}
          {agentId && number ? ` ${number}` : ''}
        </span>
      </p>
      <p class="what">
        {parts.map(({ stretch, ms }) => (
          <span class="stretch" data-stretch={stretch} key={stretch}>
            {t(`stretch_${stretch}`, { time: clockText(ms) })}
          </span>
        ))}
        {cause && <span class="soft">{causeText(cause)}</span>}
      </p>
      <div class="track" aria-hidden="true">
        {parts.map(({ stretch, left, width }) => (
          <span
            class="stretch"
            data-stretch={stretch}
            style={{ left: `${left}%`, width: `${width}%` }}
            key={stretch}
          />
        ))}
      </div>
    </li>
  );
}

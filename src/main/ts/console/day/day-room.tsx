import { useEffect, useState } from 'preact/hooks';
import { percentText } from '../format';
import { useNamed } from '../named';
import { Panel } from '../parts';
import type { RoomProps } from '../rooms';
import { failureText, secondsText, t } from '../texts';
import { SERVICE_WATCH, waitWatchMs } from '../thresholds';
import { Chart } from './chart';
import { averageWaitMs, type DayCourse, type Slot, sumOf, worthShowing } from './course';
import { SlotTable } from './slot-table';

const EVERY_MS = 10_000;

/** How the day went so far, half-hour by half-hour. */
export function DayRoom({ desk, shown }: RoomProps) {
  const [group, setGroup] = useState<string | null>(null);
  const [course, setCourse] = useState<DayCourse | null>(null);
  const [problem, setProblem] = useState('');
  const groups = useNamed(shown.followed.board?.groups);
  const live = shown.line === 'live';
  useEffect(() => {
    let wanted = true;
    const ask = () =>
      desk
        .day(group)
        .then((told) => {
          if (wanted && told) {
            setCourse(told);
            setProblem('');
          }
        })
        .catch((e: Error) => wanted && setProblem(failureText(e)));
    void ask();
    const again = setInterval(() => void ask(), EVERY_MS);
    return () => {
      wanted = false;
      clearInterval(again);
    };
  }, [group, live]);
  const slots = worthShowing(course?.slots ?? []);
  return (
    <Panel
      heading={t('dayHeading')}
      name="day"
      aside={
        <div class="filters">
          <select
            id="day-group"
            aria-label={t('group')}
            onChange={(e) => setGroup(e.currentTarget.value || null)}
          >
            <option value="">{t('allGroups')}</option>
            {[...groups].map(([id, name]) => (
              <option value={id} selected={id === group} key={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
      }
    >
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {course ? (
        <Charts slots={slots} slotMs={course.slotMs} />
      ) : (
        <p class="loading">{t('reading')}</p>
      )}
    </Panel>
  );
}

function Charts({ slots, slotMs }: { slots: readonly Slot[]; slotMs: number }) {
  const times = slots.map(({ at }) => at / 1_000);
  const sums = {
    offered: sumOf(slots, 'offered'),
    answered: sumOf(slots, 'answered'),
    abandoned: sumOf(slots, 'abandoned'),
  };
  const calls = t('dayCalls', sums);
  return (
    <>
      <div class="charts">
        <figure>
          <figcaption>{calls}</figcaption>
          <Chart
            label={calls}
            {...{ times, slotMs }}
            lines={[
              {
                label: t('offered'),
                color: '--bar-behind',
                as: 'bars',
                values: slots.map(({ offered }) => offered),
              },
              {
                label: t('answered'),
                color: '--bar',
                as: 'bars',
                values: slots.map(({ answered }) => answered),
              },
            ]}
            top={null}
            text={(count) => String(Math.round(count))}
          />
        </figure>
        <figure>
          <figcaption>{t('dayService', { limit: secondsText(waitWatchMs()) })}</figcaption>
          <Chart
            label={t('dayService', { limit: secondsText(waitWatchMs()) })}
            {...{ times, slotMs }}
            lines={[
              {
                label: t('serviceLevel'),
                color: '--bar',
                as: 'line',
                values: slots.map(({ serviceLevel }) => serviceLevel ?? null),
              },
              {
                label: t('goal'),
                color: '--amber',
                as: 'limit',
                values: slots.map(() => SERVICE_WATCH),
              },
            ]}
            top={1}
            text={percentText}
          />
        </figure>
        <figure>
          <figcaption>{t('dayWait')}</figcaption>
          <Chart
            label={t('dayWait')}
            {...{ times, slotMs }}
            lines={[
              {
                label: t('averageWait'),
                color: '--bar',
                as: 'bars',
                values: slots.map(averageWaitMs),
              },
            ]}
            top={null}
            text={secondsText}
          />
        </figure>
      </div>
      <SlotTable slots={slots} />
    </>
  );
}

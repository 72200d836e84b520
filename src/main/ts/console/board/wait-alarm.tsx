import { useRef, useState } from 'preact/hooks';
import { Announcer, useTick } from '../parts';
import type { Group } from '../rows';
import { secondsText, t } from '../texts';
import { waitActMs, waitLevel } from '../thresholds';

/** Says once that somebody waits far too long, and again only after nobody did. */
export function WaitAlarm({ groups }: { groups: ReadonlyMap<string, Group> }) {
  const [alarmed, setAlarmed] = useState(false);
  const before = useRef(false);
  useTick((now) => {
    const some = [...groups.values()].some(
      (g) => g.waiting > 0 && waitLevel(now - (g.longestWaitSince ?? now)) === 'act',
    );
    if (some !== before.current) {
      before.current = some;
      setAlarmed(some);
    }
  });
  return (
    <Announcer text={alarmed ? t('announceWaits', { limit: secondsText(waitActMs()) }) : ''} />
  );
}

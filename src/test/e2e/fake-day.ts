import type { DayCourse } from '../../main/ts/console/day/course';

const SLOT_MS = 1_800_000;
const DAY_MS = 86_400_000;
/** By half-hour from eight. */
const OFFERED = [6, 14, 31, 38, 42, 40, 29, 18, 12, 22, 35, 41, 37, 30, 24, 15, 9, 4];
const OPENS = 16;

/** An ordinary day of a call centre that opens at eight, whenever it is asked for. */
export function dayCourse(now: number, groupId?: string): DayCourse {
  const from = now - (now % DAY_MS);
  const part = groupId === undefined ? 1 : 0.4;
  const slots = Array.from({ length: OPENS + OFFERED.length }, (_, n) => {
    const offered = Math.round((OFFERED[n - OPENS] ?? 0) * part);
    const abandoned = Math.floor(offered / 9);
    const answered = offered - abandoned;
    const answeredInTime = Math.round(answered * (1 - offered / 120));
    const counted = answered + abandoned;
    return {
      at: from + n * SLOT_MS,
      offered,
      answered,
      abandoned,
      shortAbandoned: 0,
      answeredInTime,
      waitMs: answered * (4_000 + offered * 400),
      ...(counted > 0 && { serviceLevel: answeredInTime / counted }),
    };
  });
  return { slotMs: SLOT_MS, slots };
}

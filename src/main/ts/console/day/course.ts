/** What became of the calls that came within a part of the day. */
export interface Slot {
  /** Its beginning, ms since 1970. */
  at: number;
  offered: number;
  answered: number;
  abandoned: number;
  shortAbandoned: number;
  answeredInTime: number;
  /** Of the answered, added up. */
  waitMs: number;
  /** None while no call counts. */
  serviceLevel?: number | null;
}

export interface DayCourse {
  slotMs: number;
  /** Without a gap, up to now. */
  slots: readonly Slot[];
}

const FEWEST = 8;

/** The night before the first call is not worth its room. */
export function worthShowing(slots: readonly Slot[]): readonly Slot[] {
  const first = slots.findIndex(({ offered }) => offered > 0);
  const from = Math.min(first < 0 ? Infinity : first, slots.length - FEWEST);
  return slots.slice(Math.max(0, from));
}

export function averageWaitMs({ answered, waitMs }: Slot): number | null {
  return answered > 0 ? waitMs / answered : null;
}

export function sumOf(slots: readonly Slot[], part: 'offered' | 'answered' | 'abandoned'): number {
  return slots.reduce((sum, slot) => sum + slot[part], 0);
}

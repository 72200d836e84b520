import { uuid } from '../browser-id';
import type { Election, ElectionEvents } from './surroundings';

/** The browser gives the lock of a tab that is gone to the next one that waits. */
export function lockElection(name: string, events: ElectionEvents): Election {
  const leaving = new AbortController();
  let release: () => void = () => undefined;
  const held = () => {
    events.won();
    return new Promise<void>((resolve) => (release = resolve));
  };
  const gone = () => undefined;
  const wait = () => navigator.locks.request(name, { signal: leaving.signal }, held).catch(gone);
  navigator.locks
    .request(name, { ifAvailable: true }, (lock) => {
      if (lock && !leaving.signal.aborted) {
        return held();
      }
      if (!leaving.signal.aborted) {
        events.lost();
        void wait();
      }
      return undefined;
    })
    .catch(gone);
  return {
    resign() {
      leaving.abort();
      release();
    },
  };
}

const BEAT_MS = 1_000;
/** Longer than a hidden page's timers sleep. */
const DEAD_AFTER_MS = 3_500;

interface Claim {
  tab: string;
  at: number;
}

/** For browsers without locks: who wrote last into the storage, and goes on writing, has it. */
export function storageElection(name: string, events: ElectionEvents): Election {
  const tab = uuid();
  let state: 'asked' | 'mine' | 'elsewhere' = 'asked';
  const claim = () => localStorage.setItem(name, JSON.stringify({ tab, at: Date.now() }));
  const look = () => {
    const owner = ownerOf(name);
    if (owner !== null && owner !== tab) {
      become('elsewhere');
    } else {
      claim();
      become('mine');
    }
  };
  const become = (next: typeof state) => {
    if (next !== state) {
      state = next;
      (next === 'mine' ? events.won : events.lost)();
    }
  };
  const beat = setInterval(look, BEAT_MS);
  const heard = (e: StorageEvent) => e.key === name && look();
  const resign = () => {
    clearInterval(beat);
    removeEventListener('storage', heard);
    removeEventListener('pagehide', resign);
    if (state === 'mine') {
      localStorage.removeItem(name);
    }
  };
  addEventListener('storage', heard);
  addEventListener('pagehide', resign);
  queueMicrotask(look);
  return { resign };
}

function ownerOf(name: string): string | null {
  try {
    const claim = JSON.parse(localStorage.getItem(name) ?? 'null') as Claim | null;
    return claim && Date.now() - claim.at < DEAD_AFTER_MS ? claim.tab : null;
  } catch {
    return null;
  }
}

import { pageTimer } from './alarms';

/**
 * Browsers ring the timers of a hidden page once a minute, too seldom for the heartbeat of an agent who works in
 * another tab. A worker's timers are not slowed down, so they run there where workers are allowed.
 */
export interface SteadyTimer {
  after(ms: number, ring: () => void): () => void;
  /** Ends the worker; the next `after` starts another. */
  release(): void;
}

const WORKER = `const timers = new Map();
onmessage = ({ data: { id, ms } }) => {
  clearTimeout(timers.get(id));
  timers.delete(id);
  if (ms >= 0) timers.set(id, setTimeout(() => { timers.delete(id); postMessage(id); }, ms));
};`;

interface Waiting {
  dueAt: number;
  ring: () => void;
  stopFallback?: () => void;
}

export function steadyTimer(): SteadyTimer {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null | undefined;
  let lastId = 0;

  const ring = (id: number) => {
    const due = waiting.get(id);
    waiting.delete(id);
    due?.ring();
  };
  const fallBack = (id: number, due: Waiting) => {
    due.stopFallback = pageTimer(Math.max(0, due.dueAt - Date.now()), () => ring(id));
  };
  const withoutWorker = () => {
    worker = null;
    waiting.forEach((due, id) => fallBack(id, due));
  };

  return {
    after(ms, then) {
      worker = worker === undefined ? startWorker(ring, withoutWorker) : worker;
      const id = ++lastId;
      const due: Waiting = { dueAt: Date.now() + ms, ring: then };
      waiting.set(id, due);
      if (worker) {
        worker.postMessage({ id, ms });
      } else {
        fallBack(id, due);
      }
      return () => {
        waiting.delete(id);
        due.stopFallback?.();
        worker?.postMessage({ id, ms: -1 });
      };
    },
    release() {
      worker?.terminate();
      worker = undefined;
    },
  };
}

/** @returns null where the page's security policy or the browser has no workers from text */
function startWorker(ring: (id: number) => void, failed: () => void): Worker | null {
  try {
    const url = URL.createObjectURL(new Blob([WORKER], { type: 'text/javascript' }));
    const worker = new Worker(url);
    URL.revokeObjectURL(url);
    worker.onmessage = (e: MessageEvent<number>) => ring(e.data);
    worker.onerror = () => failed();
    return worker;
  } catch {
    return null;
  }
}

import { useEffect, useState } from 'preact/hooks';

/** What a page shows, in one place, and who wants to know when it changes. */
export class Store<T extends object> {
  private readonly listeners = new Set<() => void>();

  constructor(private current: T) {}

  get value(): T {
    return this.current;
  }

  change(part: Partial<T>): void {
    this.current = { ...this.current, ...part };
    this.listeners.forEach((listener) => listener());
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

export function useStore<T extends object>(store: Store<T>): T {
  const [, changed] = useState<T>(store.value);
  useEffect(() => {
    const follow = () => changed(store.value);
    follow(); // what changed before it was listened to
    return store.subscribe(follow);
  }, [store]);
  return store.value;
}

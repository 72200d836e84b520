import type { Api } from '../api';
import type { PastCall, PastPage } from './past';
import { Store } from '../store';

export interface Found {
  calls: readonly PastCall[];
  /** Null: that was all. */
  next: string | null;
  asking: boolean;
  failure: (Error & { code?: number }) | null;
}

/** A search in the calls of the past, page by page. */
export class PastCalls {
  readonly store = new Store<Found>({ calls: [], next: null, asking: true, failure: null });
  private parameters = new URLSearchParams();
  /** Only the newest question is still of interest. */
  private turns = 0;

  constructor(private readonly api: Pick<Api, 'get'>) {}

  async search(parameters: URLSearchParams): Promise<void> {
    this.parameters = parameters;
    await this.ask(parameters, [], null);
  }

  async more(): Promise<void> {
    const { calls, next, asking } = this.store.value;
    if (next && !asking) {
      const parameters = new URLSearchParams(this.parameters);
      parameters.set('before', next);
      await this.ask(parameters, calls, next);
    }
  }

  /** @param next where to go on from if this fails */
  private async ask(
    parameters: URLSearchParams,
    before: readonly PastCall[],
    next: string | null,
  ): Promise<void> {
    const turn = ++this.turns;
    this.store.change({ asking: true, failure: null });
    const answer = await this.api
      .get<PastPage>('/calls', parameters)
      .then((page) => ({ calls: [...before, ...page.calls], next: page.next ?? null }))
      .catch((failure: Error) => ({ calls: before, next, failure }));
    if (turn === this.turns) {
      this.store.change({ asking: false, ...answer });
    }
  }
}

import { beforeEach, describe, expect, it } from 'vitest';
import type { PastCall, PastPage } from '../../main/ts/console/history/past';
import { PastCalls } from '../../main/ts/console/history/past-calls';
import { CtibarError } from '../../main/ts/sdk/error';

interface Question {
  text: string;
  answer(page: PastPage): void;
  refuse(why: Error): void;
}

describe('the calls of the past', () => {
  let questions: Question[];
  let calls: PastCalls;
  const settled = () => new Promise((done) => setTimeout(done));
  const page = (ids: string[], next?: string): PastPage => ({
    calls: ids.map((callId) => ({ callId }) as PastCall),
    ...(next ? { next } : {}),
  });
  const shown = () => {
    const { calls: found, next, asking, failure } = calls.store.value;
    return [found.map(({ callId }) => callId).join(), next, asking, failure?.code ?? null];
  };
  const search = (text: string) => void calls.search(new URLSearchParams(text));

  beforeEach(() => {
    questions = [];
    calls = new PastCalls({
      get: <T>(path: string, query?: URLSearchParams) =>
        new Promise<T>((answer, refuse) =>
          questions.push({ text: `${path}?${query}`, answer: answer as () => void, refuse }),
        ),
    });
  });

  it('come page by page', async () => {
    search('group=1');
    expect(shown()).toEqual(['', null, true, null]);
    questions[0]?.answer(page(['c4', 'c3'], '3_c3'));
    await settled();
    expect(shown()).toEqual(['c4,c3', '3_c3', false, null]);
    void calls.more();
    void calls.more(); // pressed twice
    expect(questions.map(({ text }) => text)).toEqual([
      '/calls?group=1',
      '/calls?group=1&before=3_c3',
    ]);
    questions[1]?.answer(page(['c2']));
    await settled();
    expect(shown()).toEqual(['c4,c3,c2', null, false, null]);
    void calls.more();
    expect(questions).toHaveLength(2);
  });

  it('are those of the newest search, however late others are answered', async () => {
    search('number=1');
    search('number=12');
    questions[1]?.answer(page(['new']));
    await settled();
    questions[0]?.answer(page(['old']));
    await settled();
    expect(shown()).toEqual(['new', null, false, null]);
  });

  it('are none where the search failed, and stay where only the next page did', async () => {
    search('');
    questions[0]?.answer(page(['c4'], '4_c4'));
    await settled();
    void calls.more();
    questions[1]?.refuse(new CtibarError(13, ''));
    await settled();
    expect(shown()).toEqual(['c4', '4_c4', false, 13]);
    search('agent=agent1');
    questions[2]?.refuse(new CtibarError(12, ''));
    await settled();
    expect(shown()).toEqual(['', null, false, 12]);
  });
});

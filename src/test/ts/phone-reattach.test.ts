import { describe, expect, it } from 'vitest';
import type { Work } from '../../main/ts/sdk/types';
import { FakeBrowser } from './support/fake-browser';
import { PhoneBench, settled } from './support/phone-bench';

/** The WebSocket to the switch breaks and comes back in mid-call. */
async function reconnected(): Promise<PhoneBench> {
  const bench = await PhoneBench.talking();
  bench.phone.events.lost();
  bench.phone.events.registered();
  return bench;
}

describe('a page that is reloaded in mid-call', () => {
  it.each<Work>(['TALKING', 'HELD', 'CONSULTING', 'CONFERENCED', 'DIALING'])(
    'asks for a new leg (%s)',
    async (work) => {
      const bench = await PhoneBench.registered(new FakeBrowser(), work);
      expect(bench.asked('reattach')).toHaveLength(1);
    },
  );

  it('asks for none without one', async () => {
    const bench = await PhoneBench.registered(new FakeBrowser(), 'IDLE');
    expect(bench.asked('reattach')).toEqual([]);
  });

  it('asks for another ring when it rang in the page before', async () => {
    const bench = await PhoneBench.registered(new FakeBrowser(), 'RINGING');
    expect(bench.asked('reattach')).toHaveLength(1);
  });

  it('waits for the ring of a call that comes now', async () => {
    const bench = await PhoneBench.registered();
    bench.hear('onRing', 'RINGING');
    expect(bench.asked('reattach')).toEqual([]);
  });

  it('asks when the platform tells of the call only later', async () => {
    const bench = await PhoneBench.registered();
    bench.hear('onSnapshot', 'TALKING');
    expect(bench.asked('reattach')).toHaveLength(1);
  });

  it('answers the new leg at once, as muted as before', async () => {
    const bench = await PhoneBench.registered();
    bench.hear('onSnapshot', 'TALKING', { call: { callId: 'c1', muted: true } });
    bench.phone.invite('b', { callId: 'c1', reattach: true, autoAnswer: true });
    bench.phone.events.talking('b');
    expect(bench.done).toContain('answer b');
    expect(bench.phone.muted).toBe(true);
  });
});

describe('a WebSocket that breaks in mid-call', () => {
  it('leaves the call its voice until a new leg talks', async () => {
    const bench = await reconnected();
    expect(bench.asked('reattach')).toHaveLength(1);
    expect(bench.done).toEqual([]);
    bench.phone.invite('b', { callId: 'c1', reattach: true, autoAnswer: true });
    expect(bench.done).toEqual(['answer b']);
    bench.phone.events.talking('b');
    expect(bench.done).toEqual(['answer b', 'forget a']);
  });

  it('the new leg is the call’s from then on', async () => {
    const bench = await reconnected();
    bench.phone.invite('b', { callId: 'c1', reattach: true, autoAnswer: true });
    bench.phone.events.talking('b');
    bench.asked('reattach')[0]?.resolve({ callId: 'c1' });
    await settled();
    bench.hangUp();
    expect(bench.done.slice(-1)).toEqual(['terminate b']);
    expect(bench.asked('reattach')).toHaveLength(1);
  });

  it('is asked for once more, then told', async () => {
    const bench = await reconnected();
    bench.asked('reattach')[0]?.reject(new Error('no phone'));
    await settled();
    bench.ring('reattach');
    expect(bench.problems).toEqual([]);
    bench.asked('reattach')[1]?.reject(new Error('no phone'));
    await settled();
    expect(bench.asked('reattach')).toHaveLength(2);
    expect(bench.problems).toMatchObject([{ message: 'no phone' }]);
    expect(bench.done).toEqual([]); // the old leg may still carry the voice
  });

  it('a call that ended meanwhile is no problem', async () => {
    const bench = await reconnected();
    bench.hangUp();
    bench.asked('reattach')[0]?.reject(new Error('no call'));
    await settled();
    expect(bench.problems).toEqual([]);
    expect(bench.done).toEqual(['terminate a']);
  });

  it('the answer to an earlier break means nothing to the next', async () => {
    const bench = await reconnected();
    bench.phone.events.lost();
    bench.phone.events.registered();
    expect(bench.asked('reattach')).toHaveLength(2);
    bench.asked('reattach')[0]?.reject(new Error('late'));
    await settled();
    expect(bench.alarms.has('phone reattach')).toBe(false);
  });

  it('while the phone is being answered is mended when the platform has the answer', async () => {
    const bench = await PhoneBench.registered();
    bench.hear('onRing', 'RINGING');
    bench.phone.invite('a');
    void bench.runner.offhook();
    bench.phone.events.lost();
    bench.phone.events.registered();
    bench.hear('onAnswer', 'TALKING', { callId: 'c1' });
    expect(bench.asked('reattach')).toHaveLength(1);
  });

  it('in a ring stops it, for it can no longer be answered', async () => {
    const bench = await PhoneBench.registered();
    bench.hear('onRing', 'RINGING');
    bench.phone.invite('a');
    bench.phone.events.lost();
    expect(bench.phone.rings).toBe(false);
    expect(bench.done).toContain('forget a');
    bench.phone.events.registered();
    void bench.runner.offhook();
    bench.phone.invite('b');
    expect(bench.done).toContain('answer b');
  });
});

describe('media that fails in mid-call', () => {
  it('is replaced by a new leg', async () => {
    const bench = await PhoneBench.talking();
    bench.phone.events.failed('a');
    expect(bench.asked('reattach')).toHaveLength(1);
    expect(bench.done).toEqual([]);
  });

  it('ends the leg when the platform gives none', async () => {
    const bench = await PhoneBench.talking();
    bench.phone.events.failed('a');
    bench.asked('reattach')[0]?.reject(new Error('no phone'));
    await settled();
    bench.ring('reattach');
    bench.asked('reattach')[1]?.reject(new Error('no phone'));
    await settled();
    expect(bench.done).toEqual(['terminate a']);
  });
});

it('a plain call asks for no new leg', async () => {
  const bench = await PhoneBench.talking();
  bench.phone.events.ended('a'); // a moment before the platform tells the end
  bench.hangUp();
  expect(bench.asked('reattach')).toEqual([]);
});

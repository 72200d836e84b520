import { describe, expect, it } from 'vitest';
import { renewalDelayMs } from '../../main/ts/sdk/renewal';
import { Bench } from './support/bench';

/** The bench's clock. */
const NOW_S = 1_700_000_000;
const HOUR_S = 3_600;

function connected(): Bench {
  const bench = new Bench();
  bench.connect({ expiresAt: NOW_S + 12 * HOUR_S });
  return bench;
}

function answer(bench: Bench, expiresAt: number): void {
  const id = bench.line.command('renew')?.id ?? '';
  bench.line.send({
    type: 'reply',
    id,
    code: 0,
    msg: 'ok',
    data: { token: 'a.newer.token', expiresAt },
  });
}

const renewsAfterS = (bench: Bench) => (bench.alarms.get('renew')?.afterMs ?? -1) / 1000;

describe('the token', () => {
  it('is renewed at four fifths of its life, again and again', () => {
    const bench = connected();
    expect(renewsAfterS(bench)).toBe(34_560);
    bench.ring('renew');
    answer(bench, NOW_S + 10 * HOUR_S);
    expect(renewsAfterS(bench)).toBe(8 * HOUR_S);
    bench.ring('renew');
    const ids = bench.line.commands().map((c) => c.id);
    expect(new Set(ids).size).toBe(2);
  });

  it('that is new is sent with the next connection, and the page notices nothing', () => {
    const bench = connected();
    bench.ring('renew');
    answer(bench, NOW_S + 12 * HOUR_S);
    bench.line.drop();
    bench.ring('retry');
    bench.line.open();
    expect(bench.line.received[0]).toMatchObject({ type: 'auth', token: 'a.newer.token' });
    expect(bench.told).toEqual(['onConnect', 'onDisconnect']);
    expect(bench.errors).toEqual([]);
    expect(bench.infos.join()).not.toContain('newer');
  });

  it('is shown where another is asked for, also by who asks again after a lost connection', () => {
    const bench = connected();
    bench.ring('renew');
    expect(bench.line.command('renew')?.args).toEqual({ token: 'a.secret.token' });
    answer(bench, NOW_S + 12 * HOUR_S);
    void bench.engine.command('phone');
    expect(bench.line.command('phone')?.args).toEqual({ token: 'a.newer.token' });
    void bench.engine.command('snapshot');
    expect(bench.line.command('snapshot')?.args).toEqual({});
    expect(bench.infos.join()).not.toMatch(/secret|newer/);
  });

  it('that could not be renewed is told to errLog alone, and tried again', () => {
    const bench = connected();
    bench.ring('renew');
    const id = bench.line.command('renew')?.id ?? '';
    bench.line.send({ type: 'reply', id, code: 50, msg: 'internal error' });
    bench.ring('renew');
    bench.ring('command renew-2');
    expect(bench.errors.map((e) => e.name)).toEqual(['INTERNAL', 'TIMEOUT']);
    expect(bench.told).toEqual(['onConnect']);
    expect(bench.alarms.has('renew')).toBe(true);
  });

  it('is not renewed without a connection', () => {
    const bench = connected();
    bench.line.drop();
    expect(bench.alarms.has('renew')).toBe(false);
  });

  it('needs no more than one renewal a heartbeat where the clock is wrong', () => {
    const bench = new Bench();
    bench.connect({ expiresAt: NOW_S - HOUR_S });
    expect(bench.alarms.get('renew')?.afterMs).toBe(15_000);
  });

  it('that lives longer than timers can wait is renewed earlier', () => {
    expect(renewalDelayMs(2 ** 40, 0.5, 15_000)).toBe(2 ** 31 - 1);
  });

  it('is not renewed by all pages at once', () => {
    expect(renewalDelayMs(1_000, 0, 0)).toBe(750);
    expect(renewalDelayMs(1_000, 0.999, 0)).toBe(849);
  });
});

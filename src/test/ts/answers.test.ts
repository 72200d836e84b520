import { describe, expect, it, vi } from 'vitest';
import type { EventFrame } from '../../main/ts/sdk/protocol';
import type { CtibarCallbacks } from '../../main/ts/sdk/types';
import { Bench } from './support/bench';
import { serverFrame } from './support/golden';

const ready = (): EventFrame => ({ ...serverFrame<'event'>('onReady'), seq: 1 });
const login = (): EventFrame => serverFrame<'event'>('onLogin');

describe('answers', () => {
  it('a refusal brings code, name, what is allowed and the data', async () => {
    const bench = new Bench();
    bench.connect();
    const refused = bench.engine.command('offhook');
    const id = bench.line.command('offhook')?.id ?? '';
    bench.line.send({ ...serverFrame<'reply'>('reply not allowed now'), id, data: { a: 1 } });
    const error = { code: 4, name: 'NOT_ALLOWED_NOW', data: { a: 1 } };
    await expect(refused).rejects.toMatchObject(error);
    await expect(refused).rejects.toHaveProperty('allowed', expect.arrayContaining(['makecall']));
  });

  it('none in time is TIMEOUT, and makecall has longer', async () => {
    const bench = new Bench();
    bench.connect();
    const ready = bench.engine.command('ready');
    const call = bench.engine.command('makecall', { to: '1002' });
    const limit = (id: string) => bench.alarms.get(`command ${id}`)?.afterMs ?? 0;
    expect(limit('2')).toBeGreaterThan(60_000);
    expect(limit('1')).toBeLessThan(limit('2'));
    bench.ring('command 1');
    await expect(ready).rejects.toMatchObject({ name: 'TIMEOUT' });
    void call;
  });

  it.each([
    ['transfer', 30],
    ['consult', 120],
    ['hold', 10],
    ['consultComplete', 10],
  ])('%s waits %i s for one', (name, seconds) => {
    const bench = new Bench();
    bench.connect();
    void bench.engine.command(name);
    expect(bench.alarms.get('command 1')?.afterMs).toBe(seconds * 1000);
  });

  it('what is too large is not sent', async () => {
    const bench = new Bench();
    bench.connect();
    const large = bench.engine.command('makecall', {
      to: '1002',
      data: { text: '汉'.repeat(6000) },
    });
    await expect(large).rejects.toMatchObject({ name: 'TOO_LARGE' });
    expect(bench.line.commands()).toEqual([]);
  });

  it('what is no JSON is not sent', async () => {
    const bench = new Bench();
    bench.connect();
    const ring: Record<string, unknown> = {};
    ring['self'] = ring;
    const refused = bench.engine.command('makecall', { to: '1002', data: ring });
    await expect(refused).rejects.toMatchObject({ name: 'BAD_REQUEST' });
  });

  it.each(['', 'null', '[]', '{"type":"event"}', '{"type":"__proto__"}', 'x'])(
    'nonsense from the server (%s) changes nothing',
    (text) => {
      const bench = new Bench();
      bench.connect().send(text);
      expect(bench.told).toEqual(['onConnect']);
    },
  );
});

describe('callbacks', () => {
  it('one that throws is reported, and the next is still called', () => {
    const onReady = vi.fn();
    const onLogin = () => {
      throw new Error('page is broken');
    };
    const bench = new Bench({}, { onLogin, onReady });
    bench.connect().send(login());
    bench.line.send({ ...ready(), seq: 2 });
    expect(bench.errors.map((e) => e.message)).toEqual(['onLogin failed: page is broken']);
    expect(onReady).toHaveBeenCalledOnce();
  });

  it('an async one that fails is reported', async () => {
    const onReady = () => Promise.reject(new Error('page is broken'));
    const bench = new Bench({}, { onReady: onReady as () => void });
    bench.connect().send(ready());
    await vi.waitFor(() => expect(bench.errors).toHaveLength(1));
  });

  it.each([undefined, null, 'no function'])('infoLog and errLog may be %s', (log) => {
    const config = { infoLog: log, errLog: log } as never;
    const bench = new Bench(config, { onLogin: 'no function' as never });
    expect(() => bench.connect().send(login())).not.toThrow();
  });

  it('logs that throw are borne', () => {
    const fail = () => {
      throw new Error('log is broken');
    };
    const bench = new Bench({ infoLog: fail, errLog: fail }, { onLogin: fail });
    expect(() => bench.connect().send(login())).not.toThrow();
  });

  it('one that calls a method does not overtake its own event', () => {
    const order: string[] = [];
    const callbacks: CtibarCallbacks = {
      onLogin: () => {
        order.push('onLogin');
        void bench.engine.command('ready');
        order.push('asked');
      },
      onState: () => order.push('onState'),
    };
    const bench = new Bench({}, callbacks);
    bench.connect().send(login());
    expect(order).toEqual(['onLogin', 'asked', 'onState']);
    expect(bench.line.command('ready')).toBeDefined();
  });

  it('an older revision is not told', () => {
    const bench = new Bench();
    bench.connect().send({ ...ready(), revision: 9 });
    bench.line.send({ ...serverFrame<'event'>('onBusy'), seq: 2, revision: 8 });
    expect(bench.told).toEqual(['onConnect', 'onReady']);
  });

  it('an event of a newer server reaches the callback of its name', () => {
    const bench = new Bench();
    bench.connect().send({ ...ready(), event: 'onSomethingNew' });
    expect(bench.told).toContain('onSomethingNew');
  });
});

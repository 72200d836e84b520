import { describe, expect, it } from 'vitest';
import { FakeBrowser } from './support/fake-browser';
import { PhoneBench, SETTINGS, settled } from './support/phone-bench';

describe('starting', () => {
  it('asks for the microphone before it registers', async () => {
    const bench = await PhoneBench.registered();
    expect(bench.done).toEqual(['microphone', 'start']);
    expect(bench.phone.settings).toEqual(SETTINGS);
    expect(bench.states).toEqual(['starting', 'registered']);
  });

  it('without a microphone it does not register', async () => {
    const bench = new PhoneBench(new FakeBrowser(), 'IDLE', (p) => (p.refusal = 'denied'));
    await settled();
    expect(bench.done).toEqual(['microphone']);
    expect(bench.state).toBe('no_microphone denied');
  });

  it('retry asks for it again', async () => {
    const bench = new PhoneBench(new FakeBrowser(), 'IDLE', (p) => (p.refusal = 'denied'));
    await settled();
    bench.phone.refusal = null;
    await bench.runner.retry();
    await settled();
    expect(bench.done).toEqual(['microphone', 'microphone', 'start']);
  });

  it('a headset that is plugged in later is enough', async () => {
    const bench = new PhoneBench(new FakeBrowser(), 'IDLE', (p) => (p.refusal = 'not_found'));
    await settled();
    bench.phone.refusal = null;
    bench.phone.events.devicesChanged();
    await settled();
    expect(bench.done).toContain('start');
  });

  it('who refused is not asked again for a headset', async () => {
    const bench = new PhoneBench(new FakeBrowser(), 'IDLE', (p) => (p.refusal = 'denied'));
    await settled();
    bench.phone.events.devicesChanged();
    expect(bench.done).toEqual(['microphone']);
  });
});

describe('the line', () => {
  it('lost and found again', async () => {
    const bench = await PhoneBench.registered();
    bench.phone.events.lost();
    bench.phone.events.registered();
    const all = ['starting', 'registered', 'unreachable connection_lost', 'registered'];
    expect(bench.states).toEqual(all);
  });

  it('is looked after now and then, and when the platform is there again', async () => {
    const bench = await PhoneBench.registered();
    bench.done.length = 0;
    bench.ring('probe');
    bench.ring('probe');
    bench.hear('onConnect', 'IDLE');
    expect(bench.done).toEqual(['refresh', 'refresh', 'refresh']);
  });

  it('a registrar that refuses is asked again with the settings of now', async () => {
    const bench = new PhoneBench();
    await settled();
    bench.phone.events.refused('403 Forbidden');
    expect(bench.state).toBe('unreachable 403 Forbidden');
    bench.settings = { ...SETTINGS, ha1: 'another' };
    bench.ring('register');
    await settled();
    expect(bench.done.slice(-2)).toEqual(['stop quietly', 'start']);
    expect(bench.phone.settings?.ha1).toBe('another');
  });

  it('the same settings are only registered again', async () => {
    const bench = new PhoneBench();
    await settled();
    bench.phone.events.refused('503 Maintenance');
    bench.ring('register');
    await settled();
    expect(bench.done.slice(-1)).toEqual(['refresh']);
  });
});

describe('a call that comes', () => {
  it('rings until the page takes it', async () => {
    const bench = await PhoneBench.registered();
    bench.hear('onRing', 'RINGING');
    bench.phone.invite('a');
    expect(bench.phone.rings).toBe(true);
    const answered = bench.runner.offhook();
    expect(bench.done).toContain('answer a');
    expect(bench.phone.rings).toBe(false);
    bench.hear('onAnswer', 'TALKING', { callId: 'c1' });
    await expect(answered).resolves.toEqual({ callId: 'c1' });
    expect(bench.asked('offhook')).toEqual([]);
  });

  it('rings until the caller gives up', async () => {
    const bench = await PhoneBench.registered();
    bench.phone.invite('a');
    bench.phone.events.ended('a');
    expect(bench.phone.rings).toBe(false);
  });

  it('a switch that asks for it is answered at once, without a ring', async () => {
    const bench = await PhoneBench.registered();
    bench.phone.invite('a', { autoAnswer: true });
    expect(bench.done).toContain('answer a');
    expect(bench.phone.rings).toBe(false);
  });

  it('a second one does not ring into the first', async () => {
    const bench = await PhoneBench.talking();
    bench.phone.invite('b');
    expect(bench.phone.rings).toBe(false);
  });
});

describe('offhook', () => {
  it('may come before the INVITE', async () => {
    const bench = await PhoneBench.registered();
    bench.hear('onRing', 'RINGING');
    void bench.runner.offhook();
    bench.phone.invite('a');
    expect(bench.done).toContain('answer a');
  });

  it('is the server’s where no INVITE comes', async () => {
    const bench = await PhoneBench.registered();
    bench.hear('onRing', 'RINGING');
    const answered = bench.runner.offhook();
    bench.ring('offhook');
    bench.asked('offhook')[0]?.resolve({ callId: 'c1' });
    await expect(answered).resolves.toEqual({ callId: 'c1' });
  });

  it('is the server’s, to refuse it, where nothing rings', async () => {
    const bench = await PhoneBench.registered();
    const answered = bench.runner.offhook();
    bench.asked('offhook')[0]?.reject(new Error('not allowed now'));
    await expect(answered).rejects.toThrow('not allowed now');
  });

  it('rejects when the call ends instead', async () => {
    const bench = await PhoneBench.registered();
    bench.hear('onRing', 'RINGING');
    bench.phone.invite('a');
    const answered = bench.runner.offhook();
    bench.hangUp();
    const data = { callId: 'c1', cause: 'NORMAL_CLEARING' };
    await expect(answered).rejects.toMatchObject({ name: 'NO_ANSWER', data });
  });

  it('rejects when the platform says nothing', async () => {
    const bench = await PhoneBench.registered();
    bench.hear('onRing', 'RINGING');
    bench.phone.invite('a');
    const answered = bench.runner.offhook();
    bench.ring([...bench.alarms.keys()].find((name) => name.includes('tab1'))?.slice(6) ?? '');
    await expect(answered).rejects.toMatchObject({ name: 'TIMEOUT' });
  });

  it('does not mind the end of another call', async () => {
    const bench = await PhoneBench.registered();
    bench.hear('onRing', 'RINGING');
    bench.phone.invite('a');
    const answered = bench.runner.offhook();
    bench.hear('onHangup', 'RINGING', { callId: 'c0', cause: 'NORMAL_CLEARING', code: 0 });
    bench.hear('onAnswer', 'TALKING', { callId: 'c1' });
    await expect(answered).resolves.toEqual({ callId: 'c1' });
  });
});

describe('in a call', () => {
  it('its end is told by the platform, for SIP may not tell it', async () => {
    const bench = await PhoneBench.talking();
    bench.hangUp();
    expect(bench.done).toEqual(['terminate a']);
  });

  it('the leg of the next call survives the end of this one', async () => {
    const bench = await PhoneBench.talking();
    bench.phone.invite('b', { callId: 'c2' });
    bench.hangUp();
    expect(bench.done).toEqual(['terminate a']);
  });

  it('a transfer may give the call another name', async () => {
    const bench = await PhoneBench.talking();
    bench.hear('onTransferred', 'TALKING', {}, 'c2');
    bench.hangUp('c2');
    expect(bench.done).toEqual(['terminate a']);
  });

  it('mute closes the microphone too', async () => {
    const bench = await PhoneBench.talking();
    bench.hear('onMute', 'TALKING', { callId: 'c1', muted: true });
    expect(bench.phone.muted).toBe(true);
    bench.hear('onMute', 'TALKING', { callId: 'c1', muted: false });
    expect(bench.phone.muted).toBe(false);
  });

  it('the next call is not muted', async () => {
    const bench = await PhoneBench.talking();
    bench.hear('onMute', 'TALKING', { callId: 'c1', muted: true });
    bench.hangUp();
    bench.phone.invite('b', { autoAnswer: true });
    bench.phone.events.talking('b');
    expect(bench.phone.muted).toBe(false);
  });

  it('a lost microphone is told, and does not end it', async () => {
    const bench = await PhoneBench.talking();
    bench.phone.events.noMicrophone('not_found');
    expect(bench.state).toBe('no_microphone not_found');
    expect(bench.done).toEqual([]);
    bench.hangUp();
    expect(bench.done).toEqual(['terminate a', 'stop politely']);
  });

  it('media that fails without a call of the platform ends the leg', async () => {
    const bench = await PhoneBench.registered();
    bench.phone.invite('a', { autoAnswer: true });
    bench.phone.events.talking('a');
    bench.phone.events.failed('a');
    expect(bench.done).toContain('terminate a');
  });
});

describe('sound', () => {
  it('that the browser forbids is told, and tried again on retry', async () => {
    const bench = await PhoneBench.registered();
    bench.phone.events.heard(false);
    expect(bench.state).toBe('autoplay_blocked');
    await bench.runner.retry();
    expect(bench.done).toContain('unblock');
    bench.phone.events.heard(true);
    expect(bench.state).toBe('registered');
  });

  it('goes where the page says', async () => {
    const bench = await PhoneBench.registered();
    await bench.runner.use({ output: 'headset', volume: 0.5 });
    expect(bench.done).toContain('use {"output":"headset","volume":0.5}');
    expect(await bench.runner.devices()).toMatchObject({ inputs: [{ label: 'Headset' }] });
  });
});

describe('signing out', () => {
  it('ends everything', async () => {
    const bench = await PhoneBench.registered();
    bench.hear('onRing', 'RINGING');
    bench.phone.invite('a');
    const answered = bench.runner.offhook();
    bench.runner.stop('politely');
    bench.phone.events.registered();
    expect(bench.done.slice(-2)).toEqual(['stop politely', 'close']);
    expect(bench.state).toBe('off');
    expect(bench.alarms.size).toBe(0);
    await expect(answered).rejects.toMatchObject({ name: 'UNAVAILABLE' });
  });
});

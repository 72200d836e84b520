import { describe, expect, it } from 'vitest';
import type { EventFrame } from '../../main/ts/sdk/protocol';
import type { Snapshot } from '../../main/ts/sdk/types';
import { Bench } from './support/bench';
import { serverFrame } from './support/golden';

const ready = (): EventFrame => ({ ...serverFrame<'event'>('onReady'), seq: 1 });
const login = (): EventFrame => serverFrame<'event'>('onLogin');

function comeBackAnew(bench: Bench): void {
  bench.line.drop();
  bench.ring('retry');
  bench.welcome({ session: 'another' });
}

function answerLogin(bench: Bench): void {
  const id = bench.line.command('login')?.id ?? '';
  bench.line.send({ ...serverFrame<'reply'>('reply login'), id });
}

function snapshotOf(callId: string): EventFrame {
  const snapshot = serverFrame<'event'>('onSnapshot in a call');
  const call = snapshot.data['call'] as object;
  return { ...snapshot, data: { ...snapshot.data, call: { ...call, callId } } };
}

describe('signed in again on a new session', () => {
  it('a call that ended while nobody listened is hung up on the page', () => {
    const bench = new Bench();
    const line = bench.connect();
    line.send(login());
    line.send({ ...serverFrame<'event'>('onRing inbound'), seq: 2 });
    line.drop();
    bench.ring('retry');
    bench.welcome({ session: 'another' });
    expect(bench.told).not.toContain('onHangup');
    const id = bench.line.command('login')?.id ?? '';
    bench.line.send({ ...serverFrame<'reply'>('reply login'), id });
    expect(bench.told.filter((name) => name === 'onHangup')).toHaveLength(1);
    expect(bench.engine.view).toMatchObject({ work: 'IDLE', call: null });
  });

  it('after a restart the agent is as the server says, not as it was', () => {
    const states: Snapshot[] = [];
    const bench = new Bench({}, { onState: (state) => states.push(state) });
    bench.connect().send(login());
    bench.line.send({ ...ready(), seq: 2 });
    expect(bench.engine.view.presence).toBe('READY');
    comeBackAnew(bench);
    bench.line.send({ ...login(), revision: 1 });
    answerLogin(bench);
    const asAfterLogin = { presence: 'NOT_READY', reason: 'login', work: 'IDLE', call: null };
    expect(bench.engine.view).toMatchObject(asAfterLogin);
    expect(states[states.length - 1]).toBe(bench.engine.view);
  });

  it('so it is where not even onLogin comes', () => {
    const bench = new Bench();
    bench.connect().send(login());
    bench.line.send({ ...ready(), seq: 2 });
    comeBackAnew(bench);
    answerLogin(bench);
    expect(bench.engine.view).toMatchObject({ signedIn: true, presence: 'NOT_READY' });
    expect(bench.told).not.toContain('onHangup');
  });

  it('a presence that the new session told is kept', () => {
    const bench = new Bench();
    bench.connect().send(login());
    comeBackAnew(bench);
    bench.line.send({ ...login(), revision: 1 });
    bench.line.send({ ...ready(), seq: 2, revision: 2 });
    answerLogin(bench);
    expect(bench.engine.view.presence).toBe('READY');
  });

  it('a restored agent keeps its call: onLogin, presence, onSnapshot', () => {
    const bench = new Bench();
    bench.connect().send(login());
    const ring = { ...serverFrame<'event'>('onRing inbound'), seq: 2 };
    bench.line.send(ring);
    comeBackAnew(bench);
    bench.line.send({ ...login(), revision: 1 });
    bench.line.send({ ...ready(), seq: 2, revision: 1 });
    const { callId } = ring.data as { callId: string };
    bench.line.send({ ...snapshotOf(callId), seq: 3, revision: 1 });
    answerLogin(bench);
    expect(bench.told).not.toContain('onHangup');
    expect(bench.engine.view.call?.callId).toBe(callId);
  });

  it('a second tab that signs in changes nothing', () => {
    const bench = new Bench();
    bench.connect().send(login());
    bench.line.send({ ...ready(), seq: 2 });
    bench.line.send({ ...login(), seq: 3, revision: 9 });
    expect(bench.engine.view.presence).toBe('READY');
  });

  it('a call that goes on is not', () => {
    const bench = new Bench();
    const line = bench.connect();
    line.send(login());
    const ring = { ...serverFrame<'event'>('onRing inbound'), seq: 2 };
    line.send(ring);
    line.drop();
    bench.ring('retry');
    bench.welcome({ session: 'another' });
    const { callId } = ring.data as { callId: string };
    bench.line.send({ ...snapshotOf(callId), seq: 1 });
    answerLogin(bench);
    expect(bench.told).not.toContain('onHangup');
    expect(bench.engine.view.call?.callId).toBe(callId);
  });
});

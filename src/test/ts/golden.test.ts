import { describe, expect, it } from 'vitest';
import { decode } from '../../main/ts/sdk/decode';
import type { ClientFrame, ServerFrame } from '../../main/ts/sdk/protocol';
import { Bench } from './support/bench';
import { type Flow, flows, serverFrames } from './support/golden';

describe('golden frames', () => {
  it.each(serverFrames)('understands $name', ({ frame }) => {
    expect(decode(JSON.stringify(frame))).toEqual(frame);
  });
});

describe('golden conversations', () => {
  it.each(flows)('$name', (flow) => {
    const { bench, expected } = play(flow);
    expect(bench.told).toEqual(expected);
  });
});

/** Plays both ends: the SDK is made to send what the file says it sends, and is sent what the server sends. */
function play(flow: Flow) {
  const bench = new Bench();
  const expected: string[] = [];
  const ids = new Map<string, string>();
  for (const step of flow.steps) {
    if ('client' in step) {
      expect(shapeOf(clientSends(bench, step.client, ids))).toEqual(shapeOf(step.client));
    } else if ('server' in step) {
      serverSends(bench, step.server, ids, expected);
    } else {
      drop(bench, step.do, expected);
    }
  }
  return { bench, expected };
}

/** @param ids the file's and the SDK's own: filled here */
function clientSends(bench: Bench, frame: ClientFrame, ids: Map<string, string>): unknown {
  switch (frame.type) {
    case 'auth':
      if (bench.connections.length === 0) {
        void bench.engine.start();
      } else if (bench.alarms.has('retry')) {
        bench.ring('retry');
      }
      bench.line.open();
      return bench.line.received[0];
    case 'command': {
      const news = () => bench.line.commands().find((c) => ![...ids.values()].includes(c.id));
      if (!news()) {
        void bench.engine.command(frame.command, frame.args);
      }
      const sent = news();
      ids.set(frame.id, sent?.id ?? '');
      return sent;
    }
    case 'ping':
      if (bench.line.received.filter((f) => f.type === 'ping').length === 0) {
        bench.ring('heartbeat');
      }
      return bench.line.received[bench.line.received.length - 1];
  }
}

function serverSends(
  bench: Bench,
  frame: ServerFrame,
  ids: Map<string, string>,
  expected: string[],
): void {
  bench.line.send(frame.type === 'reply' ? { ...frame, id: ids.get(frame.id) ?? '' } : frame);
  if (frame.type === 'welcome' && !isConnected(expected)) {
    expected.push('onConnect');
  } else if (frame.type === 'event') {
    expected.push(frame.event);
  } else if (frame.type === 'bye') {
    expected.push(expected.includes('onConnect') ? 'onDisconnect' : 'onError');
  }
}

/** Where the SDK gave the connection up by itself, there is nothing left to cut. */
function drop(bench: Bench, what: string, expected: string[]): void {
  if (!bench.line.closedBySdk) {
    bench.line.drop(Number(what.split(' ')[1] ?? 1006));
  }
  if (isConnected(expected)) {
    expected.push('onDisconnect');
  }
}

function isConnected(told: readonly string[]): boolean {
  return told.lastIndexOf('onConnect') > told.lastIndexOf('onDisconnect');
}

function shapeOf(frame: unknown): unknown {
  return JSON.parse(JSON.stringify(frame), (key, value: unknown) => {
    const own = ['id', 'token', 'browser'].includes(key);
    return own ? typeof value : value;
  });
}

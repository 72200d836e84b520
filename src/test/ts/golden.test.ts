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
  for (const step of flow.steps) {
    if ('client' in step) {
      expect(shapeOf(clientSends(bench, step.client))).toEqual(shapeOf(step.client));
    } else if ('server' in step) {
      serverSends(bench, step.server, expected);
    } else {
      drop(bench, step.do, expected);
    }
  }
  return { bench, expected };
}

function clientSends(bench: Bench, frame: ClientFrame): unknown {
  switch (frame.type) {
    case 'auth':
      if (bench.connections.length === 0) {
        void bench.engine.start();
      } else {
        bench.ring('retry');
      }
      bench.line.open();
      return bench.line.received[0];
    case 'command':
      if (!bench.line.command(frame.command)) {
        void bench.engine.command(frame.command, frame.args);
      }
      return bench.line.command(frame.command);
    case 'ping':
      if (bench.line.received.filter((f) => f.type === 'ping').length === 0) {
        bench.ring('heartbeat');
      }
      return bench.line.received[bench.line.received.length - 1];
  }
}

/** The file's ids are its own. */
function serverSends(bench: Bench, frame: ServerFrame, expected: string[]) {
  const newest = bench.line.commands()[bench.line.commands().length - 1];
  bench.line.send(frame.type === 'reply' ? { ...frame, id: newest?.id ?? '' } : frame);
  if (frame.type === 'welcome') {
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
  const told = expected[expected.length - 1];
  if (expected.includes('onConnect') && told !== 'onDisconnect') {
    expected.push('onDisconnect');
  }
}

function shapeOf(frame: unknown): unknown {
  return JSON.parse(JSON.stringify(frame), (key, value: unknown) => {
    const own = ['id', 'token', 'browser'].includes(key);
    return own ? typeof value : value;
  });
}

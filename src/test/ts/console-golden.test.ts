import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Board, follow, type Followed, NOTHING } from '../../main/ts/console/follow';
import { Bridge } from '../../main/ts/console/bridge';
import type { BusEvents } from '../../main/ts/console/event-bus';
import { listeningOf } from '../../main/ts/console/acts/listen';
import type { BoardMessage, Kind } from '../../main/ts/console/rows';
import { statusOf } from '../../main/ts/console/status';
import { totalsOf } from '../../main/ts/console/board/totals';
import { boards, bridge as exchanges } from './support/golden';

const KINDS: readonly Kind[] = ['agents', 'groups', 'calls', 'switches', 'nodes'];
const messages = boards.map(({ server }) => server.body);
const first = messages[0] as BoardMessage;
/** After each message. */
const told = messages.reduce<Followed[]>(
  (all, message) => [...all, follow(all[all.length - 1] ?? NOTHING, message)],
  [],
);
const boardAt = (index: number) => told[index]?.board as Board;

describe('the golden boards', () => {
  it('begin with every row of the snapshot', () => {
    const board = boardAt(0);
    KINDS.forEach((kind) => expect([...board[kind].values()]).toEqual(first[kind]));
    expect(board.calls.size).toBeGreaterThan(0);
  });

  it.each(boards.slice(1).map(({ name, server }, n) => [name, server.body, n] as const))(
    'are followed: %s',
    (_, delta, n) => {
      const before = boardAt(n);
      const followed = boardAt(n + 1);
      expect(followed.revision).toBe(delta.revision);
      KINDS.forEach((kind) => {
        const rows = [...followed[kind].values()];
        expect(rows).toEqual(expect.arrayContaining([...(delta[kind] ?? [])]));
        const gone = delta.gone?.[kind]?.length ?? 0;
        const untold = (delta[kind] ?? []).length === 0 && gone === 0;
        expect(followed[kind] === before[kind]).toBe(untold);
        expect(rows).toHaveLength(before[kind].size - gone);
      });
    },
  );

  it('are shown', () => {
    const board = boardAt(0);
    const shown = [...board.agents.values()].map((agent) => statusOf(agent, first.at));
    expect(shown).toEqual(['ready', 'talking', 'wrapUp', 'notReady', 'signedOut', 'notReady']);
    expect(listeningOf(board, 'supervisor')).toEqual({
      ...{ agentId: 'agent2', name: 'Agent 2', mode: 'whisper', heard: true },
    });
    expect(totalsOf(board, first.at)).toMatchObject({ waiting: 1, calls: 2, serviceLevel: 0.8 });
  });
});

describe('the golden acts', () => {
  let events: BusEvents;
  let asked: { address: string; body: object }[];
  let answers: object[];
  let bridge: Bridge;

  beforeEach(async () => {
    vi.useFakeTimers();
    asked = [];
    answers = [first];
    bridge = new Bridge(
      'token',
      { followed: () => undefined, line: () => undefined, ended: () => undefined },
      {
        admission: () => Promise.resolve('admitted'),
        openBus: (_, busEvents) => {
          events = busEvents;
          return {
            register: () => undefined,
            ask: (address, body) => {
              asked.push({ address, body });
              return Promise.resolve(answers.shift());
            },
            close: () => undefined,
          };
        },
        random: () => 0.5,
      },
    );
    await bridge.open();
    events.opened();
  });
  afterEach(() => {
    bridge.close();
    vi.useRealTimers();
  });

  const why = 'help in sales';
  it.each<[string, (to: Bridge) => Promise<unknown>, unknown]>([
    ['force', (to) => to.force('agent1', 'rest', why), false],
    ['listen', (to) => to.listen('agent2', 'whisper', why), undefined],
    ['leave', (to) => to.stopListening(), undefined],
    ['takeover', (to) => to.takeOver(why), undefined],
  ])('%s is asked as written, and the answer understood', async (file, act, understood) => {
    const { client, server } = exchanges(file)[0] ?? {};
    answers.push(server?.body ?? {});
    await expect(act(bridge)).resolves.toEqual(understood);
    const { address, body } = client ?? {};
    expect(asked[asked.length - 1]).toEqual({ address, body });
  });

  it('that wait for the end of a call say so', async () => {
    answers.push(exchanges('force')[1]?.server.body ?? {});
    await expect(bridge.force('agent2', '培训', why)).resolves.toBe(true);
  });
});

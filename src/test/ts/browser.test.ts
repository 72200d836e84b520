// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { alarms, pageTimer } from '../../main/ts/sdk/alarms';
import { FACTORY, sockJsTransport } from '../../main/ts/sdk/sockjs-loader';
import { steadyTimer } from '../../main/ts/sdk/steady-timer';
import { socketTransport, type Socket } from '../../main/ts/sdk/transport';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function events() {
  return { opened: vi.fn(), received: vi.fn(), closed: vi.fn() };
}

function fakeSocket(): Socket & { onclose: (e?: { code: number }) => void } {
  const none = () => undefined;
  return { onopen: none, onmessage: none, onclose: none, send: vi.fn(), close: vi.fn() };
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('the browser', () => {
  beforeEach(() => vi.resetModules());

  it('has one id for all its pages', async () => {
    const first = (await import('../../main/ts/sdk/browser-id')).browserId();
    vi.resetModules();
    const second = (await import('../../main/ts/sdk/browser-id')).browserId();
    expect(first).toMatch(UUID);
    expect(second).toBe(first);
  });

  it('has one for the page where storage is refused', async () => {
    const refuse = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse });
    const { browserId } = await import('../../main/ts/sdk/browser-id');
    expect(browserId()).toMatch(UUID);
    expect(browserId()).toBe(browserId());
  });
});

describe('timers', () => {
  it('a name set again replaces the first', () => {
    vi.useFakeTimers();
    const rung: string[] = [];
    const clock = alarms(pageTimer);
    clock.set('a', 100, () => rung.push('first'));
    clock.set('a', 100, () => rung.push('second'));
    clock.set('b', 100, () => rung.push('cleared'));
    clock.clear('b');
    vi.advanceTimersByTime(100);
    expect(rung).toEqual(['second']);
  });

  it('run in a worker, which hidden pages do not slow down', () => {
    const posted: { id: number; ms: number }[] = [];
    class FakeWorker {
      static last: FakeWorker;
      onmessage: (e: { data: number }) => void = () => undefined;
      onerror: () => void = () => undefined;
      constructor() {
        FakeWorker.last = this;
      }
      postMessage = (message: { id: number; ms: number }) => posted.push(message);
      terminate = vi.fn();
    }
    vi.stubGlobal('Worker', FakeWorker);
    vi.useFakeTimers();
    const timer = steadyTimer();
    const rung: string[] = [];
    timer.after(100, () => rung.push('by the worker'));
    timer.after(200, () => rung.push('by the page'));
    FakeWorker.last.onmessage({ data: 1 });
    expect(rung).toEqual(['by the worker']);
    FakeWorker.last.onerror(); // a security policy forbids it
    vi.advanceTimersByTime(200);
    expect(rung).toEqual(['by the worker', 'by the page']);
    expect(posted.map((m) => m.ms)).toEqual([100, 200]);
  });

  it('run in the page where there are no workers', () => {
    vi.stubGlobal('Worker', undefined);
    vi.useFakeTimers();
    const rung = vi.fn();
    const timer = steadyTimer();
    timer.after(100, rung);
    timer.after(100, rung)();
    vi.advanceTimersByTime(100);
    expect(rung).toHaveBeenCalledOnce();
  });
});

describe('a transport', () => {
  it('that cannot be made is closed before it opened', async () => {
    const told = events();
    const fail = () => {
      throw new Error('blocked');
    };
    socketTransport(fail, told);
    await vi.waitFor(() => expect(told.closed).toHaveBeenCalledWith(0));
    expect(told.opened).not.toHaveBeenCalled();
  });

  it('tells its end once, and none that was asked for', () => {
    const told = events();
    const socket = fakeSocket();
    socketTransport(() => socket, told);
    socket.onclose({ code: 1006 });
    socket.onclose({ code: 1006 });
    expect(told.closed.mock.calls).toEqual([[1006]]);
    const other = events();
    const left = fakeSocket();
    socketTransport(() => left, other).close(1000, '');
    left.onclose({ code: 1000 });
    expect(other.closed).not.toHaveBeenCalled();
  });
});

describe('a script that is loaded later', () => {
  const tags: HTMLScriptElement[] = [];

  beforeEach(() => {
    vi.resetModules();
    vi.spyOn(document.head, 'append').mockImplementation((tag) => {
      tags.push(tag as HTMLScriptElement);
    });
  });

  afterEach(() => {
    tags.length = 0;
    document.head.replaceChildren();
    vi.restoreAllMocks();
  });

  async function nonceOfNext(): Promise<string | undefined> {
    const { loadScript } = await import('../../main/ts/sdk/script-loader');
    void loadScript('http://h/dist/ctibar-phone.js', 'absent');
    return tags[0]?.nonce;
  }

  function scriptTag(nonce: string): HTMLScriptElement {
    const tag = document.createElement('script');
    tag.setAttribute('nonce', nonce);
    tag.nonce = nonce;
    return tag;
  }

  it("has the nonce of the SDK's own, which a content security policy asks for", async () => {
    vi.spyOn(document, 'currentScript', 'get').mockReturnValue(scriptTag('n0nce'));
    expect(await nonceOfNext()).toBe('n0nce');
  });

  it('has that of the page where the SDK came as a module', async () => {
    document.head.insertBefore(scriptTag('n0nce'), null);
    expect(await nonceOfNext()).toBe('n0nce');
  });

  it('has none where the page has none', async () => {
    expect(await nonceOfNext()).toBeFalsy();
  });
});

describe('SockJS', () => {
  const globals = globalThis as { [FACTORY]?: unknown };
  let tags: HTMLScriptElement[];

  beforeEach(() => {
    tags = [];
    vi.spyOn(document.head, 'append').mockImplementation((tag) => {
      tags.push(tag as HTMLScriptElement);
    });
  });

  afterEach(() => {
    delete globals[FACTORY];
    vi.restoreAllMocks();
  });

  it('is loaded at its first use', async () => {
    const socket = fakeSocket();
    const made = vi.fn(() => socket);
    expect(tags).toEqual([]);
    sockJsTransport('http://h/sockjs', 'http://h/dist/ctibar-sockjs.js', events());
    expect(tags[0]?.src).toBe('http://h/dist/ctibar-sockjs.js');
    globals[FACTORY] = made;
    tags[0]?.onload?.(new Event('load'));
    await vi.waitFor(() => expect(made).toHaveBeenCalledWith('http://h/sockjs'));
  });

  it('that does not load is a connection that failed, and is loaded anew next time', async () => {
    const told = events();
    sockJsTransport('http://h/sockjs', 'http://h/dist/ctibar-sockjs.js', told);
    tags[0]?.onerror?.(new Event('error'));
    await vi.waitFor(() => expect(told.closed).toHaveBeenCalledWith(0));
    sockJsTransport('http://h/sockjs', 'http://h/dist/ctibar-sockjs.js', told);
    expect(tags).toHaveLength(2);
  });
});

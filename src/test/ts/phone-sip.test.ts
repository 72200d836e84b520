import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { describe as describeInvite } from '../../main/ts/sdk/phone/sip/sip-leg';
import { SipSocket } from '../../main/ts/sdk/phone/sip/sip-socket';

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the WebSocket to the switch', () => {
  class FakeWebSocket {
    static last: FakeWebSocket;
    readyState = 1;
    onopen = null;
    onmessage: ((e: object) => void) | null = null;
    onclose: ((e: object) => void) | null = null;
    readonly sent: string[] = [];
    constructor(
      readonly url: string,
      readonly protocol: string,
    ) {
      FakeWebSocket.last = this;
    }
    send = (text: string) => this.sent.push(text);
    close = vi.fn();
  }

  beforeEach(() => {
    vi.stubGlobal('WebSocket', FakeWebSocket);
  });

  it('speaks SIP', () => {
    const socket = new SipSocket('wss://cti.test:7443/');
    socket.connect();
    expect(FakeWebSocket.last.protocol).toBe('sip');
    expect(socket).toMatchObject({
      via_transport: 'WSS',
      sip_uri: 'sip:cti.test:7443;transport=ws',
    });
  });

  it('swallows what the switch is not to hear', () => {
    const socket = new SipSocket('ws://cti.test');
    socket.connect();
    socket.silent = true;
    expect(socket.send('BYE')).toBe(true);
    socket.silent = false;
    socket.send('REGISTER');
    expect(FakeWebSocket.last.sent).toEqual(['REGISTER']);
  });

  it('counts as lost at once when it is given up', () => {
    const socket = new SipSocket('ws://cti.test');
    socket.ondisconnect = vi.fn();
    socket.connect();
    socket.drop();
    FakeWebSocket.last.onclose?.({ wasClean: true });
    expect(socket.ondisconnect).toHaveBeenCalledOnce();
    expect(socket.isConnected()).toBe(false);
  });
});

describe('an INVITE', () => {
  const invite = (headers: Record<string, string>) =>
    describeInvite('a', { getHeader: (name: string) => headers[name] } as never);

  it.each([
    ['<sip:127.0.0.1>;answer-after=0', true],
    ['<sip:127.0.0.1>; answer-after = 0', true],
    ['<sip:127.0.0.1>;answer-after=5', false],
    ['<sip:127.0.0.1>', false],
  ])('with Call-Info: %s is answered at once: %s', (callInfo, autoAnswer) => {
    expect(invite({ 'Call-Info': callInfo })).toMatchObject({ autoAnswer, reattach: false });
  });

  it('names its call', () => {
    expect(invite({ 'X-CTI-Call': ' c1 ' })).toMatchObject({ callId: 'c1', autoAnswer: false });
    expect(invite({})).toMatchObject({ callId: null });
  });

  it('for a call that was lost is answered at once', () => {
    const leg = { callId: 'c1', reattach: true, autoAnswer: true };
    expect(invite({ 'X-CTI-Reattach': 'c1' })).toMatchObject(leg);
  });
});

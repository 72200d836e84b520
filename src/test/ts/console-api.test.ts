import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../../main/ts/console/api';

describe('the API', () => {
  let token: string | null;
  let expired: number;
  let asked: [string, RequestInit][];
  let answer: () => Promise<Response>;
  const api = new Api(
    () => token,
    () => expired++,
  );
  const envelope = (code: number, data: object, status = 200) => {
    const body = JSON.stringify({ code, data, msg: 'what it says' });
    answer = () => Promise.resolve(new Response(body, { status }));
  };

  beforeEach(() => {
    token = 't1';
    expired = 0;
    asked = [];
    envelope(0, { some: 1 });
    vi.stubGlobal('fetch', (path: string, request: RequestInit) => {
      asked.push([path, request]);
      return answer();
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  it('asks with the token, and gives what is in the envelope', async () => {
    const query = new URLSearchParams({ number: '+86' });
    await expect(api.get('/calls', query)).resolves.toEqual({ some: 1 });
    await api.get('/calls');
    expect(asked.map(([path]) => path)).toEqual(['/api/v1/calls?number=%2B86', '/api/v1/calls']);
    expect(asked[0]?.[1].headers).toEqual({ authorization: 'Bearer t1' });
  });

  it.each([
    ['POST', () => api.post('/people', { name: '王' })],
    ['PUT', () => api.put('/people', { name: '王' })],
  ])('%s sends JSON', async (method, ask) => {
    await ask();
    const headers = { authorization: 'Bearer t1', 'content-type': 'application/json' };
    expect(asked[0]).toMatchObject(['/api/v1/people', { method, headers, body: '{"name":"王"}' }]);
  });

  it('deletes', async () => {
    await api.del('/people/agent1');
    expect(asked[0]).toMatchObject(['/api/v1/people/agent1', { method: 'DELETE' }]);
  });

  it('a refusal has its code, its words and its data', async () => {
    envelope(1, { fields: { name: 'too long' } }, 400);
    await expect(api.post('/people', {})).rejects.toMatchObject({
      ...{ name: 'BAD_REQUEST', code: 1, message: 'what it says' },
      data: { fields: { name: 'too long' } },
    });
    expect(expired).toBe(0);
  });

  it('a token that expired is told', async () => {
    envelope(8, {}, 401);
    await expect(api.get('/calls')).rejects.toMatchObject({ code: 8 });
    expect(expired).toBe(1);
  });

  it('but not of who has left meanwhile', async () => {
    envelope(8, {}, 401);
    const asking = api.get('/calls');
    token = null;
    await expect(asking).rejects.toMatchObject({ code: 8 });
    expect(expired).toBe(0);
  });

  it.each<[string, number, () => Promise<Response>]>([
    ['nobody answers', 13, () => Promise.reject(new TypeError('Failed to fetch'))],
    ['no answer comes in time', 12, () => Promise.reject(new DOMException('', 'TimeoutError'))],
    ['a proxy answers', 13, () => Promise.resolve(new Response('<html>', { status: 502 }))],
    ['the answer is no envelope', 13, () => Promise.resolve(new Response('null'))],
  ])('%s', async (_, code, how) => {
    answer = how;
    await expect(api.get('/calls')).rejects.toMatchObject({ code });
  });

  it('gives files as they are, and their refusals as such', async () => {
    answer = () => Promise.resolve(new Response('a,b'));
    const file = await api.file('/calls/export', new URLSearchParams());
    expect(await file.text()).toBe('a,b');
    envelope(5, {}, 403);
    const refused = api.file('/calls/export', new URLSearchParams());
    await expect(refused).rejects.toMatchObject({ code: 5 });
  });
});

import { md5 } from 'js-md5';
import { keptAs } from './kept';
import { chooseServer } from './server';

export interface Signed {
  token: string;
}

export const server = chooseServer();

export async function webSocketAddress(): Promise<string> {
  const url = new URL('/ws', (await server).origin);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

/** @throws `SignInRefused`, or what fetch throws where there is no server */
export async function signIn(username: string, password: string): Promise<Signed> {
  const response = await fetch(new URL('/api/v1/base/auth', (await server).origin), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: md5(password) }),
  });
  const { code, data, msg } = (await response.json()) as {
    code: number;
    data: Signed;
    msg: string;
  };
  if (code !== 0) {
    throw new SignInRefused(code, msg);
  }
  return data;
}

export class SignInRefused extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

/** Goes to none but the server that gave it. */
const store = server.then(({ origin }) =>
  keptAs(origin === location.origin ? 'ctibar.token' : `ctibar.token ${origin}`),
);

/** Outlives a reload of this tab, in which a call may be going on. */
export async function keepToken(text: string | null): Promise<void> {
  (await store).keep(text);
}

export async function keptToken(): Promise<string | null> {
  return (await store).kept();
}

import { md5 } from 'js-md5';
import { keptAs } from './kept';

export interface Signed {
  token: string;
}

/** `?server=https://cti.example.org` for a page that another host serves. */
export const SERVER = new URL(new URLSearchParams(location.search).get('server') ?? location.href);

export function webSocketAddress(): string {
  const url = new URL('/ws', SERVER);
  url.protocol = SERVER.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

/** @throws `SignInRefused`, or what fetch throws where there is no server */
export async function signIn(username: string, password: string): Promise<Signed> {
  const response = await fetch(new URL('/api/v1/base/auth', SERVER), {
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

/** Outlives a reload of this tab, in which a call may be going on. */
export const { keep: keepToken, kept: keptToken } = keptAs('ctibar.token');

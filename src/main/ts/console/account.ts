import { md5 } from 'js-md5';
import { keptAs } from '../page/kept';

/** What `POST /api/v1/base/auth` gives. */
export interface Account {
  user: string;
  nickname: string;
  token: string;
  /** Seconds since 1970. */
  expiresAt: number;
}

interface Envelope {
  code: number;
  data: Account;
  msg: string;
}

export class SignInRefused extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

/** @throws `SignInRefused`, or what fetch throws where there is no server */
export function signIn(username: string, password: string): Promise<Account> {
  return authenticate({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: md5(password) }),
  });
}

/** A new token for one that still holds. Fails as {@link signIn} does. */
export function renewed(token: string): Promise<Account> {
  return authenticate({ headers: { token } });
}

async function authenticate(request: RequestInit): Promise<Account> {
  const response = await fetch('/api/v1/base/auth', { method: 'POST', ...request });
  const { code, data, msg } = (await response.json()) as Envelope;
  if (code !== 0) {
    throw new SignInRefused(code, msg);
  }
  return data;
}

/** Outlives a reload of this tab. */
export const { keep: keepToken, kept: keptToken } = keptAs('ctibar.console.token');

import { md5 } from 'js-md5';
import { keptAs } from '../page/kept';
import { answered, contentOf, json } from './api';

/** What `POST /api/v1/base/auth` gives. */
export interface Account {
  user: string;
  nickname: string;
  token: string;
  /** Seconds since 1970. */
  expiresAt: number;
}

/** Fails with a CtibarError. */
export function signIn(username: string, password: string): Promise<Account> {
  return authenticate(json({ username, password: md5(password) }));
}

/** A new token for one that still holds. Fails as {@link signIn} does. */
export function renewed(token: string): Promise<Account> {
  return authenticate({ headers: { token } });
}

async function authenticate(request: RequestInit): Promise<Account> {
  return contentOf(await answered('/base/auth', { method: 'POST', ...request }));
}

/** What the token says of who bears it; none where it cannot be read. */
export function rolesIn(token: string): readonly string[] {
  try {
    const claims = atob((token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/'));
    return (JSON.parse(claims) as { roles?: string[] }).roles ?? [];
  } catch {
    return [];
  }
}

/** Outlives a reload of this tab. */
export const { keep: keepToken, kept: keptToken } = keptAs('ctibar.console.token');

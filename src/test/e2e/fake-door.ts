import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf } from './fake-node';

const PASSWORD = 'c33367701511b4f6020ec61ded352059';
const LIFETIME_S = 12 * 3_600;
/** Whoever is not here has none. */
const ROLES: Readonly<Record<string, readonly string[]>> = {
  supervisor: ['supervisor'],
  admin: ['supervisor', 'admin'],
};

/** `POST /api/v1/base/auth`: anybody may enter who knows the password. */
export async function authenticate(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await bodyOf(request);
  const bearer = body ? undefined : String(request.headers['token']);
  const asked = body ? (JSON.parse(body) as Record<string, string>) : {};
  const user = (bearer ? userOf(bearer) : asked['username']) ?? '';
  const known = bearer ? bearer.startsWith('token-') : asked['password'] === PASSWORD;
  const expiresAt = Math.floor(Date.now() / 1_000) + LIFETIME_S;
  const data = { user, nickname: user, extNo: '', token: tokenFor(user), expiresAt };
  const refusal = { code: bearer ? 6 : 7, data: {}, msg: '用户名不存在或者密码错误' };
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(known ? { code: 0, data, msg: 'ok' } : refusal));
}

/** @returns the HTTP status for who comes with that token */
export function admits(token: string): number {
  if (!token.startsWith('token-')) {
    return 401;
  }
  return ROLES[userOf(token) ?? ''] ? 200 : 403;
}

function userOf(token: string): string | undefined {
  return token.split(/[-.]/)[1];
}

/** Claims in the middle, as tokens have them. */
function tokenFor(user: string): string {
  const claims = Buffer.from(JSON.stringify({ sub: user, roles: ROLES[user] ?? [] }));
  return `token-${user}-${Date.now()}.${claims.toString('base64url')}.seal`;
}

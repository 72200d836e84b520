import { CtibarError, ErrorCode } from '../sdk/error';

const BASE = '/api/v1';
const ANSWER_WITHIN_MS = 10_000;
const FILE_WITHIN_MS = 60_000;

interface Envelope<T> {
  code: number;
  data: T;
  msg: string;
}

interface Asked {
  method?: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

/** The platform's API with the token of who is signed in. Everything fails with a CtibarError, as {@link contentOf} says. */
export class Api {
  /** @param expired called when the platform does not take the token any more */
  constructor(
    private readonly token: () => string | null,
    private readonly expired: () => void,
  ) {}

  /** @param path below `/api/v1` */
  get<T>(path: string, query = new URLSearchParams()): Promise<T> {
    return this.ask(searched(path, query), {});
  }

  post<T>(path: string, body: object): Promise<T> {
    return this.ask(path, { method: 'POST', ...json(body) });
  }

  put<T>(path: string, body: object): Promise<T> {
    return this.ask(path, { method: 'PUT', ...json(body) });
  }

  del<T>(path: string): Promise<T> {
    return this.ask(path, { method: 'DELETE' });
  }

  async file(path: string, query: URLSearchParams): Promise<Blob> {
    const response = await this.answer(searched(path, query), {}, FILE_WITHIN_MS);
    return response.ok ? response.blob().catch(lost) : contentOf(response);
  }

  private async ask<T>(path: string, request: Asked): Promise<T> {
    return contentOf(await this.answer(path, request, ANSWER_WITHIN_MS));
  }

  private async answer(path: string, request: Asked, withinMs: number): Promise<Response> {
    const token = this.token();
    const headers = { ...request.headers, authorization: `Bearer ${token}` };
    const response = await answered(path, { ...request, headers }, withinMs);
    if (response.status === 401 && token === this.token()) {
      this.expired();
    }
    return response;
  }
}

/** Fails with UNAVAILABLE or TIMEOUT where nobody answers. */
export function answered(
  path: string,
  request: RequestInit,
  withinMs = ANSWER_WITHIN_MS,
): Promise<Response> {
  return fetch(BASE + path, { ...request, signal: AbortSignal.timeout(withinMs) }).catch(lost);
}

/** Fails with what the platform refused, its `data` with it, and with UNAVAILABLE where the answer is not the platform's. */
export async function contentOf<T>(response: Response): Promise<T> {
  const envelope = (await response.json().catch(lost)) as Envelope<T> | null;
  if (typeof envelope?.code !== 'number') {
    throw new CtibarError(ErrorCode.UNAVAILABLE, 'not an answer of the platform');
  }
  const { code, data, msg } = envelope;
  if (code !== ErrorCode.OK) {
    throw new CtibarError(code, msg, [], data as Record<string, unknown>);
  }
  return data;
}

function lost(e: Error): never {
  const code = e.name === 'TimeoutError' ? ErrorCode.TIMEOUT : ErrorCode.UNAVAILABLE;
  throw new CtibarError(code, 'no answer');
}

export function json(body: object): Asked {
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function searched(path: string, query: URLSearchParams): string {
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

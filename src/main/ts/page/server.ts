/** Whom the page talks to. */
export interface Server {
  origin: string;
  /** The address of the page asks for a server that is not listed. */
  refused: boolean;
}

/** Beside the page: its node answers with `http.servers`, another host with a file of its own. */
const LIST = 'servers.json';
const ANSWER_WITHIN_MS = 5_000;

/** The page's own host, or by `?server=https://cti.example.org` one of those that this host lists. */
export async function chooseServer(): Promise<Server> {
  const asked = new URLSearchParams(location.search).get('server');
  return serverFor(asked, location.origin, asked === null ? [] : await listed());
}

/** Pure. @param listed as the page's host answered */
export function serverFor(asked: string | null, own: string, listed: unknown): Server {
  if (asked === null) {
    return { origin: own, refused: false };
  }
  const known = [own, ...(Array.isArray(listed) ? listed.map(originOf) : [])];
  const origin = originOf(asked);
  return origin !== null && known.includes(origin)
    ? { origin, refused: false }
    : { origin: own, refused: true };
}

function originOf(address: unknown): string | null {
  try {
    const { origin, protocol } = new URL(String(address));
    return /^https?:$/.test(protocol) ? origin : null;
  } catch {
    return null;
  }
}

async function listed(): Promise<unknown> {
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    return await (await fetch(LIST, { signal })).json();
  } catch {
    return []; // the page's own host does without
  }
}

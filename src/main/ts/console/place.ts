import { useEffect, useMemo, useState } from 'preact/hooks';

/** Where in the console: a room, and what is asked for there. The address has it behind `#`, so that reloads and links keep it. */
export interface Place {
  path: string;
  query: URLSearchParams;
}

/** Pure. */
export function placeIn(hash: string): Place {
  const [, path = '', query = ''] = /^#?([^?]*)\??(.*)$/.exec(hash) ?? [];
  return { path, query: new URLSearchParams(query) };
}

/** @returns what a link to it has as `href` */
export function linkTo(path: string, query = new URLSearchParams()): string {
  const text = query.toString();
  return text ? `#${path}?${text}` : `#${path}`;
}

export function usePlace(): Place {
  const [hash, moved] = useState(location.hash);
  useEffect(() => {
    const follow = () => moved(location.hash);
    follow();
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return useMemo(() => placeIn(hash), [hash]);
}

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Api } from '../api';
import { failureText } from '../texts';
import { type Kind, keyOf, type Row } from './kinds';

const PAGE = 100;
const TYPING_MS = 250;

interface Rows {
  /** Null until the first answer. */
  rows: readonly Row[] | null;
  problem: string;
  /** Null where there are no more. */
  more: (() => void) | null;
  /** From the first page on. */
  again(): void;
}

/** Page by page; what was asked for before and comes late is dropped. */
export function useRows(api: Api, kind: Kind, containing: string): Rows {
  const [rows, setRows] = useState<readonly Row[] | null>(null);
  const [whole, setWhole] = useState(true);
  const [problem, setProblem] = useState('');
  const turn = useRef(0);
  const read = (before: readonly Row[]) => {
    const mine = ++turn.current;
    const last = before.at(-1);
    api
      .get<Record<string, Row[]>>(`/${kind.path}`, query(containing, last && keyOf(kind, last)))
      .then((page) => {
        if (mine === turn.current) {
          const next = page[kind.path] ?? [];
          setRows([...before, ...next]);
          setWhole(next.length < PAGE);
          setProblem('');
        }
      })
      .catch((e: Error) => mine === turn.current && setProblem(failureText(e)));
  };
  const again = () => read([]);
  const asked = useRef(false);
  useEffect(() => {
    const later = setTimeout(again, asked.current ? TYPING_MS : 0);
    asked.current = true;
    return () => clearTimeout(later);
  }, [containing]);
  return { rows, problem, more: rows && !whole ? () => read(rows) : null, again };
}

function query(containing: string, after: string | undefined): URLSearchParams {
  const asked = new URLSearchParams({ limit: String(PAGE) });
  if (containing.trim()) {
    asked.set('containing', containing.trim());
  }
  if (after) {
    asked.set('after', after);
  }
  return asked;
}

import { useMemo } from 'preact/hooks';
import { sortedNames } from './format';
import type { Named } from './rows';

/** Ids and names in the order to show them: the same map for as long as these are the same, whatever else changes. */
export function useNamed(
  rows: ReadonlyMap<string, Named> | undefined,
): ReadonlyMap<string, string> {
  const named = [...(rows?.values() ?? [])].map(({ id, name }) => ({ id, name }));
  return useMemo(() => sortedNames(named), [JSON.stringify(named)]);
}

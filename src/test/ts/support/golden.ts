import { readdirSync, readFileSync } from 'node:fs';
import type { BoardMessage } from '../../../main/ts/console/rows';
import type { ClientFrame, ServerFrame } from '../../../main/ts/sdk/protocol';

const GOLDEN = new URL('../../../../docs/protocol/golden/', import.meta.url);

export interface Named<F> {
  name: string;
  frame: F;
}

export type FlowStep = { client: ClientFrame } | { server: ServerFrame } | { do: string };

export interface Flow {
  name: string;
  about: string;
  steps: FlowStep[];
}

/** What a supervisor's page sends over the bridge, and what it is told. */
export interface Exchange<B = object> {
  name: string;
  client?: { type: string; address: string; body: object };
  server: { address: string; body: B };
}

export const boards = ['snapshot', 'delta'].flatMap((file) => bridge<BoardMessage>(file));

export const serverFrames = read<Named<ServerFrame>[]>('server-frames.json');
export const clientFrames = read<Named<ClientFrame>[]>('client-frames.json');
export const flows: Flow[] = readdirSync(GOLDEN)
  .filter((file) => file.startsWith('flow-'))
  .map((file) => ({ ...read<Omit<Flow, 'name'>>(file), name: file.replace(/\.json$/, '') }));

/** @param file of the folder `bridge` */
export function bridge<B = object>(file: string): Exchange<B>[] {
  return read<Exchange<B>[]>(`bridge/${file}.json`);
}

export function serverFrame<T extends ServerFrame['type']>(
  name: string,
): Extract<ServerFrame, { type: T }> {
  const found = serverFrames.find((f) => f.name === name);
  if (!found) {
    throw new Error(`no golden frame "${name}"`);
  }
  return structuredClone(found.frame) as Extract<ServerFrame, { type: T }>;
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(file, GOLDEN), 'utf8')) as T;
}

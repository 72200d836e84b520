import type { FunctionComponent } from 'preact';
import { BoardRoom } from './board/board-room';
import { DayRoom } from './day/day-room';
import type { Desk, Shown } from './desk';
import { directoryRoom } from './directory/directory-room';
import { HistoryRoom } from './history/history-room';
import type { Key } from './texts';

export interface RoomProps {
  desk: Desk;
  shown: Shown;
  /** What the address asks for in this room. */
  query: URLSearchParams;
}

export interface Room {
  path: string;
  text: Key;
  View: FunctionComponent<RoomProps>;
  /** Without it the room is not shown; what is done there the platform checks by itself. */
  role?: 'supervisor' | 'admin';
}

/** The first is where everybody begins. */
export const ROOMS: readonly [Room, ...Room[]] = [
  { path: '/', text: 'board', View: BoardRoom },
  { path: '/day', text: 'day', View: DayRoom },
  { path: '/history', text: 'history', View: HistoryRoom },
  { path: '/people', text: 'people', View: directoryRoom('people') },
  { path: '/groups', text: 'groups', View: directoryRoom('groups') },
  { path: '/numbers', text: 'numbers', View: directoryRoom('numbers') },
  { path: '/extensions', text: 'extensions', View: directoryRoom('extensions') },
];

export function roomsFor(roles: readonly string[]): readonly Room[] {
  return ROOMS.filter(({ role }) => !role || roles.includes(role));
}

export function roomAt(path: string, roles: readonly string[]): Room {
  return roomsFor(roles).find((room) => room.path === path) ?? ROOMS[0];
}

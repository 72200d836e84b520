import type {
  Answer,
  CallEvent,
  Conference,
  Consult,
  Forced,
  Hangup,
  Hold,
  Identity,
  Listened,
  Mute,
  Ring,
  Snapshot,
  Transferred,
  User,
} from './types';

/** The frames of docs/protocol, version 1. */
export type ClientFrame =
  | { type: 'auth'; id: string; token: string; browser: string; resume?: Resume }
  | { type: 'command'; id: string; command: string; args: Record<string, unknown> }
  | { type: 'ping'; seq: number; revision: number };

export interface Resume {
  session: string;
  seq: number;
  /** The page counts as signed in: another node takes the session over with its agent. */
  signedIn: boolean;
}

export type ServerFrame = Welcome | Reply | EventFrame | Pong | ErrorFrame | Moving | Bye;

export interface Welcome {
  type: 'welcome';
  id: string;
  session: string;
  resumed: boolean;
  /** The session goes on, without what was missed: `onSnapshot` follows where the page was signed in. */
  moved?: boolean;
  seq: number;
  heartbeatMs: number;
  expiresAt: number;
  user: User;
}

export interface Reply {
  type: 'reply';
  id: string;
  code: number;
  msg: string;
  data?: Record<string, unknown>;
  allowed?: string[];
}

export interface EventFrame {
  type: 'event';
  seq: number;
  event: string;
  revision: number;
  data: Record<string, unknown>;
  allowed: string[];
}

export interface Pong {
  type: 'pong';
  seq: number;
  revision: number;
}

export interface ErrorFrame {
  type: 'error';
  code: number;
  msg: string;
}

export interface Moving {
  type: 'moving';
  /** The node is gone after this. */
  withinMs: number;
}

export interface Bye {
  type: 'bye';
  code: number;
  msg: string;
  reconnect: boolean;
}

/** The events of this version by name; a newer server may send others. */
export type AgentEvent =
  | { event: 'onLogin'; data: Identity }
  | { event: 'onLogout'; data: { reason: string; by?: string } }
  | { event: 'onReady'; data: { by?: string } }
  | { event: 'onBusy'; data: { reason: string; by?: string } }
  | { event: 'onRest'; data: { reason: string; by?: string } }
  | { event: 'onPending'; data: { next: string | null; by?: string } }
  | { event: 'onForced'; data: Forced }
  | { event: 'onRing'; data: Ring }
  | { event: 'onAnswer'; data: Answer }
  | { event: 'onCalleeAnswer'; data: CallEvent }
  | { event: 'onHold'; data: Hold }
  | { event: 'onUnhold'; data: Hold }
  | { event: 'onConsult'; data: Consult }
  | { event: 'onConference'; data: Conference }
  | { event: 'onMute'; data: Mute }
  | { event: 'onListened'; data: Listened }
  | { event: 'onTransferred'; data: Transferred }
  | { event: 'onHangup'; data: Hangup }
  | { event: 'onWrapUp'; data: { until: number } }
  | { event: 'onSnapshot'; data: Snapshot }
  | { event: 'onKicked'; data: { reason: string } };

export type AgentEventName = AgentEvent['event'];

const NAMES: Record<AgentEventName, true> = {
  onLogin: true,
  onLogout: true,
  onReady: true,
  onBusy: true,
  onRest: true,
  onPending: true,
  onForced: true,
  onRing: true,
  onAnswer: true,
  onCalleeAnswer: true,
  onHold: true,
  onUnhold: true,
  onConsult: true,
  onConference: true,
  onMute: true,
  onListened: true,
  onTransferred: true,
  onHangup: true,
  onWrapUp: true,
  onSnapshot: true,
  onKicked: true,
};

const KNOWN: ReadonlySet<string> = new Set(Object.keys(NAMES));

export function isAgentEvent<F extends { event: string }>(frame: F): frame is F & AgentEvent {
  return KNOWN.has(frame.event);
}

/** The server closes a connection that sends more. */
export const MAX_FRAME_BYTES = 16_384;

export const CloseCode = {
  LEFT: 1000,
  AUTHENTICATION_FAILED: 4001,
  KICKED: 4002,
} as const;

import type { CtibarError } from './error';
import type { PhoneConfig, PhoneStatus } from './phone-types';

export type Direction = 'INBOUND' | 'OUTBOUND' | 'INTERNAL';
export type Presence = 'LOGGED_OUT' | 'NOT_READY' | 'READY';
export type Work =
  'IDLE' | 'RESERVED' | 'RINGING' | 'DIALING' | 'TALKING' | 'HELD' | 'CONSULTING' | 'CONFERENCED';
/** `to_queue`: a skill group's id; `to_phone`: an extension. */
export type TransferType = 'to_queue' | 'to_phone';
/** Why a call comes back: nobody answered the transfer, or the phone was lost in mid-call; or comes first: a supervisor let it. */
export type RingReason = 'transfer_failed' | 'agent_lost' | 'preferred';
/** A command of the agent, or the phone's own key. */
export type HeldBy = 'agent' | 'phone';
/** `held`: the one consulted is on hold, the agent talks with the customer. */
export type ConsultState = 'ringing' | 'talking' | 'held';
/** Texts that travel with a call: what `makecall` was given, or what the call brought along. */
export type AttachedData = Readonly<Record<string, string>>;

export interface CtibarConfig {
  /**
   * `ws://host:9999/ws`; also `/ws`, on the page's own host. Of a cluster the addresses of several nodes: the page begins
   * at any of them, and moves to another when its own dies, goes silent or is about to leave.
   */
  url: string | readonly string[];
  /** From `POST /api/v1/base/auth`. Never logged. */
  token: string;
  /** What goes on, one short line each; `type` is `connection`, `send`, `receive`, `phone`. */
  infoLog?: ((info: string, type: string) => void) | null | undefined;
  errLog?: ((err: CtibarError) => void) | null | undefined;
  /** `sockjs` does without WebSockets from the start. Default: WebSocket, SockJS where it fails. */
  transport?: 'websocket' | 'sockjs' | undefined;
  /** Where `ctibar-sockjs.js` lies. Default: beside `ctibar.js`. */
  sockjsScript?: string | undefined;
  /** Default: as the server says. */
  phone?: PhoneConfig | undefined;
  /** Where `ctibar-phone.js` lies. Default: beside `ctibar.js`. */
  phoneScript?: string | undefined;
}

export interface Identity {
  user: string;
  nickname: string;
  extNo: string;
}

export interface User extends Identity {
  roles: readonly string[];
}

export interface Queue {
  id: string;
  name: string;
}

/** What every event of a call tells. */
export interface CallEvent {
  callId: string;
  data: AttachedData;
}

export interface Ring extends CallEvent {
  /** Caller (INBOUND), callee (OUTBOUND) or the other extension (INTERNAL). */
  popScreenNo: string;
  direction: Direction;
  enableAsr: boolean;
  /** As the caller's side sent it: show it as text, never as HTML. */
  displayName: string;
  queue: Queue | null;
  /** Null for a call that did not come back. */
  reason: RingReason | null;
}

export interface Answer extends CallEvent {
  direction: Direction;
  popScreenNo: string;
}

export interface Hold extends CallEvent {
  by: HeldBy;
}

export interface Consult extends CallEvent {
  /** The extension that is consulted. */
  to: string;
  /**
   * `ended`: the agent talks with the customer again. `customer_left`: the customer hung up, the agent and the one
   * consulted go on as a plain call.
   */
  state: ConsultState | 'ended' | 'customer_left';
  /** Why it ended, as FreeSWITCH names it. */
  cause: string | null;
  /** 0 where nothing failed, else one of `ErrorCode`. */
  code: number;
}

export interface Conference extends CallEvent {
  /** The third party. */
  to: string;
  state: 'begun' | 'ended';
}

export interface Mute extends CallEvent {
  muted: boolean;
}

/** A supervisor who hears the agent; `mode`: `monitor`, `whisper`, `barge`. */
export interface ListenedBy {
  by: string;
  mode: string;
}

export interface Listened extends CallEvent {
  /** All of them; none where nobody listens any more. */
  listeners: readonly ListenedBy[];
}

/** With whom the agent talks from now on. */
export interface Transferred extends CallEvent {
  /** The extension that handed the call over. */
  from: string;
  popScreenNo: string;
  direction: Direction;
  /** As the caller's side sent it: show it as text, never as HTML. */
  displayName: string;
  queue: Queue | null;
}

export interface Hangup extends CallEvent {
  /** As FreeSWITCH names it, e.g. `NORMAL_CLEARING`; `TRANSFERRED` for an agent who handed the call over. */
  cause: string;
  /** 0 for an ordinary end, else one of `ErrorCode`. */
  code: number;
}

export interface CurrentCall extends Ring {
  /** ms since 1970. */
  since: number;
  answeredAt: number | null;
  muted: boolean;
  /** Null unless the call is on hold. */
  heldBy: HeldBy | null;
  /** Whom the agent consults; in a conference the third party. */
  consult: Consultation | null;
  /** Absent where nobody listens, and where the site does not tell. */
  listeners?: readonly ListenedBy[];
}

export interface Consultation {
  to: string;
  state: ConsultState;
}

export interface Snapshot {
  signedIn: boolean;
  presence: Presence;
  reason: string | null;
  work: Work;
  /** What a change asked for during a call will lead to. */
  next: string | null;
  /** ms since 1970. */
  since: number;
  /** ms since 1970; in the future during wrap-up. */
  readyAt: number;
  revision: number;
  call: CurrentCall | null;
  /** The commands that make sense now. */
  allowed: readonly string[];
}

/** Texts that travel with a call, together at most 2 kB; other plain values become texts. */
export type CallData = Readonly<Record<string, string | number | boolean>>;

/** Which call a method was about. */
export type CallRef = { callId: string };
/** `cause` as in `onHangup`. */
export type CallEnd = { callId: string; cause: string };
export type Queued = { queued: true };
export type PresenceChange = { presence: Presence; reason: string | null } | Queued;

/** `to`: `ready`, `logout`, or a reason of `onBusy` or `onRest`; `by`: the supervisor; `reason`: why, in words. */
export interface Forced {
  to: string;
  by: string;
  reason: string;
}

/** What the platform tells. All are optional; one that throws is reported to `errLog`. */
export interface CtibarCallbacks {
  onConnect?: () => void;
  onDisconnect?: () => void;
  onLogin?: (data: Identity) => void;
  /** `reason`: `logout`, `connection_lost`, `forced`. */
  onLogout?: (data: { reason: string; by?: string }) => void;
  onReady?: (data: { by?: string }) => void;
  /** `reason`: `login`, `busy`, `no_answer`, `phone_down`, `connection_lost`, or the site's own. */
  onBusy?: (data: { reason: string; by?: string }) => void;
  onRest?: (data: { reason: string; by?: string }) => void;
  /** A change asked for during a call waits for its end; null: it does no longer. */
  onPending?: (data: { next: string | null; by?: string }) => void;
  /** A supervisor changed the presence; told after the callback of that, whose `by` names the supervisor, too. */
  onForced?: (data: Forced) => void;
  onRing?: (data: Ring) => void;
  onAnswer?: (data: Answer) => void;
  onCalleeAnswer?: (data: CallEvent) => void;
  onHold?: (data: Hold) => void;
  onUnhold?: (data: Hold) => void;
  /** Each step of a consultation. */
  onConsult?: (data: Consult) => void;
  onConference?: (data: Conference) => void;
  onMute?: (data: Mute) => void;
  /** Supervisors begin to listen, do so in another way, or have stopped; only where the site wants agents to know. */
  onListened?: (data: Listened) => void;
  /** A consultation with this agent was completed. */
  onTransferred?: (data: Transferred) => void;
  onHangup?: (data: Hangup) => void;
  /** `until`: ms since 1970. */
  onWrapUp?: (data: { until: number }) => void;
  /**
   * The whole state, where single events would not tell it: after a reload, in a second tab, at another node. What it
   * shows to have been missed was called just before it.
   */
  onSnapshot?: (data: Snapshot) => void;
  /** Signed in from another browser: this one is out and does not reconnect. */
  onKicked?: (data: { reason: string }) => void;
  /** Errors that belong to no method: a token refused, a frame not understood. */
  onError?: (err: CtibarError) => void;
  /** What the telephone in the page does; never called with a desk phone. */
  onPhone?: (status: PhoneStatus) => void;
  /** After each event, the state that all events so far add up to. */
  onState?: (state: Snapshot) => void;
  /** Not told by this version. */
  onAsrResult?: (data: Readonly<Record<string, unknown>>) => void;
}

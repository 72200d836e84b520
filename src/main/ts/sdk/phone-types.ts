/** What the built-in phone needs to register. */
export interface WebRtcSettings {
  /** `sip:1001@cti.example.org`. */
  uri: string;
  /** Default: the user part of `uri`. */
  user?: string | undefined;
  realm: string;
  /** MD5 hex of `user:realm:password`: the password itself is nowhere in the page. */
  ha1: string;
  /** `wss://cti.example.org:7443`; several are tried in turn. */
  servers: readonly string[];
  /** STUN and TURN servers. Default: none. */
  iceServers?: readonly RTCIceServer[] | undefined;
}

export interface PhoneOptions {
  /** Where the sound of a ringing phone lies; false: silent. Default: a made tone. */
  ringtone?: string | false | undefined;
  /** 0 to 1, of voice and ringtone. Default: 1. */
  volume?: number | undefined;
  /** Device ids as {@link Phone.devices} tells them. Default: the system's. */
  audioInput?: string | undefined;
  audioOutput?: string | undefined;
}

/** `desk`: a telephone of its own. `webrtc`: the page; what is missing here the server tells after sign-in. */
export type PhoneConfig =
  { type: 'desk' } | ({ type: 'webrtc' } & Partial<WebRtcSettings> & PhoneOptions);

/**
 * - `off`: signed out, or a desk phone
 * - `starting`
 * - `registered`: can be called
 * - `unreachable`: the switch cannot be reached, or refuses; tries go on
 * - `no_microphone`: cannot be called until {@link Phone.retry} succeeds
 * - `elsewhere`: another tab of this browser has the audio
 * - `autoplay_blocked`: can be called, but is not heard until the user clicks or types in the page
 */
export type PhoneState =
  | 'off'
  | 'starting'
  | 'registered'
  | 'unreachable'
  | 'no_microphone'
  | 'elsewhere'
  | 'autoplay_blocked';

export interface PhoneStatus {
  state: PhoneState;
  /**
   * With `no_microphone`: `denied`, `not_found`, `in_use`, `insecure_page`. With `unreachable`: `connection_lost`,
   * `refused` or what the switch said.
   */
  reason: string | null;
}

export interface AudioDevice {
  id: string;
  /** Empty until the user allowed the microphone. */
  label: string;
}

export interface AudioDevices {
  inputs: readonly AudioDevice[];
  /** Empty where the browser cannot choose. */
  outputs: readonly AudioDevice[];
}

export interface DeviceChoice {
  input?: string | undefined;
  output?: string | undefined;
  volume?: number | undefined;
}

/** The built-in phone, `ctibar.phone`. With a desk phone its methods reject with NOT_FOUND. */
export interface Phone {
  readonly state: PhoneStatus;
  /** Asks for the microphone again, or tries again to reach the switch. */
  readonly retry: () => Promise<void>;
  readonly devices: () => Promise<AudioDevices>;
  /** Changes what is given, also in mid-call; rejects where a device cannot be used. */
  readonly use: (choice: DeviceChoice) => Promise<void>;
}

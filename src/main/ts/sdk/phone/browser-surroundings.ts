import { uuid } from '../browser-id';
import { lockElection, storageElection } from './election';
import { SipSoftphone } from './sip/sip-softphone';
import type { Channel, Surroundings } from './surroundings';

export const BROWSER: Surroundings = {
  softphone: (options, events) => new SipSoftphone(options, events),
  election: (name, events) => (navigator.locks ? lockElection : storageElection)(name, events),
  channel,
  uuid,
};

function channel(name: string, heard: (message: unknown) => void): Channel {
  if (typeof BroadcastChannel === 'undefined') {
    return { tell: () => undefined, close: () => undefined };
  }
  const tabs = new BroadcastChannel(name);
  tabs.onmessage = (e: MessageEvent<unknown>) => heard(e.data);
  return { tell: (message) => tabs.postMessage(message), close: () => tabs.close() };
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EventSocket, type SwitchEvent } from './event-socket';

const KINDS = ['CHANNEL_PROGRESS', 'CHANNEL_ANSWER', 'CHANNEL_HANGUP_COMPLETE'];

const FOR_EVER = 0;

export interface Caller {
  from: string;
  name?: string;
  /** The number that is dialled. */
  to?: string;
}

/**
 * People outside and phones of a simulated switch, told what to do as `scripts/call` tells it, without a program of its own
 * for each call.
 */
export class SimulatedSwitch {
  private link!: EventSocket;
  /** Uuids of legs that ring, by the number that was dialled. */
  private readonly ringing = new Map<string, string>();
  private readonly awaited = new Map<string, () => void>();
  private readonly ended = new Set<string>();
  private readonly ends = new Map<string, () => void>();

  /** @param dataDir of a node, or of a cluster */
  static async of(dataDir: string): Promise<SimulatedSwitch> {
    const text = await readFile(join(dataDir, 'simulator.json'), 'utf8');
    const state = JSON.parse(text) as { port: number; password: string };
    const simulated = new SimulatedSwitch();
    simulated.link = await EventSocket.open(state, KINDS, (event) => simulated.heard(event));
    return simulated;
  }

  /** Rings until somebody ends the call. @returns the uuid of the caller's leg */
  callIn({ from, name, to = '7001' }: Caller): Promise<string> {
    const shown = Buffer.from(name ?? `Caller ${from}`).toString('base64url');
    return this.link.command(`api sim_call ${to} ${from} ${FOR_EVER} ${shown}`);
  }

  async hangUp(uuid: string): Promise<void> {
    if (!this.ended.has(uuid)) {
      await this.link.command(`api sim_hangup ${uuid}`).catch(() => undefined); // it may end by itself
    }
  }

  /** Resolves once that leg is no more. */
  async end(uuid: string): Promise<void> {
    if (!this.ended.has(uuid)) {
      await new Promise<void>((resolve) => this.ends.set(uuid, resolve));
    }
  }

  /** Picks up the phone of that number as soon as it rings. */
  async answer(number: string): Promise<void> {
    if (!this.ringing.has(number)) {
      await new Promise<void>((resolve) => this.awaited.set(number, resolve));
    }
    await this.link.command(`api sim_answer ${this.ringing.get(number)}`);
  }

  close(): void {
    this.link.close();
  }

  private heard(event: SwitchEvent): void {
    const uuid = event['Unique-ID'] ?? '';
    const number = event['Caller-Destination-Number'] ?? '';
    if (event['Event-Name'] === 'CHANNEL_PROGRESS') {
      this.ringing.set(number, uuid);
      this.awaited.get(number)?.();
      this.awaited.delete(number);
    } else if (this.ringing.get(number) === uuid) {
      this.ringing.delete(number);
    }
    if (event['Event-Name'] === 'CHANNEL_HANGUP_COMPLETE') {
      this.ended.add(uuid);
      this.ends.get(uuid)?.();
    }
  }
}

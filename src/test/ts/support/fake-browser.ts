import type {
  Channel,
  Election,
  ElectionEvents,
  Surroundings,
} from '../../../main/ts/sdk/phone/surroundings';
import { FakeSoftphone } from './fake-softphone';

/** Locks and channels among the tabs of one browser, told at once. */
export class FakeBrowser {
  private readonly waiting: ElectionEvents[] = [];
  private readonly hearing: ((message: unknown) => void)[] = [];
  private tabs = 0;

  tab(softphone: (made: FakeSoftphone) => void): Surroundings {
    const tab = ++this.tabs;
    let requests = 0;
    return {
      softphone: (_, events) => {
        const made = new FakeSoftphone(events);
        softphone(made);
        return made;
      },
      election: (_, events) => this.elect(events),
      channel: (_, heard) => this.open(heard),
      uuid: () => `tab${tab}-${++requests}`,
    };
  }

  private elect(events: ElectionEvents): Election {
    this.waiting.push(events);
    (this.waiting[0] === events ? events.won : events.lost)();
    return { resign: () => this.resign(events) };
  }

  private resign(events: ElectionEvents): void {
    const place = this.waiting.indexOf(events);
    this.waiting.splice(place, 1);
    if (place === 0) {
      this.waiting[0]?.won();
    }
  }

  private open(heard: (message: unknown) => void): Channel {
    this.hearing.push(heard);
    return {
      tell: (message) => this.hearing.filter((h) => h !== heard).forEach((h) => h(message)),
      close: () => void this.hearing.splice(this.hearing.indexOf(heard), 1),
    };
  }
}

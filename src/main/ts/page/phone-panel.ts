import type { Ctibar } from '../sdk/ctibar';
import type { AudioDevice, DeviceChoice, PhoneStatus } from '../sdk/phone-types';
import { byId, write } from './dom';
import { keepChoice, keptChoice } from './phone-choice';
import { type Key, t } from './texts';

type Kind = 'input' | 'output';

/** As `phone.devices` tells them, the system's own choice among them under this id. */
const DEFAULT = 'default';
const KINDS: readonly [kind: Kind, unnamed: Key][] = [
  ['input', 'microphone'],
  ['output', 'loudspeaker'],
];

/** What was chosen before is used from the moment when the phone works. */
let used = false;

export function wirePhonePanel(bar: () => Ctibar | null): void {
  const panel = byId<HTMLDetailsElement>('phone-panel');
  const withBar = (then: (bar: Ctibar) => Promise<void>) => {
    const now = bar();
    void (now && then(now));
  };
  const list = () => panel.open && withBar(showDevices);
  const choose = (choice: DeviceChoice) => withBar((bar) => use(bar, choice));
  panel.ontoggle = list;
  navigator.mediaDevices?.addEventListener('devicechange', list);
  KINDS.forEach(([kind]) => {
    select(kind).onchange = () => choose({ [kind]: select(kind).value });
  });
  volume().onchange = () => choose({ volume: Number(volume().value) / 100 });
  byId('phone-retry').onclick = () => withBar((bar) => bar.phone.retry());
  closeWhenLeft(panel);
}

export function phoneChanged({ state }: PhoneStatus, bar: Ctibar | null): void {
  if (state === 'off') {
    used = false;
  } else if (!used && (state === 'registered' || state === 'autoplay_blocked')) {
    used = true;
    bar?.phone.use(keptChoice()).catch(() => undefined); // what is not there gives way to the system's
  }
}

async function showDevices(bar: Ctibar): Promise<void> {
  const chosen = keptChoice();
  const { inputs, outputs } = await bar.phone.devices().catch(() => NO_DEVICES);
  const lists = { input: inputs, output: outputs };
  KINDS.forEach(([kind, unnamed]) => fill(select(kind), lists[kind], unnamed, chosen[kind] ?? ''));
  byId('phone-output-row').hidden = outputs.length === 0;
  volume().value = String(Math.round((chosen.volume ?? 1) * 100));
  write('phone-problem', '');
}

const NO_DEVICES = { inputs: [], outputs: [] };

/** Numbers take the place of names that the browser keeps to itself. */
function fill(
  list: HTMLSelectElement,
  devices: readonly AudioDevice[],
  unnamed: Key,
  chosen: string,
): void {
  const real = devices.filter(({ id }) => id !== DEFAULT && id !== '');
  const options = real.map(
    ({ id, label }, i) => new Option(label || `${t(unnamed)} ${i + 1}`, id, false, id === chosen),
  );
  list.replaceChildren(new Option(t('systemDefault'), ''), ...options);
}

async function use(bar: Ctibar, choice: DeviceChoice): Promise<void> {
  write('phone-problem', '');
  try {
    await bar.phone.use(choice);
    keepChoice(choice);
  } catch {
    await showDevices(bar);
    write('phone-problem', t('deviceUnusable'));
  }
}

function closeWhenLeft(panel: HTMLDetailsElement): void {
  panel.onkeydown = (e) => {
    if (e.key === 'Escape' && panel.open) {
      panel.open = false;
      panel.querySelector('summary')?.focus();
    }
  };
  document.addEventListener('pointerdown', (e) => {
    if (!panel.contains(e.target as Node)) {
      panel.open = false;
    }
  });
}

function select(kind: Kind): HTMLSelectElement {
  return byId<HTMLSelectElement>(`phone-${kind}`);
}

function volume(): HTMLInputElement {
  return byId<HTMLInputElement>('phone-volume');
}

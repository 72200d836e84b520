import type { Ctibar } from '../sdk/ctibar';
import type { TransferType } from '../sdk/types';
import { button, byId, enable, isEnabled, write } from './dom';
import type { Asking } from './model';
import type { InWords } from './tell';
import { t } from './texts';

/** What the small form that transfer and consult share does when it is sent. */
export interface Handover {
  ask(asking: Asking): void;
  run(what: (bar: Ctibar) => Promise<unknown>, inWords: InWords): void;
}

let shownFor: Asking = null;

export function renderHandover(asking: Asking, possible: boolean): void {
  byId('tools').hidden = asking !== null;
  byId('handover').hidden = asking === null;
  byId('target-kind').hidden = asking !== 'transfer';
  (['transfer', 'consult'] as const).forEach((id) => {
    button(id).setAttribute('aria-expanded', String(asking === id));
  });
  if (asking) {
    const label = t(kind(asking) === 'to_queue' ? 'targetQueue' : 'targetPhone');
    field().placeholder = label;
    field().setAttribute('aria-label', label);
    write('handover-text', t(asking));
    byId('handover').setAttribute('aria-label', t(asking));
    enable('handover-send', possible && field().value.trim() !== '');
  }
  if (asking && asking !== shownFor) {
    field().focus();
    field().select();
  }
  shownFor = asking;
}

/** @param changed called after each key, for what depends on the number */
export function wireHandover(on: Handover, changed: () => void): void {
  const form = byId<HTMLFormElement>('handover');
  const close = () => {
    const opener = shownFor;
    on.ask(null);
    if (opener) {
      button(opener).focus();
    }
  };
  field().oninput = changed;
  byId('target-kind').onchange = changed;
  button('handover-cancel').onclick = close;
  form.onkeydown = (e) => {
    if (e.key === 'Escape') {
      close();
    }
  };
  form.onsubmit = (e) => {
    e.preventDefault();
    if (shownFor && isEnabled('handover-send')) {
      send(shownFor, on);
    }
  };
}

function send(asking: 'transfer' | 'consult', on: Handover): void {
  const to = field().value.trim();
  const type = kind(asking);
  const inWords: InWords = type === 'to_queue' ? { NOT_FOUND: 'noSuchGroup' } : {};
  on.run((bar) => (asking === 'transfer' ? bar.transfer(to, type) : bar.consult(to)), inWords);
}

function kind(asking: Asking): TransferType {
  return asking === 'transfer' && byId<HTMLInputElement>('to-queue').checked
    ? 'to_queue'
    : 'to_phone';
}

function field(): HTMLInputElement {
  return byId<HTMLInputElement>('target');
}

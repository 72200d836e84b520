import { button, byId, write } from './dom';
import type { Model } from './model';
import { phoneShown } from './phone-shown';
import { t } from './texts';

export function renderPhone({ phone }: Model): void {
  const shown = phoneShown(phone);
  const hadKeyboard = document.activeElement === button('phone-retry');
  byId('phone').hidden = shown === null;
  byId('phone').dataset['tone'] = shown?.tone ?? '';
  byId('phone').dataset['phone'] = phone.state;
  write('phone-text', shown ? t(shown.text) : '');
  button('phone-retry').hidden = !shown?.canRetry;
  if (hadKeyboard && !shown?.canRetry) {
    (shown ? byId('phone-settings') : button('ready')).focus();
  }
}

/** What keeps the phone from being used, in words. */
export function phoneProblem({ phone }: Model): string {
  const shown = phoneShown(phone);
  return shown?.tone === 'bad' ? t(shown.text) : '';
}

import type { Ctibar } from '../sdk/ctibar';
import { SIGNED_OUT } from '../sdk/view';
import { wireActions } from './actions';
import { keepToken, keptToken, server, signIn, SignInRefused } from './api';
import { button, byId, write } from './dom';
import { listKeys, wireKeys } from './keys';
import { wireLog } from './log';
import { type Model, NO_PHONE, settled } from './model';
import { connect } from './phone';
import { phoneChanged, wirePhonePanel } from './phone-panel';
import { render } from './render';
import { inform, tell } from './tell';
import { about, errorText, type Key, language, type Language, speak, t, translate } from './texts';

declare global {
  interface Window {
    Ctibar: typeof Ctibar;
  }
}

let ctibar: Ctibar | null = null;
let model: Model = {
  connection: 'closed',
  user: null,
  state: SIGNED_OUT,
  phone: NO_PHONE,
  asking: null,
  note: null,
};

function change(part: Partial<Model>): void {
  model = settled({ ...model, ...part });
  render(model);
}

async function start(token: string): Promise<void> {
  const connected = await connect(token, {
    connection: (connection) => change({ connection }),
    state: (state) => change({ state }),
    note: (note) => change({ note }),
    phone: (phone) => {
      change({ phone });
      phoneChanged(phone, ctibar);
    },
    forced: ({ by, reason }) => inform(about('forced', `${by}: ${reason}`)),
    ended: (why) => leave(why === 'kicked' ? t('kicked') : t(why.name as Key)),
  });
  ctibar = connected.ctibar;
  void keepToken(token);
  change({ user: connected.user });
  button('ready').focus();
  await tell(ctibar.login());
}

function leave(problem = ''): void {
  void ctibar?.close();
  ctibar = null;
  void keepToken(null);
  change({ connection: 'closed', user: null, state: SIGNED_OUT, phone: NO_PHONE });
  write('sign-in-problem', problem);
  byId('password').focus();
}

async function logOutAndLeave(): Promise<void> {
  if (ctibar && model.state.signedIn) {
    await tell(ctibar.logout());
  }
  leave();
}

function wireSignIn(): void {
  const submit = byId('sign-in').querySelector('button') as HTMLButtonElement;
  byId('sign-in').onsubmit = (e) => {
    e.preventDefault();
    submit.disabled = true;
    write('sign-in-problem', '');
    signIn(valueOf('user').trim(), valueOf('password'))
      .then(({ token }) => start(token))
      .catch((refused: unknown) => write('sign-in-problem', problemOf(refused)))
      .finally(() => (submit.disabled = false));
  };
}

function problemOf(refused: unknown): string {
  if (refused instanceof SignInRefused) {
    return refused.code === 7 ? t('BAD_CREDENTIALS') : refused.message;
  }
  const name = (refused as Error).name;
  return errorText(name, t('unreachable'));
}

function valueOf(id: string): string {
  return byId<HTMLInputElement>(id).value;
}

function wireLanguages(): void {
  const buttons = document.querySelectorAll<HTMLButtonElement>('[data-language]');
  const apply = () => {
    document.documentElement.lang = language() === 'zh' ? 'zh-CN' : 'en';
    buttons.forEach((b) =>
      b.setAttribute('aria-pressed', String(b.dataset['language'] === language())),
    );
    translate(document);
    listKeys();
    render(model);
  };
  buttons.forEach((b) => {
    b.onclick = () => {
      speak(b.dataset['language'] as Language);
      apply();
    };
  });
  apply();
}

wireSignIn();
wireActions({
  bar: () => ctibar,
  ask: (asking) => {
    write('problem', '');
    change({ asking });
  },
  changed: () => render(model),
  leave: () => void logOutAndLeave(),
});
wirePhonePanel(() => ctibar);
wireKeys();
wireLog();
wireLanguages();
setInterval(() => render(model), 1_000);

void server.then(({ refused }) => (byId('other-server').hidden = !refused));
void keptToken().then((token) => {
  if (token) {
    start(token).catch((e: unknown) => leave(problemOf(e)));
  }
});

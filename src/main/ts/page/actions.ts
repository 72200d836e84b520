import type { Ctibar } from '../sdk/ctibar';
import { button, byId, isEnabled } from './dom';
import { wireHandover } from './handover';
import type { Asking } from './model';
import { wirePad } from './pad';
import { tell } from './tell';

/** What the buttons of the desk need. */
export interface Desk {
  bar(): Ctibar | null;
  ask(asking: Asking): void;
  /** Something was written that buttons depend on. */
  changed(): void;
  leave(): void;
}

type Command = (bar: Ctibar) => Promise<unknown>;
/** Told whether it was carried out. */
type Run = (command: Command) => Promise<boolean>;

const COMMANDS: Record<string, Command> = {
  login: (bar) => bar.login(),
  logout: (bar) => bar.logout(),
  ready: (bar) => bar.ready(),
  busy: (bar) => bar.busy(),
  rest: (bar) => bar.rest(),
  offhook: (bar) => bar.offhook(),
  reject: (bar) => bar.reject(),
  hangup: (bar) => bar.hangup(),
  hold: (bar) => bar.hold(),
  unhold: (bar) => bar.unhold(),
  mute: (bar) => bar.mute(),
  unmute: (bar) => bar.unmute(),
  consultComplete: (bar) => bar.consultComplete(),
  consultCancel: (bar) => bar.consultCancel(),
  alternate: (bar) => bar.alternate(),
  conference: (bar) => bar.conference(),
};

export function wireActions(desk: Desk): void {
  const run: Run = (command) => {
    const bar = desk.bar();
    return bar ? tell(command(bar)) : Promise.resolve(false);
  };
  Object.entries(COMMANDS).forEach(([id, command]) => {
    button(id).onclick = () => void (isEnabled(id) && run(command));
  });
  (['transfer', 'consult'] as const).forEach((id) => {
    button(id).onclick = () => isEnabled(id) && desk.ask(id);
  });
  button('leave').onclick = () => desk.leave();
  wireDial(run);
  wirePad({ changed: desk.changed, tone: (digit) => run((bar) => bar.dtmf(digit)) });
  wireHandover(
    {
      ask: desk.ask,
      run: (what, inWords) => {
        const bar = desk.bar();
        void (bar && tell(what(bar), inWords));
      },
    },
    desk.changed,
  );
}

function wireDial(run: Run): void {
  byId('dial').onsubmit = (e) => {
    e.preventDefault();
    if (isEnabled('makecall')) {
      void run((bar) => bar.makecall(byId<HTMLInputElement>('number').value));
    }
  };
}

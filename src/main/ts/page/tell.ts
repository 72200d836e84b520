import type { CtibarError } from '../sdk/error';
import { write } from './dom';
import { log } from './log';
import { errorText, type Key, t } from './texts';

/** Where an error has a better word than its usual one. */
export type InWords = Readonly<Record<string, Key>>;

const OWN_CAUSES = ['NORMAL_CLEARING', 'ORIGINATOR_CANCEL', 'TRANSFERRED'];
let asked = 0;

/** Shows why something failed; what succeeded is seen by itself. Resolves with whether it did. */
export async function tell(result: Promise<unknown>, inWords: InWords = {}): Promise<boolean> {
  const mine = ++asked;
  write('problem', '');
  try {
    await result;
    return true;
  } catch (e) {
    const error = e as CtibarError;
    log(`${error.name} ${error.message}`, 'error');
    if (mine === asked || !isOwnDoing(error)) {
      const better = inWords[error.name];
      write('problem', better ? t(better) : errorText(error.name, error.message));
    }
    return false;
  }
}

/** Shows what nobody asked for, until the next command. */
export function inform(text: string): void {
  asked++;
  log(text);
  write('problem', text);
}

/** Who hung up, cancelled or completed before the answer knows that there was none. */
function isOwnDoing({ name, data }: CtibarError): boolean {
  return name === 'NO_ANSWER' && OWN_CAUSES.includes(String(data['cause']));
}

import { button, byId } from './dom';
import { t } from './texts';

const MAX_LINES = 500;

/** The panel at the edge of the page: what was said to the platform and what came back. */
export function log(text: string, kind = 'page'): void {
  const list = byId('log');
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
  const line = document.createElement('li');
  const time = document.createElement('time');
  time.textContent = new Date().toLocaleTimeString('en-GB');
  line.dataset['kind'] = kind;
  line.append(time, ` ${ARROWS[kind] ?? '·'} ${text}`);
  list.append(line);
  while (list.childElementCount > MAX_LINES) {
    list.firstElementChild?.remove();
  }
  if (atEnd) {
    list.scrollTop = list.scrollHeight;
  }
}

const ARROWS: Record<string, string> = { send: '→', receive: '←', error: '!' };

export function wireLog(): void {
  button('log-clear').onclick = () => byId('log').replaceChildren();
  button('log-copy').onclick = async () => {
    const lines = Array.from(byId('log').children, (line) => line.textContent);
    await copy(lines.join('\n'));
    const label = button('log-copy');
    label.textContent = t('copied');
    setTimeout(() => (label.textContent = t('copy')), 1_500);
  };
}

/** The clipboard API is missing on plain http pages. */
async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
}

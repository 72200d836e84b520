import { Panel } from './parts';
import { t } from './texts';

/** The calls of the past. */
export function HistoryRoom() {
  return (
    <Panel heading={t('history')} name="history">
      <p class="empty">{t('noPastCalls')}</p>
    </Panel>
  );
}

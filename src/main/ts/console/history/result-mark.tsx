import { Icon } from '../parts';
import type { Result } from './past';
import { t } from '../texts';

const LOOKS: Readonly<Record<Result, { status: string; icon: string }>> = {
  answered: { status: 'ready', icon: 'ready' },
  unanswered: { status: 'notReady', icon: 'down' },
  living: { status: 'talking', icon: 'talking' },
};

export function ResultMark({ result }: { result: Result }) {
  const { status, icon } = LOOKS[result];
  return (
    <span class="status" data-status={status}>
      <Icon name={icon} />
      <span>{t(`result_${result}`)}</span>
    </span>
  );
}

import { percentText } from '../format';
import { Marked } from '../parts';
import { t } from '../texts';
import { type Level, SERVICE_ACT, SERVICE_WATCH, serviceLevel } from '../thresholds';

export function ServiceLevel({ share }: { share: number | null | undefined }) {
  const level = serviceLevel(share);
  return (
    <Marked level={level} note={serviceNote(level)}>
      {percentText(share)}
    </Marked>
  );
}

export function serviceNote(level: Level): string {
  switch (level) {
    case 'calm':
      return '';
    case 'watch':
      return t('below', { limit: percentText(SERVICE_WATCH) });
    case 'act':
      return t('below', { limit: percentText(SERVICE_ACT) });
  }
}

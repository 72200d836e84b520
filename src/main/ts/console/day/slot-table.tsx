import { averageText, minuteText, percentText } from '../format';
import { t } from '../texts';
import type { Slot } from './course';

/** The charts in figures. */
export function SlotTable({ slots }: { slots: readonly Slot[] }) {
  const columns = ['offered', 'answered', 'abandoned', 'shortAbandoned'] as const;
  return (
    <details class="slots">
      <summary>{t('asTable')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('timeOfDay')}</th>
            {[...columns, 'averageWait' as const, 'serviceLevel' as const].map((name) => (
              <th scope="col" class="number" key={name}>
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {slots.map((slot) => (
            <tr key={slot.at}>
              <th scope="row" class="clock">
                {minuteText(slot.at)}
              </th>
              {columns.map((name) => (
                <td class="number" key={name}>
                  {slot[name]}
                </td>
              ))}
              <td class="number">{averageText(slot.waitMs, slot.answered)}</td>
              <td class="number">{percentText(slot.serviceLevel)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

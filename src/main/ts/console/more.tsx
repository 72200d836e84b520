import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from './texts';

interface MoreProps {
  text?: string;
  asking?: boolean;
  onClick(): void;
}

/** The way to the rows after these. Who used it goes on in the table once there are no more. */
export function More({ text = t('more'), asking = false, onClick }: MoreProps) {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => () => passFocus(button.current), []);
  return (
    <button
      type="button"
      class="more"
      id="more"
      ref={button}
      aria-disabled={asking}
      onClick={onClick}
    >
      {text}
    </button>
  );
}

function passFocus(button: HTMLElement | null): void {
  if (button && button === document.activeElement) {
    const panel = button.closest<HTMLElement>('.scroll');
    const ways = panel?.querySelectorAll<HTMLElement>('tbody :is(a, button)') ?? [];
    ([...ways].at(-1) ?? panel)?.focus();
  }
}

import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { clockText } from '../page/shown';
import { onTick, platformNow } from './clock';
import { type Key, secondsText, t } from './texts';
import { type Level, waitActMs, waitLevel, waitWatchMs } from './thresholds';

/** @param name of a symbol in the page's sprite */
export function Icon({ name }: { name: string }) {
  return (
    <svg aria-hidden="true">
      <use href={`#i-${name}`} />
    </svg>
  );
}

/** Now and each second. What it changes in the page is its own: nothing is rendered for it. */
export function useTick(tick: (now: number) => void): void {
  useLayoutEffect(() => {
    tick(platformNow());
    return onTick(tick);
  });
}

function write(element: HTMLElement | null, text: string): void {
  if (element && element.textContent !== text) {
    element.textContent = text;
  }
}

/** @param since 0: it was never otherwise */
export function Age({ since }: { since: number }) {
  const text = useRef<HTMLSpanElement>(null);
  useTick((now) => write(text.current, since > 0 ? clockText(now - since) : '–'));
  return <span class="clock" ref={text} />;
}

export function Left({ until }: { until: number }) {
  const text = useRef<HTMLSpanElement>(null);
  useTick((now) => write(text.current, `−${clockText(until - now)}`));
  return <span class="clock" title={t('left')} ref={text} />;
}

export function TimeOfDay() {
  const text = useRef<HTMLSpanElement>(null);
  useTick((now) => write(text.current, new Date(now).toLocaleTimeString('en-GB')));
  return <span class="clock" ref={text} />;
}

/** How long somebody waits, and in shape whether that is too long. */
export function Wait({ since, children }: { since: number; children?: ComponentChildren }) {
  const mark = useRef<HTMLSpanElement>(null);
  const age = useRef<HTMLSpanElement>(null);
  useTick((now) => {
    mark.current?.setAttribute('data-level', waitLevel(now - since));
    write(age.current, clockText(now - since));
  });
  return (
    <span class="level" ref={mark}>
      <span class="clock" ref={age} />
      {children}
    </span>
  );
}

/** The same in words. */
export function WaitNote({ since }: { since: number }) {
  const note = useRef<HTMLSpanElement>(null);
  useTick((now) => write(note.current, waitNote(waitLevel(now - since))));
  return <span class="note" ref={note} />;
}

export function NotedWait({ since }: { since: number }) {
  return (
    <Wait since={since}>
      <WaitNote since={since} />
    </Wait>
  );
}

function waitNote(level: Level): string {
  switch (level) {
    case 'calm':
      return '';
    case 'watch':
      return t('over', { limit: secondsText(waitWatchMs()) });
    case 'act':
      return t('over', { limit: secondsText(waitActMs()) });
  }
}

/** @param note is for all levels but calm */
export function Marked(props: { level: Level; note?: string; children: ComponentChildren }) {
  return (
    <span class="level" data-level={props.level}>
      <span class="clock">{props.children}</span>
      {props.level !== 'calm' && props.note && <span class="note">{props.note}</span>}
    </span>
  );
}

/** A cell that may be narrower than its text. */
export function Clipped({ children }: { children: string }) {
  return (
    <td class="clipped" title={children}>
      {children}
    </td>
  );
}

interface HeadsProps {
  columns: readonly Key[];
  /** Whether a last column holds what can be done with a row. */
  acts?: boolean;
}

export function Heads({ columns, acts = false }: HeadsProps) {
  return (
    <thead>
      <tr>
        {columns.map((key) => (
          <th scope="col" class={`of-${key}`} key={key}>
            {t(key)}
          </th>
        ))}
        {acts && (
          <th scope="col" class="of-act">
            <span class="hidden-text">{t('act')}</span>
          </th>
        )}
      </tr>
    </thead>
  );
}

interface PanelProps {
  heading: string;
  name: string;
  aside?: ComponentChildren;
  children: ComponentChildren;
}

/** A card with a table that scrolls within it, by keyboard, too. */
export function Panel({ heading, name, aside, children }: PanelProps) {
  const id = useId();
  return (
    <section class={`card panel ${name}`} aria-labelledby={id}>
      <div class="panel-head">
        <h2 id={id}>{heading}</h2>
        {aside}
      </div>
      <div class="scroll" role="region" aria-labelledby={id} tabIndex={0}>
        {children}
      </div>
    </section>
  );
}

/** Said by screen readers, once. */
export function Announcer({ text }: { text: string }) {
  const [said, say] = useState('');
  useEffect(() => say(text), [text]);
  return (
    <p class="hidden-text" role="status" aria-live="polite">
      {said}
    </p>
  );
}

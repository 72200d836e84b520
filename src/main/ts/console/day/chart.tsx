import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { minuteText, NO_VALUE } from '../format';
import { t } from '../texts';

export interface Line {
  label: string;
  /** A custom property of the page: `--blue`. */
  color: string;
  values: readonly (number | null)[];
  as: 'bars' | 'line' | 'limit';
}

interface ChartProps {
  /** What it shows, for who cannot see it. */
  label: string;
  /** s since 1970, of the beginning of each value. */
  times: readonly number[];
  /** For how long each value stands. */
  slotMs: number;
  lines: readonly Line[];
  /** Null: as high as the highest. */
  top: number | null;
  text(value: number): string;
}

const HEIGHT = 230;
const BARS = uPlot.paths.bars?.({ size: [0.7, 44], align: 1 });

export function Chart({ label, times, slotMs, lines, top, text }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const data = [times, ...lines.map(({ values }) => values)] as unknown as uPlot.AlignedData;
  const looks = JSON.stringify([label, lines.map((line) => line.label), times.length]);
  useEffect(() => {
    const element = place.current as HTMLDivElement;
    const made = new uPlot(options(element, { lines, slotMs, top, text }), data, element);
    chart.current = made;
    const sized = new ResizeObserver(() =>
      made.setSize({ width: element.clientWidth, height: HEIGHT }),
    );
    sized.observe(element);
    return () => {
      sized.disconnect();
      made.destroy();
    };
  }, [looks]);
  useEffect(() => chart.current?.setData(data));
  return <div class="chart" role="img" aria-label={label} ref={place} />;
}

function options(
  element: HTMLElement,
  { lines, slotMs, top, text }: Pick<ChartProps, 'lines' | 'slotMs' | 'top' | 'text'>,
): uPlot.Options {
  const style = getComputedStyle(element);
  const color = (name: string) => style.getPropertyValue(name).trim();
  const axis = {
    stroke: color('--soft'),
    font: `12px ${style.fontFamily}`,
    grid: { stroke: color('--edge'), width: 1 },
    ticks: { stroke: color('--edge'), width: 1 },
  };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    cursor: { drag: { x: false, y: false } },
    // the last bar needs room to its right
    scales: {
      x: { range: (_, first, last) => [first, last + slotMs / 1_000] },
      y: { range: (_, __, highest) => [0, top ?? Math.max(4, highest * 1.1)] },
    },
    axes: [
      { ...axis, values: (_, at) => at.map((s) => minuteText(s * 1_000)) },
      { ...axis, size: 56, values: (_, values) => values.map(text) },
    ],
    series: [
      {
        label: t('timeOfDay'),
        value: (_, at) => (at === null ? NO_VALUE : minuteText(at * 1_000)),
      },
      ...lines.map((line) => series(line, color(line.color), text)),
    ],
  };
}

function series(line: Line, color: string, text: (value: number) => string): uPlot.Series {
  const common: uPlot.Series = {
    label: line.label,
    stroke: color,
    value: (_, value) => (value === null ? NO_VALUE : text(value)),
  };
  switch (line.as) {
    case 'bars':
      return {
        ...common,
        fill: color,
        points: { show: false },
        ...(BARS && { paths: BARS }),
      };
    case 'line':
      return { ...common, width: 2.5, points: { show: true, size: 7, fill: color } };
    case 'limit':
      return { ...common, width: 1.5, dash: [6, 5], points: { show: false } };
  }
}

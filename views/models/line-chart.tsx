import type { ComponentChildren } from 'preact'
import { t } from '../../src/web/languages/words.ts'

type Point = readonly [x: number, y: number]

export interface Line {
  name: string
  /** The first is drawn firmly, the second dashed. */
  points: readonly Point[]
  /** Circles on the points. */
  dots?: boolean
}

interface LineChartProps {
  /** Of the page's ids: unique on it. */
  id: string
  title: string
  x: string
  y: string
  lines: readonly Line[]
  /** Smallest and largest of the axis; what is drawn where not given. */
  range?: { x?: Point; y?: Point }
  diagonal?: boolean
  /** The numbers, for who cannot see the picture. */
  children: ComponentChildren
}

const size = { width: 340, height: 250, left: 62, right: 12, top: 12, bottom: 40 }

/** Lines in a frame with three ticks a side, as SVG; its table is folded in below. */
export function LineChart({ id, title, x, y, lines, range, diagonal, children }: LineChartProps) {
  const all = lines.flatMap(({ points }) => points)
  const [left, right] = range?.x ?? extent(all.map(([value]) => value))
  const [low, high] = range?.y ?? extent(all.map(([, value]) => value))
  const across = (value: number) =>
    size.left + ((value - left) / (right - left || 1)) * (size.width - size.left - size.right)
  const up = (value: number) =>
    size.height - size.bottom - ((value - low) / (high - low || 1)) * (size.height - size.top - size.bottom)
  const place = ([a, b]: Point) => `${across(a).toFixed(1)},${up(b).toFixed(1)}`
  return (
    <figure class="chart">
      <figcaption>
        <strong>{title}</strong>
        <span class="legend">
          {lines.map(({ name }, i) => (
            <span key={name} class={i === 0 ? 'legend-new' : 'legend-old'}>
              {name}
            </span>
          ))}
        </span>
      </figcaption>
      <svg viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-labelledby={`${id}-title ${id}-desc`}>
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>{t`${y} over ${x}. The table below has the numbers.`}</desc>
        <Axes {...{ x, y, across, up }} ends={[left, right, low, high]} />
        {diagonal && <line class="ideal" x1={across(low)} y1={up(low)} x2={across(right)} y2={up(high)} />}
        {lines.toReversed().map(({ name, points, dots }) => {
          const kind = name === lines[0]?.name ? 'new' : 'old'
          return (
            <g key={name}>
              <polyline class={`line-${kind}`} points={points.map(place).join(' ')} />
              {dots &&
                points.map(point => (
                  <circle
                    key={place(point)}
                    class={`dot-${kind}`}
                    cx={across(point[0])}
                    cy={up(point[1])}
                    r="3"
                  />
                ))}
            </g>
          )
        })}
      </svg>
      <details class="quiet-details">
        <summary>{t`The same as a table`}</summary>
        <div class="report-scroll">{children}</div>
      </details>
    </figure>
  )
}

interface AxesProps {
  x: string
  y: string
  /** Left, right, low, high. */
  ends: readonly [number, number, number, number]
  across: (value: number) => number
  up: (value: number) => number
}

/** Three ticks a side, and what they count. */
function Axes({ x, y, ends: [left, right, low, high], across, up }: AxesProps) {
  return (
    <>
      {[low, (low + high) / 2, high].map(value => (
        <g key={value}>
          <line class="grid" x1={size.left} x2={size.width - size.right} y1={up(value)} y2={up(value)} />
          <text class="axis" x={size.left - 6} y={up(value) + 4} text-anchor="end">
            {tick(value, high - low)}
          </text>
        </g>
      ))}
      {[left, (left + right) / 2, right].map(value => (
        <text
          key={value}
          class="axis"
          x={across(value)}
          y={size.height - size.bottom + 16}
          text-anchor="middle"
        >
          {tick(value, right - left)}
        </text>
      ))}
      <text class="axis" x={(size.left + size.width) / 2} y={size.height - 6} text-anchor="middle">
        {x}
      </text>
      <text
        class="axis"
        transform={`translate(12 ${(size.height - size.bottom) / 2}) rotate(-90)`}
        text-anchor="middle"
      >
        {y}
      </text>
    </>
  )
}

const extent = (values: readonly number[]): Point => [Math.min(...values), Math.max(...values)]

function tick(value: number, span: number): string {
  if (span >= 5) return value.toFixed(0)
  return value.toFixed(span >= 0.5 ? 2 : 3)
}

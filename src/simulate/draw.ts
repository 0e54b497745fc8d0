import type { NightResult } from './night.ts'
import type { NightScore } from './scores.ts'

const size = { width: 1000, height: 520, left: 56, right: 230, top: 122, bottom: 108 }
const ink = '#3b362f'
const pale = '#e6e0d4'
const shade = '#ece6da'
const good = '#1f6f6b'
const bad = '#b4431f'
const amber = '#8a6300'

const lines = [
  { score: 'f1', name: 'F1, all foods', colour: bad, dash: '' },
  { score: 'fBeta', name: 'F-beta', colour: good, dash: '' },
  { score: 'firstF1', name: 'F1, first foods', colour: amber, dash: '5 4' },
] as const

export interface Drawn {
  /** The first model's score: the left end of each line. */
  readonly before: NightScore
  readonly nights: readonly NightResult[]
}

/** Held-out scores night by night as an SVG: what happened above, what the gate said below. */
export function drawNights({ before, nights }: Drawn): string {
  const scores = [before, ...nights.map(({ score }) => score)]
  const all = scores.flatMap(score => lines.map(line => score[line.score]))
  const low = Math.floor(Math.min(...all) * 20 - 0.2) / 20
  const high = Math.min(1, Math.ceil(Math.max(...all) * 20) / 20)
  const right = size.width - size.right
  const bottom = size.height - size.bottom
  const step = (right - size.left) / Math.max(1, nights.length)
  /** Of a night; 0 is before the first. */
  const x = (night: number) => size.left + night * step
  const y = (value: number) => bottom - ((value - low) / (high - low)) * (bottom - size.top)

  const grid = Array.from({ length: Math.round((high - low) / 0.05) + 1 }, (_, i) => low + i * 0.05).map(
    value =>
      `<path d="M${size.left} ${n(y(value))} H${right}" stroke="${pale}"/>` +
      text(size.left - 8, y(value) + 4, value.toFixed(2), { anchor: 'end' }),
  )
  const days = nights
    .filter(({ night }) => night === 1 || night % 5 === 0 || nights.length < 10)
    .map(({ night }) => text(x(night), bottom + 20, String(night), { anchor: 'middle' }))
  const curves = lines.toReversed().map(({ score, colour, dash }) => {
    const points = scores.map((each, night) => `${n(x(night))},${n(y(each[score]))}`).join(' ')
    return `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="2.5" stroke-linejoin="round" stroke-dasharray="${dash}"/>`
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" font-family="system-ui, 'DejaVu Sans', sans-serif">`,
    `<title>Held-out F1 and F-beta of the model that served, over ${nights.length} simulated nights</title>`,
    `<rect width="${size.width}" height="${size.height}" fill="#fffdf9"/>`,
    text(16, 30, `What serves after each of ${nights.length} nights, on photos nobody learned from`, {
      size: 17,
      weight: 600,
    }),
    ...nights.map(night => happened(night, x(night.night), step, bottom)),
    ...grid,
    ...days,
    text((size.left + right) / 2, bottom + 74, 'night', { anchor: 'middle' }),
    ...curves,
    ...names(scores.at(-1) ?? before, y, right),
    text(size.left - 8, bottom + 46, 'gate', { anchor: 'end' }),
    ...nights.map(({ night, outcome }) => mark(outcome, x(night), bottom + 42)),
    ...nights.filter(({ rolledBack }) => rolledBack).map(({ night }) => back(x(night), bottom + 58)),
    ...legend(right + 26, bottom + 6),
    '</svg>\n',
  ].join('\n')
}

/** A dish that came, with its name above, and a night of bad light. */
function happened({ added, opened, badLight }: NightResult, x: number, step: number, bottom: number): string {
  const dark = badLight
    ? `<rect x="${n(x - step / 2)}" y="${size.top}" width="${n(step)}" height="${bottom - size.top}" fill="${shade}"/>`
    : ''
  const words = [
    ...(added ? [{ name: added, colour: bad }] : []),
    ...opened.map(name => ({ name, colour: amber })),
    ...(badLight ? [{ name: 'bad light', colour: ink }] : []),
  ]
  const [first] = words
  if (!first) return ''
  const place = `translate(${n(x)} ${size.top - 10}) rotate(-38)`
  const dishes = added || opened.length > 0 ? arrow(x, size.top - 6, first.colour) : ''
  const labels = words.map(
    ({ name, colour }) => `<tspan fill="${colour}">${name.replaceAll('_', ' ')}</tspan>`,
  )
  return `${dark}${dishes}<text transform="${place}" font-size="12">${labels.join(', ')}</text>`
}

/** The lines' names and last values at their right ends, moved apart where they would overlap. */
function names(last: NightScore, y: (value: number) => number, right: number): string[] {
  let least = 0
  return lines
    .map(line => ({ ...line, value: last[line.score], at: y(last[line.score]) }))
    .sort((a, b) => a.at - b.at)
    .map(({ name, value, at, colour }) => {
      const place = Math.max(at, least)
      least = place + 18
      return text(right + 10, place + 4, `${name} ${value.toFixed(3)}`, { colour, size: 13, weight: 600 })
    })
}

function mark(outcome: NightResult['outcome'], x: number, y: number): string {
  switch (outcome) {
    case 'promoted':
      return `<path d="M${n(x - 5)} ${y + 4} l5 -9 l5 9 z" fill="${good}"/>`
    case 'refused':
      return `<path d="M${n(x - 4)} ${y - 4} l8 8 m0 -8 l-8 8" stroke="${bad}" stroke-width="2"/>`
    case 'unchanged':
      return `<circle cx="${n(x)}" cy="${y}" r="2" fill="${ink}"/>`
    default:
      return outcome satisfies never
  }
}

/** The version before came back by itself. */
const back = (x: number, y: number) =>
  `<path d="M${n(x - 5)} ${y - 4} l5 9 l5 -9 z" fill="none" stroke="${bad}" stroke-width="1.5"/>`

const arrow = (x: number, y: number, colour: string) =>
  `<path d="M${n(x - 4)} ${n(y - 2)} h8 l-4 7 z" fill="${colour}"/>`

function legend(x: number, y: number): string[] {
  const rows: [string, string][] = [
    [mark('promoted', x + 5, y), 'promoted'],
    [mark('refused', x + 5, y + 18), 'refused by the gate'],
    [back(x + 5, y + 36), 'version before came back'],
    [arrow(x + 5, y + 52, bad), 'dish the organiser added'],
    [arrow(x + 5, y + 70, amber), 'new stall'],
  ]
  return rows.map(([sign, words], i) => sign + text(x + 16, y + 4 + i * 18, words, {}))
}

interface Style {
  anchor?: 'middle' | 'end'
  size?: number
  weight?: number
  colour?: string
}

const text = (
  x: number,
  y: number,
  words: string,
  { anchor, size = 12, weight = 400, colour = ink }: Style,
) =>
  `<text x="${n(x)}" y="${n(y)}" text-anchor="${anchor ?? 'start'}" font-size="${size}" font-weight="${weight}" fill="${colour}">${words}</text>`

const n = (value: number) => value.toFixed(1)

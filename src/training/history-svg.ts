import type { ModelCard } from '../classifier/model-card.ts'

type Epoch = ModelCard['history'][number]

const panel = { width: 360, height: 220, left: 52, top: 34, bottom: 30, right: 12 }
const colours = ['#b4431f', '#1f6f6b', '#7a5a00']

/** Loss and scores of each epoch as an SVG, two panels side by side. */
export function historySvg(history: readonly Epoch[]): string {
  const panels = [
    chart(
      history,
      [
        ['training loss', e => e.loss],
        ['log loss, calibration', e => e.calibrationLogLoss],
      ],
      0,
    ),
    chart(
      history,
      [
        ['macro-F1, calibration', e => e.calibrationMacroF1],
        ['AUROC, calibration', e => e.calibrationAuroc],
      ],
      panel.width,
    ),
  ]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${2 * panel.width}" height="${panel.height}" font-family="system-ui, sans-serif" font-size="11">`,
    '<title>Loss and scores of each epoch</title>',
    `<rect width="${2 * panel.width}" height="${panel.height}" fill="#fff"/>`,
    ...panels,
    '</svg>\n',
  ].join('\n')
}

type Line = [name: string, value: (epoch: Epoch) => number]

function chart(history: readonly Epoch[], lines: readonly Line[], offset: number): string {
  const values = lines.flatMap(([, value]) => history.map(value))
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const span = high - low || 1
  const x = (i: number) =>
    offset + panel.left + (i / Math.max(1, history.length - 1)) * (panel.width - panel.left - panel.right)
  const y = (value: number) => panel.top + ((high - value) / span) * (panel.height - panel.top - panel.bottom)
  const axis = [low, (low + high) / 2, high].map(
    value =>
      `<text x="${offset + panel.left - 6}" y="${(y(value) + 4).toFixed(1)}" text-anchor="end" fill="#555">${value.toFixed(3)}</text>` +
      `<line x1="${offset + panel.left}" x2="${offset + panel.width - panel.right}" y1="${y(value).toFixed(1)}" y2="${y(value).toFixed(1)}" stroke="#ddd"/>`,
  )
  const drawn = lines.map(([name, value], k) => {
    const points = history.map((epoch, i) => `${x(i).toFixed(1)},${y(value(epoch)).toFixed(1)}`).join(' ')
    return (
      `<polyline points="${points}" fill="none" stroke="${colours[k]}" stroke-width="2"/>` +
      `<text x="${offset + panel.left + k * 150}" y="18" fill="${colours[k]}">${name}</text>`
    )
  })
  const epochs = `<text x="${offset + panel.width / 2}" y="${panel.height - 8}" text-anchor="middle" fill="#555">epoch 1 to ${history.length}</text>`
  return [...axis, ...drawn, epochs].join('\n')
}

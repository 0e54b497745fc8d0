import { solveLinear } from './logistic.ts'
import type { Random } from './random.ts'
import type { Point, Quad } from './screen-corners.ts'
import type { Pixels } from './views.ts'

/**
 * Puts a picture into a photographed screen: perspective by the homography of the screen's corners, then what a camera
 * adds to a lit panel: moiré (two fine gratings, a little apart in colour), raised black, another brightness, a cast,
 * and a soft glare. Cropped around the screen, as somebody would who wants it to pass for the dish.
 */
export function compositeScreen(picture: Pixels, frame: Pixels, quad: Quad, random: Random): Pixels {
  const corners = quad.map(([x, y]): Point => [x * frame.width, y * frame.height])
  const toUnit = homography(corners)
  const panel = panelLook(random)
  const data = Uint8Array.from(frame.data)
  for (let y = 0; y < frame.height; y++) {
    for (let x = 0; x < frame.width; x++) {
      const [u, v] = toUnit(x + 0.5, y + 0.5)
      if (u < 0 || u >= 1 || v < 0 || v >= 1) continue
      const from = (Math.floor(v * picture.height) * picture.width + Math.floor(u * picture.width)) * 3
      const to = (y * frame.width + x) * 3
      for (let channel = 0; channel < 3; channel++) {
        data[to + channel] = panel(picture.data[from + channel] ?? 0, channel, x, y, u, v)
      }
    }
  }
  return cropAround({ data, width: frame.width, height: frame.height }, corners, random)
}

type PanelLook = (value: number, channel: number, x: number, y: number, u: number, v: number) => number

function panelLook(random: Random): PanelLook {
  const gain = 0.7 + 0.45 * random()
  const black = 10 + 30 * random()
  const cast = [0.9 + 0.15 * random(), 0.95 + 0.1 * random(), 1 + 0.15 * random()]
  const moire = 14 * random()
  const gratings = [0, 1].map(() => {
    const angle = Math.PI * random()
    const frequency = 0.25 + 1.2 * random()
    return { x: Math.cos(angle) * frequency, y: Math.sin(angle) * frequency, shift: random() * 1.5 }
  })
  const glare = { strength: 110 * random(), u: random(), v: random(), width: 0.1 + 0.25 * random() }
  return (value, channel, x, y, u, v) => {
    const ripple = gratings.reduce(
      (product, g) => product * Math.sin(g.x * x + g.y * y + g.shift * channel),
      1,
    )
    const distance = ((u - glare.u) ** 2 + (v - glare.v) ** 2) / glare.width ** 2
    const lit = black + value * gain * (cast[channel] ?? 1) * (1 - black / 255)
    return Math.max(0, Math.min(255, Math.round(lit + moire * ripple + glare.strength * Math.exp(-distance))))
  }
}

/** The screen with a random margin of up to a third of its size on each side. */
function cropAround(pixels: Pixels, corners: readonly Point[], random: Random): Pixels {
  const [left, right] = span(
    corners.map(([x]) => x),
    pixels.width,
    random,
  )
  const [top, bottom] = span(
    corners.map(([, y]) => y),
    pixels.height,
    random,
  )
  const [width, height] = [right - left, bottom - top]
  const data = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++) {
    const start = ((top + y) * pixels.width + left) * 3
    data.set(pixels.data.subarray(start, start + width * 3), y * width * 3)
  }
  return { data, width, height }
}

function span(values: readonly number[], size: number, random: Random): [from: number, to: number] {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const margin = (most - least) / 3
  return [
    Math.max(0, Math.floor(least - margin * random())),
    Math.min(size, Math.ceil(most + margin * random())),
  ]
}

/** Maps a quadrilateral (top left, top right, bottom right, bottom left) to the unit square (Heckbert 1989). */
export function homography(corners: readonly Point[]): (x: number, y: number) => Point {
  const targets: Point[] = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ]
  const equations = corners.flatMap(([x, y], i) => {
    const [u, v] = targets[i] ?? [0, 0]
    return [
      { left: [x, y, 1, 0, 0, 0, -u * x, -u * y], right: u },
      { left: [0, 0, 0, x, y, 1, -v * x, -v * y], right: v },
    ]
  })
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = solveLinear(
    equations.map(({ left }) => left),
    equations.map(({ right }) => right),
  )
  return (x, y) => {
    const w = g * x + h * y + 1
    return [(a * x + b * y + c) / w, (d * x + e * y + f) / w]
  }
}

import type { Head } from '../../classifier/head.ts'
import { seededRandom } from '../random.ts'
import { spread } from './bootstrap.ts'
import type { GateInput } from './input.ts'
import type { GateReport } from './report.ts'

const draws = 1000

/**
 * Milliseconds both heads take for each embedding. They take turns in being first, so a machine that is busy with other
 * things slows both alike.
 */
export async function measureLatency(
  champion: Head,
  candidate: Head,
  embeddings: readonly Float32Array[],
): Promise<GateInput['latency']> {
  const time = async (head: Head, embedding: Float32Array) => {
    const start = performance.now()
    await head.judge(embedding)
    return performance.now() - start
  }
  const times = { champion: [] as number[], candidate: [] as number[] }
  for (const [i, embedding] of embeddings.entries()) {
    if (i % 2 === 0) times.champion.push(await time(champion, embedding))
    times.candidate.push(await time(candidate, embedding))
    if (i % 2 === 1) times.champion.push(await time(champion, embedding))
  }
  return times
}

/** Medians, and the median of the paired differences with its bootstrapped 95% interval. */
export function compareLatency(
  { champion, candidate }: GateInput['latency'],
  seed: number,
): GateReport['latency'] {
  const differences = candidate.map((time, i) => time - (champion[i] ?? Number.NaN))
  const random = seededRandom(seed)
  const drawn = Float64Array.from({ length: draws }, () =>
    median(differences.map(() => differences[Math.floor(random() * differences.length)] ?? 0)),
  )
  return {
    champion: median(champion),
    candidate: median(candidate),
    difference: median(differences),
    interval: [...spread(drawn).interval],
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

import type { Head } from '../../classifier/head.ts'
import type { Embedder } from '../embed.ts'
import { quantile } from '../metrics/intervals.ts'
import { seededRandom } from '../random.ts'
import { spread } from './bootstrap.ts'
import type { GateInput } from './input.ts'
import type { GateReport } from './report.ts'

const draws = 1000

/** The backbone takes the same for every photo, so a few tell. */
const backboneRuns = 20

/**
 * Milliseconds both heads take for each embedding, and the backbone, which no photo gets past, for some grey photos between
 * them. All take turns, so a machine that is busy with other things slows them alike.
 */
export async function measureLatency(
  { champion, candidate, backbone }: { champion: Head; candidate: Head; backbone: Embedder },
  embeddings: readonly Float32Array[],
): Promise<GateInput['latency']> {
  const time = async (run: () => Promise<unknown>) => {
    const start = performance.now()
    await run()
    return performance.now() - start
  }
  const grey = new Uint8Array(backbone.size * backbone.size * 3).fill(128)
  const times = { backbone: [] as number[], champion: [] as number[], candidate: [] as number[] }
  const every = Math.ceil(embeddings.length / backboneRuns)
  for (const [i, embedding] of embeddings.entries()) {
    if (i % every === 0) times.backbone.push(await time(() => backbone.embed(grey)))
    if (i % 2 === 0) times.champion.push(await time(() => champion.judge(embedding)))
    times.candidate.push(await time(() => candidate.judge(embedding)))
    if (i % 2 === 1) times.champion.push(await time(() => champion.judge(embedding)))
  }
  return times
}

/** Medians, and the median of the paired differences with its bootstrapped 95% interval. */
export function compareLatency(
  { backbone, champion, candidate }: GateInput['latency'],
  seed: number,
): GateReport['latency'] {
  const differences = candidate.map((time, i) => time - (champion[i] ?? Number.NaN))
  const random = seededRandom(seed)
  const drawn = Float64Array.from({ length: draws }, () =>
    median(differences.map(() => differences[Math.floor(random() * differences.length)] ?? 0)),
  )
  return {
    backbone: median(backbone),
    champion: median(champion),
    candidate: median(candidate),
    difference: median(differences),
    interval: [...spread(drawn).interval],
  }
}

const median = (values: readonly number[]): number => quantile(Float64Array.from(values).sort(), 0.5)

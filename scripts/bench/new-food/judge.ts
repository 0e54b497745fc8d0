import type { Head } from '../../../src/classifier/head.ts'
import { type BaseSet, embeddingOf } from '../../../src/training/base-set.ts'
import { wholeRows } from '../../../src/training/dataset.ts'
import { judgeBaseSet } from '../../../src/training/judge-photos.ts'
import { stack } from '../../../src/training/stack.ts'
import { names, type Said, scored } from './score.ts'
import { judges } from './sets.ts'

/** Photos that judge what a model learned of a dish, and what is known of each before it is asked. */
export interface Judging {
  readonly set: BaseSet
  readonly about: readonly Omit<Said, 'likeliest' | 'refused'>[]
}

export interface Judges {
  readonly base: BaseSet
  readonly thai: BaseSet
  /** Foods the model before knows. */
  readonly known: readonly string[]
  /** The model before. */
  readonly before: Head
  /** `rest`: photos outside split `test`, which methods are chosen by. */
  readonly by: 'test' | 'rest'
}

export async function judgesOf(
  { base, thai, known, before, by }: Judges,
  taught: { dish: string; seed: number; name: string },
): Promise<Judging> {
  // Foods still being learned are neither foods nor outliers here.
  const ofBase = wholeRows(base, by === 'rest' ? 'calibration' : 'test').filter(row => {
    const { kind, label = '' } = base.examples[row] ?? {}
    return kind === 'outlier' || known.includes(label)
  })
  const { dish, others } = judges(thai, taught, by)
  const set = together([base, ofBase], [thai, dish], [thai, others])
  const kindOf = (photo: number): Said['kind'] => {
    if (photo >= ofBase.length + dish.length) return 'thai'
    return set.examples[photo]?.kind === 'outlier' ? 'base' : 'food'
  }
  const judged = await judgeBaseSet(set, before)
  const about = set.examples.map(({ label, group }, photo) => ({
    ...{ dish: taught.name, label, group, kind: kindOf(photo) },
    before: judged[photo]?.result.candidates[0]?.food ?? null,
  }))
  return { set, about }
}

/** What a model that was taught the dish says. */
export async function saidBy(head: Head, { set, about }: Judging): Promise<Said[]> {
  const judged = await judgeBaseSet(set, head)
  return about.map((photo, i) => ({
    ...photo,
    likeliest: judged[i]?.result.candidates[0]?.food ?? null,
    refused: judged[i]?.result.verdict === 'unknown',
  }))
}

export function printScores(name: string, said: readonly Said[], known: readonly string[]): void {
  const { value, interval } = scored(said, known)
  const cells = names.map(
    score => `${value[score].toFixed(3)} [${interval[score].map(end => end.toFixed(3)).join(', ')}]`,
  )
  console.log(`| ${[name, ...cells].join(' | ')} |`)
}

/** Rows of several sets as one whose every row judges. */
function together(...parts: [set: BaseSet, rows: readonly number[]][]): BaseSet {
  const [[base] = []] = parts
  if (!base) throw new RangeError()
  const rows = parts.flatMap(([set, rows]) => rows.map(row => ({ set, row })))
  const embeddings = stack(
    rows.map(({ set, row }) => embeddingOf(set, row)),
    base.dimensions,
  )
  const examples = rows.flatMap(({ set, row }) => set.examples[row] ?? [])
  return { ...base, examples: examples.map(example => ({ ...example, split: 'test' as const })), embeddings }
}

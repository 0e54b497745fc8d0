import { createHash } from 'node:crypto'
import type { Kind, Split } from '../photo-index.ts'
import { isNear } from './near.ts'

/** A labelled photo of this event, as far as it is asked what it is for. */
interface Labelled {
  origin: 'catch' | 'example'
  id: string
  label: string
  kind: Kind
  /** Near-duplicates share one. */
  group: string
  /** Drawn for the audit sample, before anybody knew its verdict. */
  audited: boolean
  /** What an import said; null otherwise. */
  split: Split | null
  playerId: string | null
}

/** One that can be compared with others. */
export interface Candidate extends Labelled {
  /** Unit length. */
  embedding: Float32Array
}

/** A photo and what it is for. `test`: the gate. */
export interface SplitExample extends Candidate {
  use: Split
}

/** Why a photo is not used. */
export const leftOutReasons = [
  /** Another of its near-duplicate group is. */
  'copy',
  /** Its near-duplicates are called by as many other names. */
  'contradictory',
  /** Its group judges, and it came by correction: it would make every model look bad. */
  'judges',
  /** Almost the same photo is on the other side, here or in the base set. */
  'straddles',
  /** Its player has enough examples of this food. */
  'crowd',
  /** A model that has not seen it says something else. */
  'doubtful',
  /** Its embedding is another backbone's and its file is gone. */
  'gone',
] as const
export type LeftOutReason = (typeof leftOutReasons)[number]

export interface LeftOut {
  id: string
  reason: LeftOutReason
}

export interface SplitInput {
  photos: readonly Candidate[]
  /** Whole photos of the base set, by split. */
  base: Readonly<Record<Split, readonly Float32Array[]>>
  /** What groups were used for by versions that are kept: they stay that, or yesterday's model would have seen them. */
  before: ReadonlyMap<string, Split>
  /** Photos that have taught versions that are kept, labelled still or not. */
  taught: readonly Float32Array[]
  /** One example a group, or all of them. */
  onePerGroup: boolean
}

/**
 * What each photo is for. Corrections, claims and added photos teach; the audit sample sets thresholds (`calibration`)
 * and judges (`test`), half and half by a hash of the group. A group is whole on one side: where any of it was drawn
 * for the audit sample, the rest of it does not teach. What is almost a photo of the other side is left out, also where
 * no group says so.
 */
export function splitPhotos(input: SplitInput): { examples: SplitExample[]; leftOut: LeftOut[] } {
  const { chosen, leftOut } = deal(input.photos, input.before, input.onePerGroup)
  const examples = withoutStraddlers(chosen, input, leftOut)
  return { examples: examples.sort(inOrder), leftOut }
}

/** What each photo is for by its group alone, and which are left out. */
export function deal<P extends Labelled>(
  photos: readonly P[],
  before: SplitInput['before'],
  onePerGroup: boolean,
): { chosen: (P & { use: Split })[]; leftOut: LeftOut[] } {
  const leftOut: LeftOut[] = []
  const chosen: (P & { use: Split })[] = []
  const groups = Map.groupBy(photos.toSorted(inOrder), ({ group }) => group)
  for (const [group, members] of groups) {
    const use = useOf(group, members, before)
    const able = members.filter(photo => (use === 'train' ? true : judges(photo, use)))
    for (const photo of members) if (!able.includes(photo)) leftOut.push({ id: photo.id, reason: 'judges' })
    const { kept, dropped } = onePerGroup ? spokesman(able) : { kept: able, dropped: [] }
    leftOut.push(...dropped)
    chosen.push(...kept.map(photo => ({ ...photo, use })))
  }
  return { chosen, leftOut }
}

type Ordered = Pick<Labelled, 'origin' | 'id'>
/** By id, and so about by time: the same photos are always in the same order. */
export const inOrder = (a: Ordered, b: Ordered) =>
  a.id === b.id ? (a.origin < b.origin ? -1 : 1) : a.id < b.id ? -1 : 1

/** What a whole group is for: what it was for, else what an import said, else the audit sample's draw. */
function useOf(group: string, members: readonly Labelled[], before: ReadonlyMap<string, Split>): Split {
  const earlier = before.get(group)
  if (earlier) return earlier
  const said = (['test', 'calibration'] as const).find(split => members.some(photo => photo.split === split))
  if (said) return said
  return members.some(photo => photo.audited) ? halfOf(group) : 'train'
}

/** Calibration or gate, half and half. */
export const halfOf = (group: string): 'calibration' | 'test' =>
  ((createHash('sha256').update(group).digest()[0] ?? 0) & 1) === 0 ? 'calibration' : 'test'

/** An audited photo, or one that came to judge: it was not chosen for what the model said of it. */
const judges = ({ audited, split }: Labelled, use: Split) => (split === null ? audited : split === use)

/** The first photo of the label most of the group have; none where two labels are as many. */
function spokesman<P extends Labelled>(members: readonly P[]): { kept: P[]; dropped: LeftOut[] } {
  const labels = [...Map.groupBy(members, ({ kind, label }) => `${kind} ${label}`).values()]
  const [most, second] = labels.sort((a, b) => b.length - a.length)
  const [first] = most ?? []
  if (!most || !first) return { kept: [], dropped: [] }
  if (second && second.length === most.length)
    return { kept: [], dropped: members.map(({ id }) => ({ id, reason: 'contradictory' })) }
  const others = members.filter(photo => photo !== first)
  return {
    kept: [first],
    dropped: others.map(({ id, kind, label }) => ({
      id,
      reason: label === first.label && kind === first.kind ? 'copy' : 'contradictory',
    })),
  }
}

/**
 * Leaves out what is almost a photo of another split: what teaches gives way to what judges, thresholds to the gate,
 * and this event's photos to the base set's. Only what judges gives way to what has taught before, as today's model
 * has seen that.
 */
function withoutStraddlers(
  examples: readonly SplitExample[],
  { base, taught }: SplitInput,
  leftOut: LeftOut[],
): SplitExample[] {
  const of = (use: Split) => examples.filter(example => example.use === use)
  const gate = apart(of('test'), [base.train, base.calibration, taught])
  const calibration = apart(of('calibration'), [base.train, base.test, embeddings(gate), taught])
  const judging = [...embeddings(gate), ...embeddings(calibration)]
  const train = apart(of('train'), [base.calibration, base.test, judging])
  const kept = new Set([...gate, ...calibration, ...train])
  for (const { id } of examples.filter(example => !kept.has(example)))
    leftOut.push({ id, reason: 'straddles' })
  return [...kept]
}

const embeddings = (examples: readonly SplitExample[]) => examples.map(({ embedding }) => embedding)

const apart = (examples: readonly SplitExample[], others: readonly (readonly Float32Array[])[]) =>
  examples.filter(({ embedding }) => !others.some(known => known.some(other => isNear(embedding, other))))

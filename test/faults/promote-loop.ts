// Makes one version after the other and lets it serve, as a nightly job would, until it is killed (promote.test.ts) or
// has made so many (sync.test.ts).
// Run: bun promote-loop.ts HOME [VERSIONS]. Says "at work" when it begins.
import { join } from 'node:path'
import { openDatabase } from '../../src/db/open.ts'
import { currentEvent, ensureEvent } from '../../src/events/store.ts'
import { openHome } from '../../src/home.ts'
import { modelsDir } from '../../src/paths.ts'
import {
  addCandidate,
  championOf,
  ensureShipped,
  promote,
  prune,
  writeVersion,
} from '../../src/registry/index.ts'
import { keepExamples } from '../keep-examples.ts'
import { tinyModel } from '../tiny-model.ts'

const pack = 'malaysia'
const home = process.argv[2] ?? ''
const versions = Number(process.argv[3] ?? Number.POSITIVE_INFINITY)
const db = await openDatabase(openHome(home).database)
await ensureEvent(db, { name: 'Fair', pack, timeZone: 'UTC', now: 1 })
await ensureShipped(db, join(modelsDir, pack), Date.now())
const first = await tinyModel()
const registry = { db, home, backboneId: first.card.backbone.id }
const example = (i: number) => ({
  origin: 'example' as const,
  exampleId: `e${i}`,
  label: 'laksa',
  split: 'train',
  group: `g${i}`,
})
const examples = Array.from({ length: 200 }, (_, i) => example(i))
await keepExamples(
  db,
  (await currentEvent(db)).id,
  examples.map(({ exampleId }) => exampleId),
)

console.log('at work')
for (let i = 0; i < versions; i++) {
  const version = `loop-${process.pid}-${i}`
  const files = { ...first, card: { ...first.card, version, pack } }
  const cardSha256 = await writeVersion(home, files, [{ name: 'card.md', content: version.repeat(1000) }])
  const comparedWith = (await championOf(db, pack)).version
  const found = {
    status: 'candidate',
    cardSha256,
    comparedWith,
    jobId: null,
    report: '{}',
    examples,
  } as const
  await addCandidate(db, { version, pack, ...found, now: Date.now() })
  const done = await promote(registry, version, { by: 'gate', now: Date.now() })
  if (done !== 'promoted') throw new Error(`${version}: ${done}`)
  await prune(db, home, pack, Date.now())
}

// What labels that are wrong, lopsided or copied do to the model: bun scripts/bench/attacks.ts [seeds] [part of a name]
// Prints the table of docs/model.md. Every attack is made twice on the same photos: with review, the job's defences and
// the gate, and without any. Held-out photos are in neither train, calibration nor gate.
import { rm } from 'node:fs/promises'
import { seededRandom, seedFor } from '../../src/training/random.ts'
import { inEnglish } from '../../src/web/languages/phrase.ts'
import { openEvent } from './attacks/event.ts'
import { openKitchen } from './attacks/kitchen.ts'
import { type Change, type Night, runNight } from './attacks/night.ts'
import { type Attack, attacks } from './attacks/scenarios.ts'

const seeds = Number(process.argv[2] ?? 3)
const only = process.argv[3] ?? ''

interface Both {
  seed: number
  guarded: Night
  bare: Night
}

const results = new Map<Attack, Both[]>()
for (let seed = 1; seed <= seeds; seed++) {
  const kitchen = await openKitchen(seed)
  for (const attack of attacks.filter(({ name }) => name.includes(only))) {
    const run = async (guarded: boolean) => {
      const random = seededRandom(seedFor(attack.name, seed))
      const event = await openEvent(kitchen, random)
      try {
        await attack.run({ kitchen, event, random, guarded })
        return await runNight(kitchen, event, guarded, guarded ? {} : attack.bareFit)
      } finally {
        await event.close()
      }
    }
    const both = { seed, guarded: await run(true), bare: await run(false) }
    results.set(attack, [...(results.get(attack) ?? []), both])
    tell(attack, both)
  }
  await rm(kitchen.base, { recursive: true, force: true })
}
printTable()

function tell({ name }: Attack, { seed, guarded, bare }: Both): void {
  console.log(`\n${name}, seed ${seed}`)
  for (const [how, night] of [
    ['guarded', guarded],
    ['bare', bare],
  ] as const) {
    const { result, used, leftOut, summary } = night.outcome
    console.log(`  ${how}: ${result}; used ${JSON.stringify(used)}, left out ${JSON.stringify(leftOut)}`)
    console.log(`    served ${words(night.served)}; without the gate ${words(night.made)}`)
    console.log(`    ${summary.map(inEnglish).join(' ')}`)
  }
}

function printTable(): void {
  console.log('\n| attack | with everything | no gate | gate alone | with nothing |')
  console.log('|---|---|---|---|---|')
  for (const [{ name }, all] of results) {
    const cells = [
      all.map(({ guarded }) => guarded.served),
      all.map(({ guarded }) => guarded.made),
      all.map(({ bare }) => bare.served),
      all.map(({ bare }) => bare.made),
    ]
    console.log(`| ${name} | ${cells.map(cell).join(' | ')} |`)
  }
}

/** Mean over the seeds, with the interval of the worst seed's. */
function cell(changes: readonly Change[]): string {
  const of = (score: keyof Change) => {
    const mean = changes.reduce((sum, change) => sum + change[score].difference, 0) / changes.length
    const worst = changes.map(change => change[score]).sort((a, b) => a.difference - b.difference)[0]
    return `${points(mean)} (worst ${worst ? `${points(worst.difference)} [${worst.interval.map(points).join(', ')}]` : ''})`
  }
  return `F1 ${of('macroF1')}, F-beta ${of('fBeta')}`
}

function words(change: Change): string {
  const of = ({ difference, interval }: Change['fBeta']) =>
    `${points(difference)} [${interval.map(points).join(', ')}]`
  return `F1 ${of(change.macroF1)} F-beta ${of(change.fBeta)}`
}

function points(share: number): string {
  const text = (100 * share).toFixed(1)
  return share >= 0 ? `+${text}` : text
}

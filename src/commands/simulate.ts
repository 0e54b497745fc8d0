import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import sharp from 'sharp'
import { drawNights } from '../simulate/draw.ts'
import { fallen } from '../simulate/scores.ts'
import { type Simulation, simulate } from '../simulate/simulate.ts'
import { beforeLine, conclusion, nightLine, tableHead } from '../simulate/table.ts'
import { indexFile } from '../training/photo-index.ts'
import { progressLine } from '../training/progress.ts'

interface Options {
  nights: number
  photos: string
  index: string
  seed: number
  out: string
}

/** `tangkap simulate`: event nights on real photos through the real program, in a scratch home. */
export function addSimulate(program: Command): void {
  program
    .command('simulate')
    .description('play event nights through the real program, to see whether it learns and never gets worse')
    .option('--nights <number>', 'how many', count, 30)
    .requiredOption('--photos <folder>', 'labelled photos')
    .requiredOption(
      '--index <file>',
      'their index: path, pack, label, kind, split, group, source, tab-separated',
    )
    .option('--seed <number>', 'of people, photos and mistakes', count, 1)
    .option('--out <folder>', 'where simulate.svg, simulate.webp and simulate.json go', '.')
    .action(run)
}

async function run({ nights, photos, index, seed, out }: Options): Promise<void> {
  const simulation = await simulate({
    ...{ nights, seed, photosDir: photos, index: indexFile(index, photos) },
    progress: progressLine,
    onBefore(score, claimed) {
      console.log(tableHead())
      console.log(beforeLine(score, claimed))
    },
    onNight: night => console.log(nightLine(night)),
  })
  await writePictures(out, seed, simulation)
  console.log(`\n${conclusion(simulation.before, simulation.nights).join('\n')}`)
  if (fallen(simulation.before, simulation.nights).length > 0) process.exitCode = 1
}

async function writePictures(out: string, seed: number, simulation: Simulation): Promise<void> {
  const svg = drawNights(simulation)
  await mkdir(out, { recursive: true })
  await writeFile(join(out, 'simulate.svg'), svg)
  await writeFile(
    join(out, 'simulate.webp'),
    await sharp(Buffer.from(svg), { density: 144 }).webp().toBuffer(),
  )
  const { before, nights } = simulation
  await writeFile(join(out, 'simulate.json'), `${JSON.stringify({ seed, before, nights }, null, 2)}\n`)
}

function count(text: string): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= 1 && number <= 1000) return number
  throw new InvalidArgumentError('It must be a whole number from 1 to 1000.')
}

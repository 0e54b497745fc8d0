import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { afterAll, describe, expect, test } from 'vitest'
import { quarters } from '../../test/pictures.ts'
import { addClassify, jsonLine, readableLine } from './classify.ts'

const dir = mkdtempSync(join(tmpdir(), 'classify-'))
afterAll(() => rmSync(dir, { recursive: true }))

const prediction = {
  verdict: 'recognised',
  food: 'satay',
  probability: 0.912345678,
  candidates: [
    { food: 'satay', probability: 0.912345678 },
    { food: 'rojak', probability: 0.05 },
  ],
  offer: ['satay'],
  outlier: 0.01,
  embedding: new Float32Array(1280),
  model: 'v1',
  ms: 6.1234,
} as const

describe('a line for a photo', () => {
  test('holds exactly the promised fields, in order, for programs', () => {
    expect(jsonLine({ file: 'a.jpg', prediction })).toBe(
      '{"file":"a.jpg","verdict":"recognised","food":"satay","probability":0.912346,"candidates":' +
        '[{"food":"satay","probability":0.912346},{"food":"rojak","probability":0.05}],"outlier":0.01,"model":"v1","ms":6.12}',
    )
    expect(jsonLine({ file: 'b', error: 'This is text.' })).toBe('{"file":"b","error":"This is text."}')
  })

  test.each([
    [prediction, 'a.jpg: satay (91%)'],
    [
      { ...prediction, verdict: 'unsure', offer: ['satay', 'rojak'] } as const,
      'a.jpg: one of satay (91%), rojak (5%)',
    ],
    [
      { ...prediction, verdict: 'unknown', food: null, offer: [], outlier: 0.97 } as const,
      'a.jpg: not a food I know (97% sure of that)',
    ],
  ])('is readable for people: %#', (given, line) => {
    expect(readableLine({ file: 'a.jpg', prediction: given })).toBe(line)
  })
})

describe('the command', () => {
  test.each([
    ['without a photo', ['classify']],
    ['with a backbone there is not', ['classify', '--backbone', 'int4', 'a.jpg']],
    ['with no number of workers', ['classify', '--workers', 'many', 'a.jpg']],
    ['with a pack that is a path', ['classify', '--pack', '../pack', 'a.jpg']],
    ['with a flag there is not', ['classify', '--jsn', 'a.jpg']],
  ])('is refused %s', async (_how, args) => {
    const program = new Command().exitOverride().configureOutput({ writeErr: () => {} })
    addClassify(program)
    for (const command of program.commands) command.exitOverride().configureOutput({ writeErr: () => {} })
    await expect(program.parseAsync(args, { from: 'user' })).rejects.toThrow()
  })

  test('answers every file in order, goes on after a bad one, and ends with 1', async () => {
    const [photo, text] = [join(dir, 'photo.jpg'), join(dir, 'notes.txt')]
    writeFileSync(photo, await quarters(640, 480).jpeg().toBuffer())
    writeFileSync(text, 'not a photo')
    const { lines, code } = await run(['--json', photo, text, dir, join(dir, 'missing.jpg'), photo])
    const answers = lines.map(line => JSON.parse(line) as { file: string; verdict?: string; error?: string })
    expect(answers.map(answer => answer.file)).toEqual([photo, text, dir, join(dir, 'missing.jpg'), photo])
    expect(answers.map(answer => answer.error?.slice(0, 22))).toEqual([
      undefined,
      'This is text, not a ph',
      'This is a folder. Name',
      'There is no such file,',
      undefined,
    ])
    expect(Object.keys(answers[0] ?? {})).toEqual([
      'file',
      'verdict',
      'food',
      'probability',
      'candidates',
      'outlier',
      'model',
      'ms',
    ])
    expect(code).toBe(1)
    expect((await run([photo])).code).toBe(0)
  })
})

/** The command in a process of its own, as people run it. */
async function run(args: string[]): Promise<{ lines: string[]; code: number | null }> {
  const program = `
    import { Command } from 'commander'
    import { addClassify } from '${join(import.meta.dirname, 'classify.ts')}'
    const program = new Command()
    addClassify(program)
    await program.parseAsync(['classify', ...process.argv.slice(1)], { from: 'user' })`
  const child = spawn('bun', ['-e', program, '--', ...args], { cwd: import.meta.dirname })
  let out = ''
  let said = ''
  child.stdout.on('data', piece => {
    out += piece
  })
  child.stderr.on('data', piece => {
    said += piece
  })
  const code = await new Promise<number | null>(resolve => child.on('close', resolve))
  const lines = out.split('\n').filter(line => line !== '')
  if (lines.length === 0) throw new Error(`nothing was printed: ${said}`)
  return { lines, code }
}

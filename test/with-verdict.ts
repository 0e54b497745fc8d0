import { mainFile } from './appliance.ts'

/** Of these photos, those the program itself gives this verdict: another model needs no other test. */
export async function withVerdict(verdict: string, files: string[]): Promise<string[]> {
  const lines = await Bun.$`bun ${mainFile} classify --json ${files}`.quiet().nothrow().text()
  const answers = lines
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as { file: string; verdict: string })
  return answers.filter(answer => answer.verdict === verdict).map(answer => answer.file)
}

// Prints what a language's catalog (src/web/languages/LANGUAGE.json) lacks, as JSON to fill in and merge into it.
// Run: bun scripts/words.ts LANGUAGE
import { catalogs } from '../src/web/languages/words.ts'
import { sentencesOf } from '../test/sentences.ts'

const language = process.argv[2] ?? ''
const catalog = Object.entries(catalogs).find(([name]) => name === language)?.[1]
if (!catalog) {
  console.error(`Say which language: ${Object.keys(catalogs).join(', ')}.`)
  process.exit(1)
}
const sentences = new Set(sentencesOf(`${import.meta.dir}/..`).map(({ english }) => english))
const missing = [...sentences].filter(sentence => !catalog[sentence])
console.log(JSON.stringify(Object.fromEntries(missing.map(sentence => [sentence, ''])), null, 2))

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { sentenceOf } from '../src/web/languages/words.ts'

interface Sentence {
  /** With {0}, {1} … for its values, as catalogs have it. */
  english: string
  /** File and line. */
  place: string
  /** Said by t`…` while a module loads, when nobody is being answered: it would be English for ever. */
  tooSoon: boolean
}

/** Every sentence that src/ and views/ say with t`…` or phrase`…`. */
export function sentencesOf(root: string): Sentence[] {
  const files = [...new Bun.Glob('{src,views}/**/*.{ts,tsx}').scanSync(root)].filter(
    file => !file.includes('.test.'),
  )
  return files.toSorted().flatMap(file => {
    const source = ts.createSourceFile(
      file,
      readFileSync(join(root, file), 'utf8'),
      ts.ScriptTarget.Latest,
      true,
    )
    const found: Sentence[] = []
    const visit = (node: ts.Node, inFunction: boolean): void => {
      if (ts.isTaggedTemplateExpression(node) && ['t', 'phrase'].includes(node.tag.getText())) {
        found.push({
          english: sentenceOf(textsOf(node.template)),
          place: `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`,
          tooSoon: !inFunction && node.tag.getText() === 't',
        })
      }
      ts.forEachChild(node, child => visit(child, inFunction || ts.isFunctionLike(node)))
    }
    visit(source, false)
    return found
  })
}

const textsOf = (template: ts.TemplateLiteral): string[] =>
  ts.isNoSubstitutionTemplateLiteral(template)
    ? [template.text]
    : [template.head.text, ...template.templateSpans.map(span => span.literal.text)]

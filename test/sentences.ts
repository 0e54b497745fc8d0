import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { sentenceOf } from '../src/web/languages/phrase.ts'

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
  const found: Sentence[] = []
  walk(root, (node, place, inFunction) => {
    if (!ts.isTaggedTemplateExpression(node) || !['t', 'phrase'].includes(node.tag.getText())) return
    const tooSoon = !inFunction && node.tag.getText() === 't'
    found.push({ english: sentenceOf(textsOf(node.template)), place, tooSoon })
  })
  return found
}

const spoken = /^(alt|aria-label|title|placeholder)$/
const words = /\p{L}{2,}/u

/** Texts that stand in a page as they are, and so would be English in every language; code aside. */
export function bareTextsOf(root: string): { text: string; place: string }[] {
  const found: { text: string; place: string }[] = []
  walk(root, (node, place) => {
    const text = bareText(node)
    if (text !== null && words.test(text)) found.push({ text, place })
  })
  return found
}

/** Sentences with a plain space behind them, where `gap()` should stand. */
export function spacedSentencesOf(root: string): { text: string; place: string }[] {
  const found: { text: string; place: string }[] = []
  walk(root, (node, place) => {
    if (!ts.isJsxElement(node) && !ts.isJsxFragment(node)) return
    for (const [i, child] of node.children.entries()) {
      const after = node.children[i + 1]
      if (after && isSpace(after) && endsSentence(child)) found.push({ text: child.getText(), place })
    }
  })
  return found
}

/** A space in a line, or {' '} at its end. */
function isSpace(node: ts.Node): boolean {
  if (ts.isJsxText(node)) return /^ +$/.test(node.text)
  return ts.isJsxExpression(node) && !!node.expression && ts.isStringLiteral(node.expression)
}

const endsSentence = (node: ts.Node): boolean => {
  if (ts.isTaggedTemplateExpression(node)) return /[.!?]$/.test(sentenceOf(textsOf(node.template)))
  if (ts.isJsxElement(node)) return node.children.some(endsSentence)
  if (ts.isConditionalExpression(node)) return endsSentence(node.whenTrue) || endsSentence(node.whenFalse)
  if (ts.isBinaryExpression(node)) return endsSentence(node.right)
  return ts.isJsxExpression(node) && !!node.expression && endsSentence(node.expression)
}

function bareText(node: ts.Node): string | null {
  if (ts.isJsxText(node)) return isCode(node.parent) ? null : node.text.trim()
  const isSpoken = ts.isJsxAttribute(node) && spoken.test(node.name.getText())
  return isSpoken && node.initializer && ts.isStringLiteral(node.initializer) ? node.initializer.text : null
}

const isCode = (node: ts.Node): boolean =>
  ts.isJsxElement(node) && node.openingElement.tagName.getText() === 'code'

function walk(root: string, see: (node: ts.Node, place: string, inFunction: boolean) => void): void {
  for (const file of [...new Bun.Glob('{src,views}/**/*.{ts,tsx}').scanSync(root)].toSorted()) {
    if (file.includes('.test.')) continue
    const text = readFileSync(join(root, file), 'utf8')
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
    const visit = (node: ts.Node, inFunction: boolean): void => {
      see(node, `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`, inFunction)
      ts.forEachChild(node, child => visit(child, inFunction || ts.isFunctionLike(node)))
    }
    visit(source, false)
  }
}

const textsOf = (template: ts.TemplateLiteral): string[] =>
  ts.isNoSubstitutionTemplateLiteral(template)
    ? [template.text]
    : [template.head.text, ...template.templateSpans.map(span => span.literal.text)]

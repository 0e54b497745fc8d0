import { t } from '../../src/web/languages/words.ts'
import type { SourceModel } from '../models.ts'

/** Where a statement comes from; the publisher is shown, the whole title is read out. */
export function SourceLink({ source }: { source: SourceModel }) {
  return (
    <a class="source" href={source.url} rel="noopener noreferrer" title={source.title}>
      <span class="vh">{t`Source: ${source.title},`} </span>
      {source.publisher}
    </a>
  )
}

import { YesField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { Notice } from '../ui/notice.tsx'
import { SectionHead } from '../ui/step.tsx'
import type { LostColumn } from './lost.rules.ts'
import { fieldOfMapping, isolated } from './names.part.tsx'
import type { TableName } from './table.rules.ts'

/** The columns that the files before had and this one lacks: their fields stay empty only if somebody says so. */
export function LostColumns({ of, table }: { of: readonly LostColumn[]; table: TableName }) {
  const words = useWords()
  if (of.length === 0) return null
  const list = of.map(({ column, field }) =>
    words.t('evidence.lost.column', { column: isolated(words, column), field: fieldOfMapping(words, table, field) })
  )
  return (
    <section class="stack-s">
      <SectionHead title={words.t('evidence.lost.title', { n: of.length })} level={3} />
      <Notice kind="wait">{words.t('evidence.lost.explained', { list: words.list(list) })}</Notice>
      <YesField name="lacking" label={words.t('evidence.lost.leave', { n: of.length })} />
    </section>
  )
}

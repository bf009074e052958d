import type { Words } from '../kernel/words.ts'
import { ChoiceField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { HiddenField } from '../ui/form.tsx'
import { SectionHead } from '../ui/step.tsx'
import { Tag } from '../ui/tag.tsx'
import { type Destination, type FreshColumn, freshAnswers } from './fresh.rules.ts'
import { fieldName, isolated, issueName } from './names.part.tsx'
import type { TableName } from './table.rules.ts'

/** What a new column is proposed to become. */
export function destinationName(words: Words, table: TableName, to: Destination): string {
  if ('field' in to) return fieldName(words, table, to.field)
  return words.t('evidence.mapping.measure', {
    issue: issueName(words, to.issue),
    measure: words.t(`evidence.measure.${to.measure}`)
  })
}

/** The columns that the files before did not have: each is taken or left out, and nobody says it but the reader. */
export function FreshColumns({ of, table }: { of: readonly FreshColumn[]; table: TableName }) {
  const words = useWords()
  if (of.length === 0) return null
  const open = of.filter(({ to }) => !to)
  return (
    <section class="stack-s">
      <SectionHead title={words.t('evidence.fresh.title', { n: of.length })} mark={<Tag kind="proposed" />} level={3} />
      <p class="soft measure">{words.t('evidence.fresh.explained')}</p>
      <div class="grid">
        {of.map(({ column, to }, index) =>
          to ? (
            <div key={column}>
              <HiddenField name={`fresh.${index + 1}.column`} value={column} />
              <ChoiceField
                name={`fresh.${index + 1}.answer`}
                label={words.t('evidence.quoted', { name: isolated(words, column) })}
                value={undefined}
                options={freshAnswers.map((answer) => ({
                  value: answer,
                  label: words.t(`evidence.fresh.${answer}`, { field: destinationName(words, table, to) })
                }))}
              />
            </div>
          ) : null
        )}
      </div>
      {open.length > 0 ? (
        <p class="measure">
          {words.t('evidence.fresh.open', {
            n: open.length,
            list: words.list(open.map(({ column }) => words.t('evidence.quoted', { name: isolated(words, column) })))
          })}
        </p>
      ) : null}
    </section>
  )
}

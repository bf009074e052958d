import { ChoiceField, SelectField, YesField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { HiddenField } from '../ui/form.tsx'
import { SectionHead } from '../ui/step.tsx'
import type { ProposedSum } from './mapping.rules.ts'
import { type MappingForm, sumMeanings } from './mapping-form.rules.ts'
import { fieldName, isolated } from './names.part.tsx'
import type { ShownColumn } from './register.rules.ts'
import { issueMeanings } from './rules.ts'
import { findingTableOf, kindsOf, ownFields, type TableName } from './table.rules.ts'

type Shown = { form: MappingForm; columns: readonly ShownColumn[] }

/** What one record is, and what one row of the file, where its table leaves a choice. */
export function ShapeFields({ table, form }: Pick<Shown, 'form'> & { table: TableName }) {
  const words = useWords()
  const options = (name: string, of: readonly string[]) =>
    of.map((value) => ({ value, label: words.t(`evidence.mapping.${name}.${value}`) }))
  const kinds = kindsOf(table)
  // What the rows are was said above; the records have their kind already.
  if (form.grain === 'joined')
    return (
      <>
        <HiddenField name="grain" value="joined" />
        <YesField name="separate" label={words.t('evidence.mapping.separate')} value={form.separate} />
      </>
    )
  return (
    <>
      {kinds.length > 0 ? (
        <ChoiceField
          name="kind"
          label={words.t('evidence.mapping.kind')}
          value={kinds.find((kind) => kind === form.kind) ?? kinds[0]}
          options={options('kind', kinds)}
        />
      ) : null}
      {findingTableOf(table) ? (
        <ChoiceField
          name="grain"
          label={words.t('evidence.mapping.grain')}
          value={form.grain || 'record'}
          options={options('grain', ['record', 'finding'])}
        />
      ) : null}
      <YesField name="separate" label={words.t('evidence.mapping.separate')} value={form.separate} />
    </>
  )
}

/** Whether a number that stands on several rows of one record is the record's or each row's; nothing is chosen where nobody knows. */
export function SumFields({
  table,
  form,
  sums
}: {
  table: TableName
  form: MappingForm
  sums: readonly ProposedSum[]
}) {
  const words = useWords()
  const asked = form.fields.filter(({ once, column }) => once !== '' && column !== '')
  if (asked.length === 0) return null
  const options = sumMeanings.map((value) => ({ value, label: words.t(`evidence.mapping.sum.${value}`) }))
  return (
    <>
      <SectionHead title={words.t('evidence.mapping.sums')} level={3} />
      <p class="soft measure">{words.t('evidence.mapping.sums.explained')}</p>
      <div class="grid">
        {asked.map(({ key, column, once }) => {
          const sum = sums.find((one) => one.field === key && one.column === column)
          const unclear = sum !== undefined && sum.meant === undefined
          const { records, same } = sum ?? {}
          const seen = records
            ? words.t('evidence.mapping.sum.same', {
                column: isolated(words, column),
                records,
                same: same ?? 0
              })
            : ''
          return (
            <ChoiceField
              key={key}
              name={`fields.${key}.once`}
              label={fieldName(words, table, key)}
              help={
                [seen, unclear ? words.t('evidence.mapping.sum.unclear') : ''].filter(Boolean).join(' ') || undefined
              }
              value={unclear ? undefined : once}
              options={options}
            />
          )
        })}
      </div>
    </>
  )
}

/** The column whose cells name issues, and the columns that are kept under their own names. */
export function NamedColumns({ form, columns }: Shown) {
  const words = useWords()
  const options = columns.map(({ name }) => ({ value: name, label: name }))
  const none = words.t('evidence.mapping.none')
  return (
    <>
      <SectionHead title={words.t('evidence.mapping.issues')} level={3} />
      <p class="soft measure">{words.t('evidence.mapping.issues.explained')}</p>
      <div class="side-by-side">
        <SelectField
          name="issue_column"
          label={words.t('evidence.mapping.issue_column')}
          value={form.issue_column}
          options={options}
          empty={none}
          optional
        />
        <SelectField
          name="issue_meaning"
          label={words.t('evidence.mapping.issue_meaning')}
          value={form.issue_meaning}
          options={issueMeanings.map((value) => ({ value, label: words.t(`evidence.mapping.issue_meaning.${value}`) }))}
          optional
        />
      </div>
      <YesField name="issue_parted" label={words.t('evidence.mapping.issue_parted')} value={form.issue_parted} />
    </>
  )
}

export function OwnColumns({ form, columns }: Shown) {
  const words = useWords()
  const options = columns.map(({ name }) => ({ value: name, label: name }))
  return (
    <>
      <SectionHead title={words.t('evidence.mapping.own')} level={3} />
      <p class="soft measure">{words.t('evidence.mapping.own.explained')}</p>
      <div class="grid">
        {ownFields.map((field, index) => (
          <SelectField
            key={field}
            name={`fields.${field}.column`}
            label={words.t('evidence.mapping.own.n', { n: index + 1 })}
            value={form.fields.find(({ key }) => key === field)?.column ?? ''}
            options={options}
            empty={words.t('evidence.mapping.none')}
            optional
          />
        ))}
      </div>
    </>
  )
}

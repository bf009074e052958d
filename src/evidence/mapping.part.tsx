import type { ComponentChildren } from 'preact'
import type { Words } from '../kernel/words.ts'
import { ChoiceField, type Option, SelectField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { TextField } from '../ui/field.tsx'
import { useForm } from '../ui/form.tsx'
import { Details, Notice } from '../ui/notice.tsx'
import { SectionHead } from '../ui/step.tsx'
import { DataTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { readDate } from './date.rules.ts'
import { FreshColumns } from './fresh.part.tsx'
import type { FreshColumn } from './fresh.rules.ts'
import { isJoined, joinedFields } from './joined.rules.ts'
import { LostColumns } from './lost.part.tsx'
import type { FieldReason, Proposal } from './mapping.rules.ts'
import { datesToDecide, decimalMarks, formOfMapping } from './mapping-form.rules.ts'
import { holdsCodes, isMissing } from './missing.rules.ts'
import { fieldName, isolated, issueName } from './names.part.tsx'
import type { ShownColumn } from './register.rules.ts'
import { dateNotations, type FindingColumns, knownIssues, type Mapping } from './rules.ts'
import { NamedColumns, OwnColumns, ShapeFields, SumFields } from './shape.part.tsx'
import { type Field, type FieldName, fieldOf, findingTableOf, type Measure, measures, tables } from './table.rules.ts'

/** From so many columns on a list is longer than its use: the name is written instead of chosen. */
const longList = 150

type ColumnChoice = {
  name: string
  label: string
  help?: string
  columns: readonly ShownColumn[]
  value: string
  needed?: boolean
}

/** The choice of the column that fills a field. */
function ColumnField({ name, label, help, columns, value, needed = false }: ColumnChoice) {
  const words = useWords()
  const common = { name, label, help, value, optional: !needed }
  if (columns.length > longList) return <TextField {...common} />
  const options: Option[] = columns.map((column) => ({ value: column.name, label: column.name }))
  return <SelectField {...common} options={options} empty={words.t('evidence.mapping.none')} />
}

/** Why a column is proposed; where day and month are unclear, what is to be done about it. */
function reasonSentence(words: Words, reason: FieldReason | undefined): string | undefined {
  if (!reason) return undefined
  const said = words.t(`evidence.reason.${reason.reason}`)
  return reason.reason === 'date-order-unclear' ? said : words.t('evidence.mapping.proposed', { reason: said })
}

export type MappingProps = { proposal: Proposal; columns: readonly ShownColumn[] }

/** The mapping as a form: a choice for each field, those first that have a proposal; issues and measures; the notation. */
export function MappingFieldsets({ proposal, columns }: MappingProps) {
  const words = useWords()
  const typed = useForm().values !== undefined
  const form = formOfMapping(proposal.mapping)
  const { table } = proposal.mapping
  const dates = datesToDecide(proposal, columns)
  const proposed = (name: string) => form.fields.find(({ key }) => key === name)
  const joined = isJoined(proposal.mapping)
  const fields = tables[table].filter(
    ({ type, name }) => type !== 'category' && (!joined || joinedFields.includes(name))
  )
  const label = (name: FieldName) =>
    joined && (name === 'record' || name === 'concluded')
      ? words.t(`evidence.owner.field.${name}`)
      : fieldName(words, table, name)
  const first = fields.filter(
    ({ name, expected, type }) => expected || proposed(name) || (type === 'date' && dates.unused.length > 0)
  )
  const others = fields.filter((field) => !first.includes(field))
  const shown = ({ name }: Field) => (
    <ColumnField
      key={name}
      name={`fields.${name}.column`}
      label={label(name)}
      help={reasonSentence(
        words,
        proposal.reasons.find(({ field }) => field === name)
      )}
      columns={columns}
      value={proposed(name)?.column ?? ''}
      needed={joined && name === 'record'}
    />
  )
  return (
    <>
      <input type="hidden" name="table" value={table} />
      <ShapeFields table={table} form={form} />
      <LostColumns of={proposal.lost ?? []} table={table} />
      <FreshColumns of={proposal.fresh ?? []} table={table} />
      <SectionHead
        title={words.t('evidence.mapping.title')}
        mark={form.fields.length > 0 ? <Tag kind="proposed" /> : null}
        level={3}
      />
      <p class="soft measure">{words.t('evidence.mapping.explained')}</p>
      {dates.unused.length > 0 ? (
        <Notice kind="wait">
          {words.t('evidence.mapping.dates-unused', {
            n: dates.unused.length,
            list: words.list(dates.unused.map((name) => words.t('evidence.quoted', { name })))
          })}
        </Notice>
      ) : null}
      <div class="grid">{first.map(shown)}</div>
      <Details summary={words.t('evidence.mapping.others', { n: others.length })} open={typed}>
        <div class="grid">
          {others.map(shown)}
          {joined ? null : (
            <TextField
              name="fields.region.value"
              label={words.t('evidence.mapping.region')}
              help={words.t('evidence.mapping.region.help')}
              value={form.fields.find(({ key }) => key === 'region')?.value}
              optional
            />
          )}
        </div>
      </Details>
      <SumFields table={table} form={form} sums={proposal.sums ?? []} />
      {findingTableOf(table) ? <NamedColumns form={form} columns={columns} /> : null}
      {findingTableOf(table) ? <Findings proposal={proposal} columns={columns} typed={typed} /> : null}
      {joined ? null : <OwnColumns form={form} columns={columns} />}
      <div class="side-by-side">
        <ChoiceField
          name="decimal"
          label={words.t('evidence.mapping.decimal')}
          value={form.decimal}
          options={decimalMarks.map((mark) => ({ value: mark, label: words.t(`evidence.notation.decimal.${mark}`) }))}
          inline
        />
        <SelectField
          name="dates"
          label={words.t('evidence.mapping.dates')}
          help={dates.unclear ? words.t('evidence.reason.date-order-unclear') : undefined}
          value={dates.unclear ? '' : form.dates}
          options={dateNotations.map((notation) => ({
            value: notation,
            label: words.t(`evidence.notation.date.${notation}`)
          }))}
        />
      </div>
    </>
  )
}

type FindingRow = Partial<FindingColumns> & { key: string }

/** Issues down, measures across: which column holds what. Two lines more are there for what was not found. */
function Findings({ proposal, columns, typed }: MappingProps & { typed: boolean }) {
  const words = useWords()
  const { findings } = proposal.mapping
  const rows: FindingRow[] = findings.map((row, index) => ({ key: String(index + 1), ...row }))
  const free: FindingRow[] = [1, 2].map((next) => ({ key: String(rows.length + next) }))
  const names = [...new Set([...knownIssues, ...findings.map(({ issue }) => issue)])]
  const shown = (row: FindingRow) => <FindingLine key={row.key} of={row} issues={names} columns={columns} />
  return (
    <>
      <SectionHead
        title={words.t('evidence.mapping.findings')}
        mark={rows.length > 0 ? <Tag kind="proposed" /> : null}
        level={3}
      />
      <p class="soft measure">{words.t('evidence.mapping.findings.explained')}</p>
      {rows.length > 0 ? <ol class="stack-s">{rows.map(shown)}</ol> : null}
      <Details summary={words.t('evidence.mapping.findings.more')} open={typed}>
        <ol class="stack-s">{free.map(shown)}</ol>
      </Details>
    </>
  )
}

function FindingLine({
  of: { key, issue = '', ...chosen },
  issues,
  columns
}: {
  of: FindingRow
  issues: readonly string[]
  columns: readonly ShownColumn[]
}) {
  const words = useWords()
  return (
    <li class="choice-line">
      <SelectField
        name={`findings.${key}.issue`}
        label={words.t('evidence.mapping.issue')}
        value={issue}
        options={issues.map((name) => ({ value: name, label: issueName(words, name) }))}
        empty={words.t('evidence.mapping.issue.none')}
        optional
      />
      {measures.map((measure) => (
        <ColumnField
          key={measure}
          name={`findings.${key}.${measure}`}
          label={words.t(`evidence.measure.${measure}`)}
          columns={columns}
          value={chosen[measure] ?? ''}
        />
      ))}
    </li>
  )
}

/** The columns of a file: what they hold, how full they are, and where each goes. */
export function ColumnTable({
  columns,
  mapping,
  fresh = [],
  rows
}: {
  columns: readonly ShownColumn[]
  mapping: Mapping
  /** Those that the files before did not have. */
  fresh?: readonly FreshColumn[] | undefined
  /** Of the file. */
  rows: number
}) {
  const words = useWords()
  return (
    <DataTable
      caption={words.t('evidence.columns.title')}
      captionHidden
      rowKey={({ name }) => name}
      rows={columns}
      columns={[
        {
          key: 'name',
          label: words.t('evidence.columns.name'),
          head: true,
          cell: ({ name }) => <span dir="auto">{name}</span>
        },
        {
          key: 'type',
          label: words.t('evidence.columns.type'),
          cell: (column) => <Holds of={column} codes={fillsCodes(mapping, column.name)} />
        },
        {
          key: 'filled',
          label: words.t('evidence.columns.filled'),
          numeric: true,
          cell: ({ filled, of }) => (of > 0 ? words.share(filled / of) : '–')
        },
        {
          key: 'distinct',
          label: words.t('evidence.columns.distinct'),
          numeric: true,
          // Counted on the first rows only: of a longer file there may be more.
          cell: ({ distinct, of }) =>
            rows > of ? words.t('evidence.columns.at-least', { n: distinct }) : words.number(distinct)
        },
        {
          key: 'examples',
          label: words.t('evidence.columns.examples'),
          cell: ({ examples }) => (
            <span dir="auto">
              {examples
                .slice(0, 3)
                .map((one) => one.slice(0, 40))
                .join(' · ')}
            </span>
          )
        },
        {
          key: 'field',
          label: words.t('evidence.columns.field'),
          cell: ({ name }) =>
            fresh.some(({ column }) => column === name) ? (
              <Tag kind="wait">{words.t('evidence.columns.fresh')}</Tag>
            ) : (
              destination(words, mapping, name)
            )
        }
      ]}
    />
  )
}

/** Whether a column fills a field of codes, in which "NA" is one of them. */
function fillsCodes({ table, fields }: Mapping, column: string): boolean {
  const name = Object.entries(fields).find(([, of]) => of.column === column)?.[0]
  const field = name && fieldOf(table, name)
  return field ? holdsCodes(field) : false
}

/** What a column holds; how one of its dates is read, and what is read as missing. */
function Holds({ of: { type, notation, examples, missing = [] }, codes }: { of: ShownColumn; codes: boolean }) {
  const words = useWords()
  const marks = missing.filter((mark) => isMissing(mark, codes))
  const [cell] = examples
  const date = type === 'date' && notation?.date && cell ? readDate(cell, notation.date) : undefined
  return (
    <>
      {words.t(`evidence.type.${type}`)}
      {cell && date && cell !== date ? (
        <div class="soft">
          <small>{words.t('evidence.columns.day', { cell: isolated(words, cell), date: Date.parse(date) })}</small>
        </div>
      ) : null}
      {marks.length > 0 ? (
        <div class="soft">
          <small>
            {words.t('evidence.columns.missing', {
              list: marks.map((mark) => isolated(words, mark)).join(' · ')
            })}
          </small>
        </div>
      ) : null}
    </>
  )
}

function destination(words: Words, mapping: Mapping, column: string): ComponentChildren {
  const field = Object.entries(mapping.fields).find(([, of]) => of.column === column)
  if (field) return fieldName(words, mapping.table, field[0])
  if (mapping.issues?.column === column) return words.t('evidence.mapping.issue')
  for (const finding of mapping.findings) {
    const measure = measures.find((name) => finding[name] === column)
    if (measure) return measureOf(words, finding.issue, measure)
  }
  return <span class="faint">{words.t('evidence.columns.unused')}</span>
}

function measureOf(words: Words, issue: string, measure: Measure): string {
  return words.t('evidence.mapping.measure', {
    issue: issueName(words, issue),
    measure: words.t(`evidence.measure.${measure}`)
  })
}

/** A mapping that is agreed: each field with its column, each issue with its columns. */
export function MappingTable({ mapping }: { mapping: Mapping }) {
  const words = useWords()
  const fields = tables[mapping.table].flatMap(({ name }) => {
    const column = mapping.fields[name]?.column
    const constant = mapping.constants[name]
    if (column) return [{ field: fieldName(words, mapping.table, name), column }]
    return constant
      ? [
          {
            field: fieldName(words, mapping.table, name),
            column: words.t('evidence.mapping.constant', { value: constant })
          }
        ]
      : []
  })
  const findings = mapping.findings.flatMap((finding) =>
    measures.flatMap((measure: Measure) => {
      const column = finding[measure]
      return column ? [{ field: measureOf(words, finding.issue, measure), column }] : []
    })
  )
  return (
    <DataTable
      caption={words.t('evidence.mapping.agreed')}
      captionHidden
      rows={[...fields, ...findings]}
      rowKey={({ field }) => field}
      columns={[
        { key: 'field', label: words.t('evidence.mapping.field'), head: true },
        {
          key: 'column',
          label: words.t('evidence.mapping.column'),
          cell: ({ column }) => <span dir="auto">{column}</span>
        }
      ]}
    />
  )
}

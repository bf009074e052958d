import { isolated, issueName, sectionName } from '../evidence/names.part.tsx'
import { ownFields } from '../evidence/rules.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { Bars } from '../ui/bars.tsx'
import { SelectField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { Figure } from '../ui/figure.tsx'
import { Filters, HiddenField } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Empty } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/step.tsx'
import { noIssue } from './coded.rules.ts'
import { countedOf, type DataSets, readCountable, resolvedFilter, Sources } from './counted.part.tsx'
import { scopeOf } from './figure.part.tsx'
import { type FigureColumn, type FigureTable, fileOfFigure, TableOfFigure } from './figure-table.part.tsx'
import { FilterChips, readChoices } from './filter.part.tsx'
import { type Filter, filterFromQuery, filterToQuery } from './filter.rules.ts'
import { askedOf } from './filter-form.rules.ts'
import { readFigurePivot } from './pivot.operations.ts'
import {
  type Dimension,
  dimensions,
  type Measure,
  pivotMeasures,
  type Question,
  questionOf,
  sameAsRecords,
  standsForSome,
  workplaceNames
} from './pivot.rules.ts'
import { YearLine } from './year-line.part.tsx'

type Answer = Awaited<ReturnType<(typeof readFigurePivot)['run']>>
type Asked = { question: Question; filter: Filter; dataSets: DataSets; counted: DataSets }
const parts = ['rows', 'columns', 'measure'] as const
const drawn = 20

/** The question of the address, of the data set that it names or else of the largest. */
async function askedIn(context: PageContext): Promise<Asked | undefined> {
  const dataSets = await readCountable(context)
  const filter = filterFromQuery(context.url.searchParams)
  const table = resolvedFilter(dataSets, filter, 'cases') ? 'cases' : 'accidents'
  const counted = countedOf(dataSets, filter, table)
  if (counted.length === 0) return undefined
  const [rows, columns, measure] = parts.map((name) => context.query(name))
  const question = questionOf({ table, rows: rows ?? '', columns: columns ?? '', measure: measure ?? '' })
  return { question, filter, dataSets, counted }
}

function answerTo(context: PageContext, { question, filter, counted }: Asked): Promise<Answer> {
  const dataSet = counted.map(({ id }) => id)
  const { table, rows, columns, measure } = question
  const asked = { table, rows: rows.name, columns: columns?.name ?? '', measure: measure.name }
  return context.ask(readFigurePivot, { ...askedOf(filter), dataSet, ...asked })
}

/** What a dimension is called; a category of the file bears the file's own name. Undefined where nothing is in it. */
function nameOfDimension(words: Words, { name }: Pick<Dimension, 'name'>, counted: DataSets): string | undefined {
  const mapped = counted.map(({ mapping }) => mapping.fields?.[name as keyof typeof mapping.fields]?.column)
  if ((ownFields as readonly string[]).includes(name)) return counted.length === 1 ? mapped[0] : undefined
  return words.has(`figure.by.${name}`) ? words.t(`figure.by.${name}`) : words.t(`evidence.field.${name}`)
}

function nameOfGroup(
  words: Words,
  { kind }: Dimension,
  group: string | null,
  asked: Asked,
  names: Answer['names']
): string {
  if (group === null) return headed(words.t('figure.unsaid'))
  if (kind === 'section') return sectionName(words, group)
  if (kind === 'issue') return group === noIssue ? words.t('dashboard.no-issue') : issueName(words, group)
  if (kind === 'region') return names[group]?.[words.language] ?? names[group]?.en ?? group
  if (kind === 'kind') return words.t(`evidence.mapping.kind.${group}`)
  if (kind === 'dataSet') return asked.dataSets.find(({ id }) => id === group)?.name ?? group
  return group
}

function shown(words: Words, measure: Measure, value: number | null | undefined): string {
  if (value === undefined || value === null) return '–'
  if (measure.kind === 'share') return words.share(value)
  return words.number(value, measure.name === 'meanDays' ? 1 : 0)
}

function tableOf(words: Words, asked: Asked, answer: Answer): FigureTable {
  const { table, rows, columns, measure } = asked.question
  const cellOf = new Map(answer.cells.map((cell) => [JSON.stringify([cell.row, cell.column]), cell]))
  const find = (row: string | null, column: string | null) => cellOf.get(JSON.stringify([row, column]))
  const kind: FigureColumn['kind'] = measure.kind === 'share' ? 'share' : 'count'
  const label = nameOfDimension(words, rows, asked.counted) ?? ''
  const measured = words.t(`figure.measure.${measure.name}`)
  const head = { key: 'row', label, kind: 'text' } as const
  const named = (group: string | null, by: Dimension) => nameOfGroup(words, by, group, asked, answer.names)
  if (!columns) {
    const counted = words.t(standsForSome(asked.question) ? 'figure.measure.behind' : `figure.measure.${table}`)
    const records = { key: 'records', label: counted, kind: 'count' } as const
    return {
      columns: [head, ...(sameAsRecords(asked.question) ? [] : [records]), { key: 'value', label: measured, kind }],
      rows: answer.rows.map((row) => {
        const cell = find(row, null)
        return { row: named(row, rows), records: cell?.records, value: cell?.value }
      })
    }
  }
  return {
    columns: [
      head,
      ...answer.columns.map((group, index) => ({ key: `c${index}`, label: named(group, columns), kind }))
    ],
    rows: answer.rows.map((row) => ({
      row: named(row, rows),
      ...Object.fromEntries(answer.columns.map((column, index) => [`c${index}`, find(row, column)?.value]))
    }))
  }
}

function QuestionForm({ of: { question, filter, counted, dataSets }, open }: { of: Asked; open: boolean }) {
  const words = useWords()
  const { table, rows, columns, measure } = question
  const offered = dimensions
    .filter(({ name, of }) => of.includes(table) && (open || !workplaceNames.includes(name)))
    .flatMap((one) => {
      const label = nameOfDimension(words, one, counted)
      return label ? [{ value: one.name, label }] : []
    })
  const kept = [...filterToQuery(filter)].filter(([name]) => name !== 'dataSet')
  return (
    <Filters action="/figures/table">
      {kept.map(([name, value]) => (
        <HiddenField key={name} name={name} value={value} />
      ))}
      <SelectField
        name="dataSet"
        dir="auto"
        label={words.t('data_set.one')}
        value={counted[0]?.id}
        options={dataSets.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SelectField
        name="measure"
        label={words.t('figure.ask.measure')}
        value={measure.name}
        options={pivotMeasures
          .filter(({ of }) => of === table)
          .map(({ name }) => ({ value: name, label: words.t(`figure.measure.${name}`) }))}
      />
      <SelectField name="rows" label={words.t('figure.ask.rows')} value={rows.name} options={offered} />
      <SelectField
        name="columns"
        label={words.t('figure.ask.columns')}
        value={columns?.name ?? ''}
        options={offered}
        empty={words.t('figure.ask.columns.none')}
      />
    </Filters>
  )
}

function Drawing({ of, answer }: { of: Asked; answer: Answer }) {
  const words = useWords()
  const { rows, columns, measure } = of.question
  if (columns) return null
  const cells = new Map(answer.cells.map((cell) => [cell.row, cell]))
  const points = answer.rows.flatMap((row) => {
    const value = cells.get(row)?.value
    return row !== null && typeof value === 'number' ? [{ row, value }] : []
  })
  const label = words.t(`figure.measure.${measure.name}`)
  if (rows.kind === 'year' && points.length > 1)
    return (
      <YearLine
        label={label}
        points={points.map(({ row, value }) => ({
          year: Number(row),
          value,
          title: `${row}: ${shown(words, measure, value)}`
        }))}
      />
    )
  const missing = answer.rows.length - drawn
  return (
    <>
      <Bars
        rows={answer.rows.slice(0, drawn).map((row) => {
          const value = cells.get(row)?.value
          return {
            label: nameOfGroup(words, rows, row, of, answer.names),
            value: value ?? 0,
            shown: shown(words, measure, value)
          }
        })}
      />
      {missing > 0 ? <p class="small soft">{words.t('dashboard.more', { n: missing })}</p> : null}
    </>
  )
}

const questionPage = page('/figures/table', 'evidence.read', async (context) => {
  const { words } = context
  const asked = await askedIn(context)
  const title = words.t('figure.ask.title')
  const crumbs = <Crumbs items={[{ label: words.t('room.figures'), href: '/figures' }, { label: title }]} />
  if (!asked) {
    return (
      <Layout title={title}>
        {crumbs}
        <PageHead title={title} />
        <Empty title={words.t('figure.empty.title')} level={2}>
          {words.t('figure.empty.explained')}
        </Empty>
      </Layout>
    )
  }
  const { question, filter, counted } = asked
  const open = context.may('evidence.read-records')
  const [answer, choices] = await Promise.all([answerTo(context, asked), readChoices(context, counted)])
  const table = tableOf(words, asked, answer)
  const scope = scopeOf(context, filter)
  const without = (change: Filter) => {
    const left = filterToQuery({ ...filter, ...change })
    for (const name of parts) if (context.query(name)) left.set(name, context.query(name))
    return `/figures/table?${left}`
  }
  const measured = words.t(`figure.measure.${question.measure.name}`)
  const by = [question.rows, question.columns].flatMap((one) =>
    one ? (withinSentence(nameOfDimension(words, one, counted), one) ?? []) : []
  )
  const chips = <FilterChips filter={filter} choices={choices} without={without} />
  const shownTable = <TableOfFigure of={table} caption={measured} />
  return (
    <Layout title={title} wide>
      <div class="stack-l">
        {crumbs}
        <PageHead kicker={title} title={words.t('figure.ask.answer', { measure: measured, by: words.list(by) })}>
          {words.t('figure.ask.explained')}
        </PageHead>
        <div class="stack-s">
          <QuestionForm of={asked} open={open} />
          {filterToQuery({ ...filter, dataSets: undefined }).size > 0 ? <p class="row">{chips}</p> : null}
        </div>
        <Figure
          level={2}
          title={sayLargest(words, asked, answer)}
          unit={words.t('figure.ask.unit', {
            n: answer.groups,
            list: words.list(counted.map(({ name }) => isolated(words, name)))
          })}
          source={<Sources of={counted} />}
          csvHref={`/figures/table.csv?${context.url.searchParams}`}
          recordsHref={scope.recordsWith({ dataSets: counted.map(({ id }) => id) }, question.table)}
          how={
            <>
              <p>{words.t('figure.ask.how')}</p>
              {open ? null : <p>{words.t('figure.rounded')}</p>}
            </>
          }
          table={question.columns ? undefined : shownTable}
        >
          {question.columns ? shownTable : <Drawing of={asked} answer={answer} />}
        </Figure>
      </div>
    </Layout>
  )
})

/** What stands within a sentence elsewhere begins large among names. */
function headed(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}

/** What is a heading elsewhere begins small within a sentence; a name that a file gave stays as it is. */
function withinSentence(name: string | undefined, { name: field }: Dimension): string | undefined {
  return name && !(ownFields as readonly string[]).includes(field)
    ? name.charAt(0).toLocaleLowerCase() + name.slice(1)
    : name
}

/** Whether a group is one that can stand out: not what the source leaves unsaid, and not the cases without an issue. */
function isNamed({ kind }: Dimension, group: string | null): boolean {
  return group !== null && !(kind === 'issue' && group === noIssue)
}

/** The group that stands out, where one question was asked and it can be said; else what is asked. */
function sayLargest(words: Words, asked: Asked, answer: Answer): string {
  const { rows, columns, measure } = asked.question
  const [largest] = answer.cells
    .filter(({ row, column, value }) => isNamed(rows, row) && (!columns || isNamed(columns, column)) && value)
    .sort((one, other) => (other.value ?? 0) - (one.value ?? 0))
  const measured = words.t(`figure.measure.${measure.name}`)
  if (!largest) return measured
  const across = columns ? [nameOfGroup(words, columns, largest.column, asked, answer.names)] : []
  const group = [nameOfGroup(words, rows, largest.row, asked, answer.names), ...across].join(', ')
  return words.t('figure.ask.largest', { measure: measured, group, value: shown(words, measure, largest.value) })
}

const questionFile = page('/figures/table.csv', 'evidence.read', async (context) => {
  const asked = await askedIn(context)
  const content = asked ? fileOfFigure(tableOf(context.words, asked, await answerTo(context, asked))) : ''
  return new Response(content, {
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="table.csv"' }
  })
})

export const pivotPages: Page[] = [questionFile, questionPage]

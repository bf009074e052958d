import { isolated } from '../evidence/names.part.tsx'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import type { Words } from '../kernel/words.ts'
import { Bars } from '../ui/bars.tsx'
import { SelectField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { Figure } from '../ui/figure.tsx'
import { Filters, HiddenField } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Empty } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/step.tsx'
import { YearLine } from '../ui/year-line.tsx'
import { countedOf, type DataSets, readCountable, Sources, tableCounted } from './counted.part.tsx'
import { faultSentence, faultsOf, markedName } from './fault.part.tsx'
import { isBroken, type PeriodFault, touchOf } from './fault.rules.ts'
import { scopeOf } from './figure.part.tsx'
import { fileKinds, fileOf } from './figure-file.part.tsx'
import { type FigureColumn, type FigureTable, TableOfFigure } from './figure-table.part.tsx'
import { FilterChips, partsOfFilter, readChoices } from './filter.part.tsx'
import { type Filter, filterFromQuery, filterToQuery } from './filter.rules.ts'
import { askedOf } from './filter-form.rules.ts'
import { nameOfGroup, type PivotAnswer } from './group-name.part.tsx'
import { type OddAmounts, oddAmountsOf, oddSentences, oddTexts } from './odd.part.tsx'
import { pinHref } from './pin.rules.ts'
import { readFigurePivot } from './pivot.operations.ts'
import {
  type Dimension,
  dimensions,
  pivotMeasures,
  type Question,
  questionOf,
  sameAsRecords,
  standsForSome,
  workplaceNames
} from './pivot.rules.ts'
import { isNamed, nameOfDimension, shownMeasure, withinSentence } from './pivot-name.part.ts'
import { KeepView, OpenedView, openedView } from './view.part.tsx'
import { questionParts, stateOfPage } from './view.rules.ts'

type Answer = PivotAnswer
type Asked = {
  question: Question
  filter: Filter
  dataSets: DataSets
  counted: DataSets
  /** What looks incomplete or broken in time, where the question is by years or months. */
  faults: readonly PeriodFault[]
  /** Amounts far above the others, where the question sums amounts. */
  odd: OddAmounts
}
const drawn = 20

/** The question of the address, of the data set that it names or else of the largest. */
async function askedIn(context: PageContext): Promise<Asked | undefined> {
  const dataSets = await readCountable(context)
  const filter = filterFromQuery(context.url.searchParams)
  const table = tableCounted(dataSets, filter)
  const counted = countedOf(dataSets, filter, table)
  if (counted.length === 0) return undefined
  const [rows, columns, measure] = questionParts.map((name) => context.query(name))
  const question = questionOf({ table, rows: rows ?? '', columns: columns ?? '', measure: measure ?? '' })
  const inTime = [question.rows, question.columns].some(isInTime)
  const faults = inTime ? (await faultsOf(context, counted)).flatMap((of) => of.faults) : []
  const odd = await oddAmountsOf(context, question.measure.unit === 'money' ? counted : [])
  return { question, filter, dataSets, counted, faults, odd }
}

/** Whether a dimension is the time by which a data set counts its records, of which it is known how whole it is. */
const isInTime = (one: Dimension | undefined) => one?.name === 'year' || one?.name === 'month'

/** A group by its name; a period that looks incomplete, or in which another way of counting begins, says so. */
function nameOf(words: Words, asked: Asked, answer: Answer, by: Dimension, group: string | null): string {
  const name = nameOfGroup(words, by, group, { ...asked, ...answer })
  return isInTime(by) ? markedName(words, asked.faults, group, name) : name
}

/** The years or months of an answer. */
function periodsOf({ question: { rows } }: Asked, answer: Answer): string[] {
  return (isInTime(rows) ? answer.rows : answer.columns).filter((period) => period !== null)
}

/** What looks wrong in the years or months of an answer, each as a sentence. */
function faultsIn(words: Words, asked: Asked, answer: Answer): string[] {
  const periods = asked.faults.length > 0 ? periodsOf(asked, answer) : []
  return asked.faults
    .filter((fault) => periods.some((period) => touchOf(fault, period)))
    .map((fault) => faultSentence(words, fault))
}

function answerTo(context: PageContext, { question, filter, counted }: Asked): Promise<Answer> {
  const dataSet = counted.map(({ id }) => id)
  const { table, rows, columns, measure } = question
  const asked = { table, rows: rows.name, columns: columns?.name ?? '', measure: measure.name }
  return context.ask(readFigurePivot, { ...askedOf(filter), dataSet, ...asked })
}

function tableOf(words: Words, asked: Asked, answer: Answer): FigureTable {
  const { table, rows, columns, measure } = asked.question
  const cellOf = new Map(answer.cells.map((cell) => [JSON.stringify([cell.row, cell.column]), cell]))
  const find = (row: string | null, column: string | null) => cellOf.get(JSON.stringify([row, column]))
  const kind: FigureColumn['kind'] = measure.kind === 'share' ? 'share' : 'count'
  const label = nameOfDimension(words, rows, asked.counted) ?? ''
  const measured = words.t(`figure.measure.${measure.name}`)
  const head = { key: 'row', label, kind: 'text' } as const
  const named = (group: string | null, by: Dimension) => nameOf(words, asked, answer, by, group)
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

/** Why there is no answer: a share by issue where the records name only what was broken, or where they say nothing of it. */
function unrated(words: Words, { question: { rows, columns, measure } }: Asked, { cells }: Answer): string[] {
  const byIssue = [rows, columns].some((one) => one?.kind === 'issue')
  if (byIssue && measure.kind === 'share' && cells.length === 0) return [words.t('indicator.warning.breaches-only')]
  const told = cells.filter(({ suppressed }) => !suppressed)
  return told.length > 0 && told.every(({ value }) => value === null) ? [words.t('figure.ask.unsaid')] : []
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
          .filter(({ of }) => of.includes(table))
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

function unitOf(words: Words, { counted }: Asked, { groups }: Answer): string {
  return words.t('figure.ask.unit', {
    n: groups,
    list: words.list(counted.map(({ name }) => isolated(words, name)))
  })
}

/** Where a year, '2020', or a month, '2020-04', stands on a line. */
function placeInTime(period: string): { year: number; name?: string } {
  const [year = 0, month] = period.split('-').map(Number)
  return month === undefined ? { year } : { year: year * 12 + month - 1, name: period }
}

/** A question by one thing as bars, or as a line along the years or months. */
function drawnAnswer(words: Words, of: Asked, answer: Answer) {
  const { rows, measure } = of.question
  const cells = new Map(answer.cells.map((cell) => [cell.row, cell]))
  const points = answer.rows.flatMap((row) => {
    const value = cells.get(row)?.value
    return row !== null && typeof value === 'number' ? [{ row, value }] : []
  })
  const label = words.t(`figure.measure.${measure.name}`)
  if ((rows.kind === 'year' || rows.kind === 'month') && points.length > 1)
    return (
      <YearLine
        label={label}
        points={points.map(({ row, value }) => ({
          ...placeInTime(row),
          value,
          title: `${nameOf(words, of, answer, rows, row)}: ${shownMeasure(words, measure, value)}`,
          incomplete: of.faults.some((fault) => touchOf(fault, row) === 'incomplete'),
          broken: of.faults.some((fault) => touchOf(fault, row) === 'break')
        }))}
      />
    )
  return (
    <Bars
      rows={answer.rows.slice(0, drawn).map((row) => {
        const value = cells.get(row)?.value
        return {
          label: nameOf(words, of, answer, rows, row),
          value: value ?? 0,
          shown: shownMeasure(words, measure, value)
        }
      })}
    />
  )
}

/** A question by two things is a table on the page; in a picture, the cells with most, as bars. */
function picturedAnswer(words: Words, of: Asked, answer: Answer) {
  const { rows, columns, measure } = of.question
  if (!columns) return drawnAnswer(words, of, answer)
  const told = answer.cells.filter(({ value }) => typeof value === 'number')
  const name = (by: Dimension, group: string | null) => nameOf(words, of, answer, by, group)
  return (
    <Bars
      rows={told
        .sort((one, other) => (other.value ?? 0) - (one.value ?? 0))
        .slice(0, drawn)
        .map(({ row, column, value }) => ({
          label: `${name(rows, row)} · ${name(columns, column)}`,
          value: value ?? 0,
          shown: shownMeasure(words, measure, value)
        }))}
    />
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
  const [answer, choices] = await Promise.all([answerTo(context, asked), readChoices(context, counted, question.table)])
  const table = tableOf(words, asked, answer)
  const scope = scopeOf(context, filter)
  const state = stateOfPage('table', context.url.searchParams).toString()
  const without = (change: Filter) => {
    const left = filterToQuery({ ...filter, ...change })
    for (const name of questionParts) if (context.query(name)) left.set(name, context.query(name))
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
          <OpenedView of={await openedView(context)} />
          <QuestionForm of={asked} open={open} />
          {filterToQuery({ ...filter, dataSets: undefined }).size > 0 ? <p class="row">{chips}</p> : null}
          <KeepView page="table" query={state} />
        </div>
        <Figure
          level={2}
          title={sayLargest(words, asked, answer)}
          unit={unitOf(words, asked, answer)}
          source={
            <>
              {isCut(asked, answer) ? words.t('figure.ask.drawn', { n: drawn }) : null}
              {isCut(asked, answer) ? <br /> : null}
              <Sources of={counted} />
            </>
          }
          fileHref={(ending) => `/figures/table.${ending}?${state}`}
          recordsHref={scope.recordsWith({ dataSets: counted.map(({ id }) => id) }, question.table)}
          how={
            <>
              {howOf(words, asked, answer).map((sentence) => (
                <p key={sentence}>{sentence}</p>
              ))}
              {open ? null : <p>{words.t('figure.rounded')}</p>}
            </>
          }
          {...(context.may('plan.edit') ? { pinHref: pinHref('table', state) } : {})}
          table={question.columns ? undefined : shownTable}
        >
          {question.columns ? shownTable : drawnAnswer(words, asked, answer)}
          {[...unrated(words, asked, answer), ...faultsIn(words, asked, answer)].map((sentence) => (
            <p key={sentence} class="small">
              {sentence}
            </p>
          ))}
          {oddSentences(words, asked.odd).map((sentence) => (
            <p key={sentence.key} class="small">
              {sentence}
            </p>
          ))}
        </Figure>
      </div>
    </Layout>
  )
})

/** How the answer is counted; of workplaces, how they are told apart too. */
function howOf(words: Words, asked: Asked, answer: Answer): string[] {
  const apart = { register: 'figure.employers.how-register', number: 'figure.employers.how' }
  const told = answer.by ? [words.t(apart[answer.by])] : []
  return [words.t('figure.ask.how'), ...told, ...faultsIn(words, asked, answer)]
}

/** Whether there are more groups than bars. */
function isCut({ question: { rows, columns } }: Asked, answer: Answer): boolean {
  return !columns && rows.kind !== 'year' && rows.kind !== 'month' && answer.rows.length > drawn
}

/** The group that stands out, where one question was asked and it can be said; else what is asked. */
function sayLargest(words: Words, asked: Asked, answer: Answer): string {
  const { rows, columns, measure } = asked.question
  const [largest] = answer.cells
    .filter(({ row, column, value }) => isNamed(rows, row) && (!columns || isNamed(columns, column)) && value)
    .sort((one, other) => (other.value ?? 0) - (one.value ?? 0))
  const measured = words.t(`figure.measure.${measure.name}`)
  // Which period has most is a comparison, and across a break there is none.
  if (!largest || isBroken(asked.faults, periodsOf(asked, answer))) return measured
  const across = columns ? [nameOf(words, asked, answer, columns, largest.column)] : []
  const group = [nameOf(words, asked, answer, rows, largest.row), ...across].join(', ')
  return words.t('figure.ask.largest', { measure: measured, group, value: shownMeasure(words, measure, largest.value) })
}

/** The answer as a file of each kind. */
const files = fileKinds.map((ending) =>
  page(`/figures/table.${ending}`, 'evidence.read', async (context) => {
    const { words } = context
    const asked = await askedIn(context)
    if (!asked) throw new Problem('page-not-found')
    const { question, filter, counted } = asked
    const [answer, choices] = await Promise.all([
      answerTo(context, asked),
      readChoices(context, counted, question.table)
    ])
    const named = (one: Dimension | undefined) => (one ? (nameOfDimension(words, one, counted) ?? '') : '')
    const filters = partsOfFilter(words, filter, choices).map(({ label }) => label)
    const figure = {
      name: 'table',
      title: sayLargest(words, asked, answer),
      unit: unitOf(words, asked, answer),
      table: tableOf(words, asked, answer),
      drawing: picturedAnswer(words, asked, answer),
      how: [...howOf(words, asked, answer), ...oddTexts(words, asked.odd)],
      dataSets: counted,
      page: `/figures/table?${stateOfPage('table', context.url.searchParams)}`,
      asked: [
        { what: words.t('figure.ask.measure'), said: words.t(`figure.measure.${question.measure.name}`) },
        { what: words.t('figure.ask.rows'), said: named(question.rows) },
        { what: words.t('figure.ask.columns'), said: named(question.columns) },
        { what: words.t('figure.file.filter'), said: words.list(filters) || words.t('figure.filter.all') }
      ]
    }
    return fileOf(context, figure, ending)
  })
)

export const pivotPages: Page[] = [...files, questionPage]

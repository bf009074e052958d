import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { Items, SectionHead } from '../ui/step.tsx'
import { sayBasis } from './basis.part.tsx'
import { shortNumber } from './figure-table.part.tsx'
import { partsOfFilter } from './filter.part.tsx'
import { type Filter, filterFromQuery } from './filter.rules.ts'
import { nameOfGroup } from './group-name.part.tsx'
import { findingDimensions, narrowedBy, selectionFromQuery, withoutDimensions } from './linked.rules.ts'
import { asksFinding } from './linked-answer.rules.ts'
import { valuesName } from './linked-form.part.tsx'
import { nameOfValue } from './linked-name.part.tsx'
import type { listPins } from './pin.operations.ts'
import { cellOf, type Figure, isShare, markOf, type Pin, type Question } from './pin.rules.ts'
import { type Dimension, questionOf } from './pivot.rules.ts'
import { nameOfDimension } from './pivot-name.part.ts'

/** The figures that a plan keeps, in words. */

export type Names = Record<string, Record<string, string>>
export type Pins = Awaited<ReturnType<(typeof listPins)['run']>>

/** What a figure measures, and of which cases: "Share of cases with a violation: Construction and Los Angeles County". */
export function sayQuestion(words: Words, question: Question, names: Names): string {
  const { measure, conditions } = partsOf(words, question, names)
  return conditions.length === 0 ? measure : words.t('pin.what', { measure, list: words.list(conditions) })
}

export const sayMeasure = (words: Words, question: Question, names: Names) => partsOf(words, question, names).measure

/** What tells a figure from the others of its chart or table: the mark, or the row and the column. */
export function sayPart(words: Words, question: Question, names: Names): string {
  const { conditions } = partsOf(words, question, names)
  return words.list(conditions.slice(0, cellOf(question.part)?.column == null ? 1 : 2))
}

/** Of which cases the figures of a chart, a table or a page are: what is chosen or filtered; '' where nothing is. */
export function sayCases(words: Words, question: Question, names: Names): string {
  const { conditions } = partsOf(words, question, names)
  return words.list(conditions)
}

type Parts = { measure: string; conditions: string[] }

function partsOf(words: Words, question: Question, names: Names): Parts {
  if (question.asked === 'dashboard') return partsOfSelection(words, question, names)
  const filter = filterFromQuery(new URLSearchParams(question.query))
  if (question.asked === 'table') return partsOfCell(words, question, filter, names)
  if (question.measure !== 'share' || !filter.issue)
    return { measure: nameOfMeasure(words, question.measure), conditions: sayFilter(words, filter, names) }
  const [issue = ''] = sayFilter(words, { issue: filter.issue }, names)
  return {
    measure: words.t('pin.share.issue', { issue }),
    conditions: sayFilter(words, { ...filter, issue: '' }, names)
  }
}

const nameOfMeasure = (words: Words, measure: string) =>
  words.t(`figure.measure.${measure === 'share' ? 'violatingShare' : measure}`)

function sayFilter(words: Words, filter: Filter, names: Names): string[] {
  const nameOf = (code = '') => names[code]?.[words.language] ?? names[code]?.en ?? code
  const choices = {
    industries: filter.industry ? [{ code: filter.industry, title: nameOf(filter.industry) }] : [],
    counties: filter.county ? [{ place: filter.county, name: nameOf(filter.county) }] : []
  }
  return partsOfFilter(words, { ...filter, ...(filter.region ? { region: nameOf(filter.region) } : {}) }, choices).map(
    ({ label }) => label
  )
}

function partsOfSelection(words: Words, { query, part, measure }: Question, names: Names): Parts {
  const selection = selectionFromQuery(new URLSearchParams(query))
  const mark = markOf(part)
  const others = mark ? withoutDimensions(selection, [mark.dimension]) : selection
  const figures = { places: names }
  const own = mark ? [nameOfValue(words, figures, mark.dimension, mark.value)] : []
  const chosen = narrowedBy(others).map((dimension) => valuesName(words, figures, others, dimension))
  const ofAll = findingDimensions.some((name) => name === mark?.dimension)
  const share = ofAll ? 'pin.share.all' : asksFinding(others) ? 'pin.share.selected' : undefined
  return {
    measure: measure === 'share' && share ? words.t(share) : nameOfMeasure(words, measure),
    conditions: [...own, ...chosen]
  }
}

function partsOfCell(words: Words, { query, part, measure }: Question, filter: Filter, names: Names): Parts {
  const asked = new URLSearchParams(query)
  const [rows = '', columns = ''] = ['rows', 'columns'].map((name) => asked.get(name) ?? '')
  const tables = (['cases', 'accidents'] as const).map((table) => questionOf({ table, rows, columns, measure }))
  const question = tables.find((one) => one.measure.name === measure)
  const cell = cellOf(part)
  const filtered = sayFilter(words, filter, names)
  if (!question) return { measure, conditions: filtered }
  const said = (by: Dimension, group: string | null) => {
    const group_ = nameOfGroup(words, by, group, { names, dataSets: [] })
    const name = nameOfDimension(words, by, [])
    return name ? words.t('pin.group', { name, group: group_ }) : group_
  }
  return {
    measure: words.t(`figure.measure.${measure}`),
    conditions: [
      ...(cell ? [said(question.rows, cell.row)] : []),
      ...(cell && question.columns ? [said(question.columns, cell.column)] : []),
      ...filtered
    ]
  }
}

/** The figure itself: "69%", "2,032", "39.3 million". */
export function sayValue(words: Words, question: Pick<Question, 'measure'>, { value }: Pick<Figure, 'value'>): string {
  if (isShare(question)) return words.share(value)
  return question.measure === 'meanDays' ? words.number(value, 1) : shortNumber(words, value)
}

/** What a figure is of: the cases and the interval of a share, or the records behind it; '' where it is a count of them. */
export function sayGround(words: Words, figure: Figure, measure: string): string {
  const { count, of, low, high, records } = figure
  if (count !== null && of !== null && low !== null && high !== null)
    return words.t('pin.ground.share', { count, of, low: words.share(low), high: words.share(high) })
  return records === null || measure === 'cases' || measure === 'accidents'
    ? ''
    : words.t('pin.ground.records', { n: records })
}

/** On which records it was counted, by whom it was kept and when. */
export function saySource(words: Words, { basis, kept_by, kept_on }: Pin): string {
  return words.t('pin.source', {
    list: sayBasis(words, basis),
    person: kept_by || '–',
    when: kept_on ? words.date(kept_on) : '–'
  })
}

export function PinnedFigure({ of: pin, names }: { of: Pin; names: Names }) {
  const words = useWords()
  const ground = sayGround(words, pin, pin.measure)
  return (
    <p id={pin.id}>
      <b>
        <bdi>{sayValue(words, pin, pin)}</bdi>
      </b>{' '}
      <a href={`/plans/${pin.plan_id}/figures/${pin.id}`}>{sayQuestion(words, pin, names)}</a>
      <br />
      <span class="soft small">
        {ground}
        {ground ? <br /> : null}
        {saySource(words, pin)}
      </span>
    </p>
  )
}

/** The kept figures on a page of the plan on which one decides by them. */
export function PinnedFigures({ of: { pins, names } }: { of: Pins }) {
  const words = useWords()
  if (pins.length === 0) return null
  return (
    <section class="stack-s" id="figures">
      <SectionHead title={words.t('pin.heading')} />
      <Items
        items={pins.map(({ pin, changes }) => ({
          key: pin.id,
          body: <PinnedFigure of={pin} names={names} />,
          actions:
            changes.length > 0 ? (
              <a href={`/plans/${pin.plan_id}/figures/${pin.id}`}>{words.t('pin.changed.look')}</a>
            ) : undefined
        }))}
      />
    </section>
  )
}

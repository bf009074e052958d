import { issueName } from '../evidence/names.part.tsx'
import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { DataTable } from '../ui/table.tsx'
import { isBroken, type PeriodFault } from './fault.rules.ts'
import { type FigureRow, type FigureTable, shortNumber } from './figure-table.part.tsx'
import { ofHundred } from './finding.rules.ts'
import { comparedOf, type Selection } from './linked.rules.ts'
import { asksFinding } from './linked-answer.rules.ts'
import { valuesName } from './linked-form.part.tsx'
import type { LinkedFigures } from './linked-name.part.tsx'
import { rate } from './rules.ts'

/** What a selection of the dashboard counts in all, and beside another. */

type Compares = { selection: Selection; compare: string }

export function titleOf(words: Words, figures: Told, selection: Selection): string {
  const { few, total } = figures
  if (few || total.cases === undefined) return words.t('dashboard.title.few')
  const found = total.count === undefined || total.of === undefined ? undefined : rate(total.count, total.of)
  const of = found && ofHundred(found.share)
  if (!found || of === undefined || (of === 0 && found.count > 0))
    return words.t('figure.title.cases', { n: total.cases })
  if (!asksFinding(selection)) return words.t('figure.title.rate', { of })
  const [issue, second] = selection.issue ?? []
  if (issue && !second && !selection.outcome)
    return words.t('figure.title.issue', { issue: issueName(words, issue), of })
  return words.t('dashboard.title.selected', { of })
}

/** An amount of two figures has no tenths of a million. */
function amountText(words: Words, value: number): string {
  const whole = value >= 10_000_000 && value % 1_000_000 === 0
  return whole ? words.t('figure.million', { value: words.number(value / 1_000_000) }) : shortNumber(words, value)
}

type Told = Pick<LinkedFigures, 'total' | 'amounts' | 'few'>

/** What a selection counts in all: each with what it is of. */
export function headline(words: Words, { total, amounts }: Told, currency: string, selected: boolean) {
  const found = total.count === undefined || total.of === undefined ? undefined : rate(total.count, total.of)
  const number = (value: number | undefined) => (value === undefined ? '–' : words.number(value))
  const amount = (value: number | undefined) => (value === undefined ? '–' : amountText(words, value))
  return [
    { value: number(total.cases), label: words.t('indicator.figure.cases') },
    {
      value: found ? words.share(found.share) : '–',
      label: found
        ? words.t(selected ? 'dashboard.summary.selected' : 'dashboard.summary.violations', {
            count: found.count,
            of: found.of,
            low: words.share(found.low),
            high: words.share(found.high)
          })
        : words.t(total.cases === undefined ? 'indicator.suppressed' : 'figure.summary.violating-unsaid')
    },
    { value: number(amounts.workers), label: words.t('figure.summary.workersAffected') },
    { value: amount(amounts.wages), label: words.t('figure.summary.backWages', { currency }) },
    { value: amount(amounts.penalties), label: words.t('figure.summary.penalties', { currency }) }
  ]
}

type Comparison = {
  title: string
  names: [string, string]
  table: FigureTable
  shown: { what: string; first: string; second: string }[]
}

/** The two selections side by side, as numbers for a file and in words; nothing where no other is asked for. */
export function comparisonOf(
  words: Words,
  of: LinkedFigures,
  { faults, currency, ...asked }: Compares & { faults: readonly PeriodFault[]; currency: string }
): Comparison | undefined {
  const { compared } = of
  const second = comparedOf(asked.selection, asked.compare)
  if (!compared || !second) return undefined
  const { dimension } = compared
  const selected = asksFinding(asked.selection)
  const name = (selection: Selection) => valuesName(words, of, selection, dimension) || words.t(`dashboard.compare.all`)
  const [first = [], other = []] = [of, compared].map((told) => headline(words, told, currency, selected))
  const figure = (key: string) => words.t(`indicator.figure.${key}`)
  const amount = (key: string) => words.t('dashboard.column.amount', { name: figure(key), currency })
  const labels = [
    figure('cases'),
    words.t(`dashboard.column.share-${selected ? 'selected' : 'violations'}`),
    figure('workersAffected'),
    amount('backWages'),
    amount('penalties')
  ]
  return {
    title: isApart(of, [asked.selection, second.selection], faults)
      ? words.t('dashboard.compare.broken', { first: name(asked.selection), second: name(second.selection) })
      : differenceText(words, compared.difference, name(asked.selection), name(second.selection)),
    names: [name(asked.selection), name(second.selection)],
    table: {
      columns: [
        { key: 'name', label: words.t(`dashboard.dimension.${dimension}`), kind: 'text' },
        ...labels.map((label, index) => ({ key: String(index), label, kind: index === 1 ? 'share' : 'count' }) as const)
      ],
      rows: [of, compared].map((told, index) => ({
        name: name([asked.selection, second.selection][index] ?? {}),
        ...numbersOf(told)
      }))
    },
    shown: labels.map((what, index) => ({
      what,
      first: index === 1 ? shareWithInterval(words, of) : (first[index]?.value ?? '–'),
      second: index === 1 ? shareWithInterval(words, compared) : (other[index]?.value ?? '–')
    }))
  }
}

/** In the order of the headline: cases, their share, workers, wages, penalties. */
function numbersOf({ total: { cases, count, of }, amounts }: Told): FigureRow {
  const share = count === undefined || of === undefined ? undefined : rate(count, of)?.share
  return Object.fromEntries([cases, share, amounts.workers, amounts.wages, amounts.penalties].entries())
}

/** The two selections side by side, and how far their shares lie apart. */
export function Compared({ of, fileHref }: { of: Comparison; fileHref: string }) {
  const words = useWords()
  return (
    <section class="stack-s" id="compared">
      <h2>{of.title}</h2>
      <DataTable
        caption={words.t('dashboard.compare')}
        captionHidden
        asTable
        rows={of.shown}
        columns={[
          { key: 'what', label: words.t('dashboard.compare.what'), head: true },
          { key: 'first', label: of.names[0], numeric: true },
          { key: 'second', label: of.names[1], numeric: true }
        ]}
      />
      <p class="small">
        <a href={fileHref} download>
          {words.t('dashboard.compare.file')}
        </a>
      </p>
    </section>
  )
}

/** Whether two periods are told apart by another way of counting, which begins between them or within one. */
function isApart(
  { compared, period }: LinkedFigures,
  both: readonly Selection[],
  faults: readonly PeriodFault[]
): boolean {
  if (compared?.dimension !== 'time' || !period) return false
  const months = both.flatMap(({ time }) => [time?.from ?? period.from.slice(0, 7), time?.to ?? period.to.slice(0, 7)])
  return isBroken(faults, months)
}

function shareWithInterval(words: Words, { total: { count, of } }: Told): string {
  const found = count === undefined || of === undefined ? undefined : rate(count, of)
  if (!found) return '–'
  return words.t('dashboard.compare.share', {
    share: words.share(found.share),
    low: words.share(found.low),
    high: words.share(found.high),
    of: found.of
  })
}

function differenceText(
  words: Words,
  difference: NonNullable<LinkedFigures['compared']>['difference'],
  first: string,
  second: string
): string {
  if (!difference) return words.t('dashboard.compare.unsaid', { first, second })
  const points = (value: number) => words.number(Math.abs(value * 100), 1)
  const sure = difference.low > 0 || difference.high < 0
  const [low, high] = difference.points < 0 ? [-difference.high, -difference.low] : [difference.low, difference.high]
  const signed = (value: number) => (value < 0 ? `−${points(value)}` : points(value))
  return words.t(sure ? 'dashboard.compare.apart' : 'dashboard.compare.alike', {
    first,
    second,
    points: points(difference.points),
    way: difference.points < 0 ? 'less' : 'more',
    low: signed(low),
    high: signed(high)
  })
}

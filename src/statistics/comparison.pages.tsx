import { writeCsv } from '../evidence/csv.rules.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { type Bar, Bars } from '../ui/bars.tsx'
import { ManyField, SelectField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { Figure } from '../ui/figure.tsx'
import { Filters } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { namesOfRegions } from '../ui/names.ts'
import { Details, Empty, Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { readComparison } from './comparison.operations.ts'
import { comparisonMeasures, drawnEnds, isWrong, type Measured, spanning, yearsApart } from './comparison.rules.ts'
import { StatisticsTabs } from './head.part.tsx'
import { type Doubt, shippedVintage } from './ilostat.rules.ts'

type Answer = Awaited<ReturnType<(typeof readComparison)['run']>>
type Told = Answer['all'][number]
type Names = (area: string) => string

/** What stands in the drawing: the own country first by its own figures, else by what ILOSTAT has of it. */
type Drawn = { area: string; told: Told; own: boolean; value: number }

function sayMeasure(words: Words, measure: Answer['measure'], value: number): string {
  if (measure === 'women') return words.share(value)
  return words.number(value, measure === 'LAI_INDE_NOC_RT' ? 2 : value < 10 ? 1 : 0)
}

/** Everything that sets a value apart, in words: its status, what it leaves out, what is doubtful. */
function remarksOf(words: Words, told: Told, reference: number): string[] {
  const apart = Math.abs(told.year - reference) > yearsApart ? [words.t('comparison.years-apart')] : []
  return [
    ...apart,
    ...(told.statusLabel ? [told.statusLabel] : []),
    ...told.noteLabels,
    ...told.doubts.map((doubt) => sayDoubt(words, doubt))
  ]
}

function sayDoubt(words: Words, { code, values }: Doubt): string {
  const said = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'number' ? words.number(value, value % 1 === 0 ? 0 : 2) : value
  ])
  return words.t(`comparison.doubt.${code}`, Object.fromEntries(said))
}

function drawnOf({ own, ownArea, compared }: Answer): Drawn[] {
  const others = compared
    .filter(({ area, shown }) => shown && !(own && area === ownArea))
    .map(({ area, shown }) => ({ area, told: shown as Told, own: area === ownArea, value: shown?.value ?? 0 }))
  const all = own ? [{ area: ownArea, told: own, own: true, value: own.value }, ...others] : others
  return all.sort((one, other) => other.value - one.value)
}

const mostBars = 30

/** The bars: the countries, and the middle of the others among them where it belongs. */
function barsOf(
  words: Words,
  answer: Answer,
  drawn: readonly Drawn[],
  shown: readonly Drawn[],
  bar: (one: Drawn) => Bar
) {
  const { middle, measure } = answer
  const rows = shown.map(bar)
  if (middle === null || drawn.length < 3) return rows
  const label = words.t('comparison.middle', { n: drawn.filter((one) => !one.own).length })
  const below = shown.findIndex(({ told }) => told.value < middle)
  rows.splice(below < 0 ? rows.length : below, 0, {
    label,
    value: middle,
    shown: sayMeasure(words, measure, middle),
    reference: true
  })
  return rows
}

function sayTitle(words: Words, answer: Answer, drawn: readonly Drawn[], nameOf: Names): string {
  const { measure, middle } = answer
  const own = drawn.find((one) => one.own)
  const count = drawn.filter((one) => !one.own).length
  if (middle === null) return words.t(`comparison.measure.${measure}`)
  const said = { middle: sayMeasure(words, measure, middle), n: count, measure: words.t(`comparison.of.${measure}`) }
  return own
    ? words.t('comparison.title', { ...said, own: nameOf(own.area), value: sayMeasure(words, measure, own.told.value) })
    : words.t('comparison.title.none', said)
}

const comparisonPage = page('/statistics/comparison', 'evidence.read', async (context) => {
  const { words } = context
  const answer = await askOf(context)
  const nameOf = namesOf(words, answer)
  const drawn = drawnOf(answer)
  const withheld = answer.compared.flatMap((one) => one.withheld)
  const mine = drawn.find((one) => one.own)
  const reference = mine?.told.year ?? Math.max(...drawn.map(({ told }) => told.year))
  const title = sayTitle(words, answer, drawn, nameOf)
  const bars = spanning(drawn, mine?.value ?? answer.middle ?? 0, mostBars)
  return (
    <Layout title={words.t('statistics.tab.comparison')}>
      <div class="stack-l">
        <PageHead kicker={words.t('statistics.tab.comparison')} title={title}>
          {words.t('comparison.explained')}
        </PageHead>
        <StatisticsTabs current="comparison" />
        <Choices context={context} answer={answer} nameOf={nameOf} />
        {answer.own ? null : (
          <Notice>
            {words.t('comparison.no-own', { shown: drawn.some((one) => one.own) ? 'yes' : 'no' })}{' '}
            <a href="/statistics/ilostat">{words.t('comparison.no-own.action')}</a>
          </Notice>
        )}
        {drawn.length === 0 ? (
          <Empty level={2} title={words.t('comparison.empty')} />
        ) : (
          <Figure
            level={2}
            title={words.t(`comparison.measure.${answer.measure}`)}
            unit={
              drawn.length > bars.length
                ? words.t(mine ? 'comparison.unit.near' : 'comparison.unit.middle', {
                    n: bars.length,
                    of: drawn.length,
                    ends: drawnEnds
                  })
                : words.t('comparison.unit', { n: bars.length })
            }
            source={words.t('comparison.source', { vintage: vintageName(words, answer, answer.vintage) })}
            how={<p>{words.t(`comparison.how.${answer.measure}`)}</p>}
            csvHref={`/statistics/comparison.csv?${context.url.searchParams}`}
            table={<ComparedTable drawn={drawn} answer={answer} nameOf={nameOf} reference={reference} />}
          >
            <Bars
              rows={barsOf(words, answer, drawn, bars, ({ area, told, own, value }) => ({
                label: nameOf(area),
                value,
                shown: sayMeasure(words, answer.measure, value),
                aside: remarksOf(words, told, reference).length > 0 ? `${told.year} *` : String(told.year),
                highlight: own
              }))}
            />
            <Remarks drawn={bars} nameOf={nameOf} reference={reference} />
          </Figure>
        )}
        <Withheld of={withheld} measure={answer.measure} nameOf={nameOf} />
      </div>
    </Layout>
  )
})

/** Countries by their names in the reader's language; a place that no list has, as ILOSTAT names it in English. */
function namesOf(words: Words, { places }: Answer): Names {
  const regions = namesOfRegions(words.language)
  return (area) => (places[area]?.region ? regions(places[area].region) : (places[area]?.label ?? area))
}

function askOf(context: PageContext): Promise<Answer> {
  const { query, url } = context
  const measure = comparisonMeasures.find((one) => one === query('measure')) ?? comparisonMeasures[0]
  const areas = url.searchParams.getAll('areas').filter((area) => /^[A-Z]{3}$/.test(area))
  return context.ask(readComparison, { measure, group: query('group').slice(0, 3), areas, vintage: query('vintage') })
}

function vintageName(words: Words, { vintages }: Answer, id: string): string {
  return id === shippedVintage ? words.t('comparison.shipped') : (vintages.find((one) => one.id === id)?.name ?? id)
}

function Choices({ context, answer, nameOf }: { context: PageContext; answer: Answer; nameOf: Names }) {
  const { words, query, url } = context
  const regions = new Intl.DisplayNames([words.language], { type: 'region' })
  const areas = url.searchParams.getAll('areas')
  return (
    <Filters action="/statistics/comparison">
      <SelectField
        name="measure"
        label={words.t('comparison.what')}
        value={answer.measure}
        options={comparisonMeasures.map((value) => ({ value, label: words.t(`comparison.measure.${value}`) }))}
      />
      <SelectField
        name="group"
        label={words.t('comparison.group')}
        value={query('group')}
        options={answer.groups.map((value) => ({ value, label: regions.of(value) ?? value }))}
        empty={words.t('comparison.group.all')}
        optional
      />
      {answer.vintages.length > 1 ? (
        <SelectField
          name="vintage"
          label={words.t('observation.vintage')}
          value={answer.vintage}
          options={answer.vintages.map(({ id }) => ({ value: id, label: vintageName(words, answer, id) }))}
        />
      ) : null}
      <Details summary={words.t('comparison.choose', { n: areas.length })} open={areas.length > 0}>
        <ManyField
          name="areas"
          label={words.t('comparison.areas')}
          help={words.t('comparison.areas.help')}
          values={areas}
          options={[...answer.known]
            .map((value) => ({ value, label: nameOf(value) }))
            .sort((one, other) => words.compare(one.label, other.label))}
          inline
          optional
        />
      </Details>
    </Filters>
  )
}

/** Under the drawing, for each starred row: why it is not quite comparable. */
function Remarks({ drawn, nameOf, reference }: { drawn: readonly Drawn[]; nameOf: Names; reference: number }) {
  const words = useWords()
  const said = drawn
    .map(({ area, told }) => ({ area, remarks: remarksOf(words, told, reference) }))
    .filter(({ remarks }) => remarks.length > 0)
  if (said.length === 0) return null
  return (
    <Details summary={words.t('comparison.remarks', { n: said.length })}>
      <ul class="listed">
        {said.map(({ area, remarks }) => (
          <li key={area}>
            <strong>{nameOf(area)}</strong>{' '}
            {remarks.map((remark, index) => (
              <span key={remark} dir="auto">
                {index > 0 ? ' · ' : ''}
                {remark}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </Details>
  )
}

function ComparedTable({
  drawn,
  answer,
  nameOf,
  reference
}: {
  drawn: readonly Drawn[]
  answer: Answer
  nameOf: Names
  reference: number
}) {
  const words = useWords()
  const columns: Column<Drawn>[] = [
    { key: 'area', label: words.t('comparison.area'), head: true, cell: ({ area }) => nameOf(area) },
    {
      key: 'value',
      label: words.t('observation.value'),
      numeric: true,
      cell: ({ told }) => <bdi>{sayMeasure(words, answer.measure, told.value)}</bdi>
    },
    { key: 'year', label: words.t('observation.year'), numeric: true, cell: ({ told }) => <bdi>{told.year}</bdi> },
    {
      key: 'source',
      label: words.t('observation.source'),
      cell: ({ told, own }) => (
        <span dir="auto">{told.sourceLabel || (own ? words.t('comparison.own-source') : '–')}</span>
      )
    },
    {
      key: 'remarks',
      label: words.t('comparison.remark'),
      cell: ({ told }) => <span dir="auto">{remarksOf(words, told, reference).join(' · ')}</span>
    }
  ]
  return (
    <DataTable
      caption={words.t(`comparison.measure.${answer.measure}`)}
      captionHidden
      rows={drawn}
      rowKey={({ area }) => area}
      columns={columns}
    />
  )
}

/** Values that cannot be right: named with the reason, and not drawn. */
function Withheld({ of, measure, nameOf }: { of: readonly Told[]; measure: Answer['measure']; nameOf: Names }) {
  const words = useWords()
  if (of.length === 0) return null
  return (
    <Notice kind="wait" title={words.t('comparison.withheld', { n: of.length })}>
      <p>{words.t('comparison.withheld.explained', { n: of.length })}</p>
      <ul>
        {of.map((told) => (
          <li key={`${told.area} ${told.year} ${told.source}`}>
            {words.t('comparison.withheld.one', {
              area: nameOf(told.area),
              year: String(told.year),
              value: sayMeasure(words, measure, told.value)
            })}{' '}
            {told.doubts.map((doubt) => sayDoubt(words, doubt)).join(' ')}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** Every value of every year that the comparison could draw, with what is said of it, those that are wrong included. */
const comparisonFile = page('/statistics/comparison.csv', 'evidence.read', async (context) => {
  const { words } = context
  const answer = await askOf(context)
  const nameOf = namesOf(words, answer)
  const label = (key: string) => words.t(key)
  const header = ['REF_AREA', label('comparison.area'), label('observation.year'), label('observation.value')]
  const rest = [
    label('observation.source'),
    label('observation.status'),
    label('comparison.remark'),
    label('comparison.drawn')
  ]
  const own: Measured[] = answer.own ? [answer.own] : []
  const lineOf = (told: Told, isOwn: boolean) => [
    told.area,
    nameOf(told.area),
    told.year,
    told.value,
    isOwn ? label('comparison.own-source') : told.sourceLabel,
    told.statusLabel,
    [...told.noteLabels, ...told.doubts.map((doubt) => sayDoubt(words, doubt))].join(' '),
    label(isWrong(told) ? 'record.paste.no' : 'record.paste.yes')
  ]
  const rows = [...own.map((one) => lineOf(one as Told, true)), ...answer.all.map((one) => lineOf(one, false))]
  return new Response(writeCsv([...header, ...rest], rows), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="comparison.csv"'
    }
  })
})

export const comparisonPages: Page[] = [comparisonFile, comparisonPage]

import { csvMark, writeCsv } from '../evidence/csv.rules.ts'
import { parseNumber } from '../kernel/field.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { FileField, NumberField, TextField } from '../ui/field.tsx'
import { Filters, LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Details, Empty, Notice } from '../ui/notice.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { PasteForm } from '../ui/paste-form.tsx'
import { Crumbs, PageHead, SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Example, Tag } from '../ui/tag.tsx'
import { StatisticsTabs, sayCell, sayValue } from './head.part.tsx'
import { readStatistics } from './operations.ts'
import {
  cellKey,
  isNational,
  latestOfCells,
  misfitsOf,
  type Observation,
  observationFields,
  seriesNames,
  shapeOf,
  themes,
  yearLines
} from './rules.ts'

/**
 * The year that the address asks for, or else the newest of which there is anything, or last year.
 * @throws Problem no-such-year where it asks for something else than a year from 1900 to 2100
 */
export function yearOf(asked: string, years: readonly number[], today = new Date()): number {
  if (asked.trim() === '') return years[0] ?? today.getUTCFullYear() - 1
  const year = parseNumber(asked) ?? 0
  if (!Number.isInteger(year) || year < 1900 || year > 2100)
    throw new Problem('no-such-year', { year: asked.slice(0, 40) })
  return year
}

/** A bar in which one chooses the year. */
export function YearFilter({ action, year }: { action: string; year: number }) {
  const words = useWords()
  return (
    <Filters action={action}>
      <NumberField name="year" label={words.t('observation.year')} value={year} whole />
    </Filters>
  )
}

type Line = Observation & { before: Observation[] }

function sourceOf(words: Words, { source, vintage, register }: Line): string {
  if (register) return words.t('statistics.registered', { source })
  return vintage ? `${source} (${vintage})` : source
}

function columnsOf(words: Words, edit: boolean, here: string): Column<Line>[] {
  const columns: Column<Line>[] = [
    {
      key: 'series',
      label: words.t('observation.series'),
      head: true,
      cell: (row) => (
        <span id={row.id || undefined}>
          {words.t(`observation.series.${row.series}`)}
          <small>
            <span dir="auto">{sayCell(words, row)}</span>
          </small>
        </span>
      )
    },
    {
      key: 'value',
      label: words.t('observation.value'),
      numeric: true,
      cell: (row) => <bdi>{sayValue(words, row.value)}</bdi>
    },
    {
      key: 'source',
      label: words.t('observation.source'),
      cell: (row) => (
        <span>
          <span dir="auto">{sourceOf(words, row)}</span>{' '}
          {row.status ? <Tag>{words.t(`observation.status.${row.status}`)}</Tag> : null}
          {row.example ? <Example /> : null}
          {row.note ? (
            <small>
              <span dir="auto">{row.note}</span>
            </small>
          ) : null}
          {row.before.map((one) => (
            <small key={one.id} id={one.id}>
              {words.t('statistics.before', {
                value: sayValue(words, one.value),
                source: one.vintage ? `${one.source} (${one.vintage})` : one.source,
                difference: sayValue(words, row.value - one.value)
              })}
            </small>
          ))}
        </span>
      )
    }
  ]
  const change: Column<Line> = {
    key: 'change',
    label: words.t('record.change'),
    quiet: true,
    cell: (row) =>
      row.register ? null : (
        <a href={`/records/observation/${row.id}?from=${encodeURIComponent(here)}`}>
          {words.t('record.change')}
          <span class="vh"> {words.t(`observation.series.${row.series}`)}</span>
        </a>
      )
  }
  return edit ? [...columns, change] : columns
}

function AddFigure({ here, year }: { here: string; year: number }) {
  const words = useWords()
  const sent = useSent('observation.add')
  const importing = useSent('observation.import')
  return (
    <section class="stack-s" id="add">
      <SectionHead title={words.t('statistics.add.title')} />
      <Details summary={words.t('observation.add')} open={sent !== undefined}>
        <OperationForm operation="observation.add" action={words.t('observation.add')} returnTo={`${here}#:id`}>
          <DeclaredFields record="observation" fields={observationFields} values={{ year }} />
        </OperationForm>
      </Details>
      <PasteForm record="observation" hidden={{}} same={['source', 'year', 'series']} returnTo={here} />
      <Details summary={words.t('statistics.import.title')} open={importing !== undefined}>
        <OperationForm
          operation="observation.import"
          files
          action={words.t('statistics.import.action')}
          hidden={{ language: words.language }}
          returnTo={here}
        >
          <FileField
            name="file"
            label={words.t('statistics.import.file')}
            help={words.t('statistics.import.help')}
            accept=".csv,.tsv,.txt,.gz,.xlsx,text/csv"
          />
          <TextField
            name="source"
            label={words.t('observation.source')}
            help={words.t('statistics.import.source')}
            optional
          />
        </OperationForm>
        <p>
          <a href="/statistics/template.csv" download>
            {words.t('statistics.template')}
          </a>
        </p>
      </Details>
    </section>
  )
}

const yearPage = page('/statistics', 'evidence.read', async (context) => {
  const { words, query, may } = context
  const all = await context.ask(readStatistics, {})
  const year = yearOf(query('year'), all.years)
  const observations = all.observations.filter((one) => one.year === year)
  const entered = latestOfCells(observations).map(({ said, before }): Line => ({ ...said, before }))
  const cells = new Set(entered.map(cellKey))
  const registered = all.registered.filter((one) => one.year === year && !cells.has(cellKey(one)))
  const lines = [...entered, ...registered.map((one): Line => ({ ...one, before: [] }))]
  const present = new Set(lines.map(({ series }) => series))
  const edit = may('evidence.import')
  const here = `/statistics?year=${year}`
  const misfits = misfitsOf(observations, year)
  return (
    <Layout title={words.t('room.statistics')}>
      <div class="stack-l">
        <PageHead
          kicker={words.t('room.statistics')}
          title={words.t('statistics.year.title', { year: String(year), n: present.size, of: seriesNames.length })}
          actions={
            edit ? (
              <LinkButton href={`/statistics/year/${year}`} kind="main">
                {words.t('statistics.year.fill', { year: String(year) })}
              </LinkButton>
            ) : null
          }
        >
          {words.t('statistics.explained')}
        </PageHead>
        <StatisticsTabs current="" />
        <YearFilter action="/statistics" year={year} />
        {misfits.length > 0 ? (
          <Notice kind="wait" title={words.t('statistics.misfit.title')}>
            <ul>
              {misfits.map(({ series, total, parts }) => (
                <li key={series}>
                  {words.t('statistics.misfit', {
                    series: words.t(`observation.series.${series}`),
                    total: words.number(total),
                    parts: words.number(parts)
                  })}
                </li>
              ))}
            </ul>
          </Notice>
        ) : null}
        {lines.length === 0 ? (
          <Empty level={2} title={words.t('statistics.empty.title', { year: String(year) })}>
            {words.t('statistics.empty')}
          </Empty>
        ) : (
          <ThemeTables lines={lines} edit={edit} here={here} />
        )}
        {edit ? <AddFigure here={here} year={year} /> : null}
        <p>
          <a href="/statistics/figures.csv" download>
            {words.t('statistics.csv')}
          </a>
        </p>
      </div>
    </Layout>
  )
})

function ThemeTables({ lines, edit, here }: { lines: Line[]; edit: boolean; here: string }) {
  const words = useWords()
  return (
    <>
      {themes.map((theme) => {
        const rows = seriesNames
          .filter((series) => shapeOf(series).theme === theme)
          .flatMap((series) => lines.filter((line) => line.series === series))
        if (rows.length === 0) return null
        const title = words.t(`statistics.theme.${theme}`)
        return (
          <section class="stack-s" key={theme}>
            <SectionHead title={title} />
            <DataTable
              caption={title}
              captionHidden
              class="repeated"
              rows={rows}
              rowKey={cellKey}
              columns={columnsOf(words, edit, here)}
            />
          </section>
        )
      })}
    </>
  )
}

/** The totals of a whole year in one form, with what stands there already. */
const fillPage = page('/statistics/year/:year', 'evidence.import', async (context) => {
  const { words, params } = context
  const year = Number(params.year)
  if (!Number.isInteger(year) || year < 1900 || year > 2100) throw new Problem('page-not-found')
  const { observations } = await context.ask(readStatistics, { year })
  const present = latestOfCells(observations).map(({ said }) => said)
  const presentOf = (key: string) => {
    const line = yearLines.find((one) => one.key === key)
    const plain = present.find((one) => one.series === line?.series && isNational(one, line.persons))
    return plain ? sayPlain(words, plain.value) : ''
  }
  const sources = [...new Set(present.map(({ source }) => source))]
  const title = words.t('statistics.year.fill', { year: String(year) })
  return (
    <Layout title={title}>
      <Crumbs
        items={[{ label: words.t('room.statistics'), href: `/statistics?year=${year}` }, { label: String(year) }]}
      />
      <PageHead title={title}>{words.t('statistics.year.explained')}</PageHead>
      <OperationForm
        operation="observation.fill-year"
        action={words.t('statistics.year.save', { year: String(year) })}
        kind="main"
        hidden={{ year }}
        returnTo={`/statistics?year=${year}`}
        beside={
          <LinkButton href={`/statistics?year=${year}`} kind="plain">
            {words.t('record.back')}
          </LinkButton>
        }
      >
        <TextField
          name="source"
          label={words.t('observation.source')}
          help={words.t('statistics.year.source')}
          value={sources.length === 1 ? sources[0] : ''}
          suggestions={sources.map((source) => ({ value: source, label: source }))}
        />
        {themes.map((theme) => (
          <ThemeFields key={theme} theme={theme} presentOf={presentOf} />
        ))}
      </OperationForm>
    </Layout>
  )
})

/** The lines of a theme: figures that are split by whom in a row of their own, the others side by side. */
function ThemeFields({ theme, presentOf }: { theme: (typeof themes)[number]; presentOf(key: string): string }) {
  const words = useWords()
  const own = seriesNames.filter((series) => shapeOf(series).theme === theme)
  const linesOf = (series: string) => yearLines.filter((line) => line.series === series)
  const split = own.filter((series) => linesOf(series).length > 1)
  const plain = own.filter((series) => linesOf(series).length === 1)
  const rows = [...(plain.length > 0 ? [plain.flatMap(linesOf)] : []), ...split.map(linesOf)]
  return (
    <>
      <SectionHead title={words.t(`statistics.theme.${theme}`)} />
      {rows.map((lines) => (
        <div class="side-by-side" key={lines[0]?.key}>
          {lines.map(({ key, series, persons }) => (
            <NumberField
              key={key}
              name={`figures.${key}.value`}
              label={
                persons
                  ? words.t('statistics.of-whom', { persons: words.t(`observation.persons.${persons}`) })
                  : words.t(`observation.series.${series}`)
              }
              value={presentOf(key)}
              whole={!shapeOf(series).parts}
            />
          ))}
        </div>
      ))}
    </>
  )
}

/** A number as it is typed again: without marks between its thousands, with the language's decimal mark. */
function sayPlain(words: Words, value: number): string {
  return String(value).replace('.', words.decimal)
}

const fieldNames = Object.keys(observationFields) as (keyof typeof observationFields)[]

function csvHeader(words: Words): string[] {
  return fieldNames.map((name) => words.t(`observation.${name}`))
}

function csvResponse(content: string, name: string): Response {
  return new Response(content, {
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${name}"` }
  })
}

/** All figures in the shape in which a file of figures is taken. */
async function allFigures(context: PageContext): Promise<Response> {
  const { words } = context
  const { observations } = await context.ask(readStatistics, {})
  const rows = observations.map((row) =>
    fieldNames.map((name) => {
      const value = row[name]
      const group = name === 'sector' ? 'isic.section' : `observation.${name}`
      return typeof value === 'string' && value !== '' && 'options' in observationFields[name]
        ? words.t(`${group}.${value}`)
        : value
    })
  )
  return csvResponse(writeCsv(csvHeader(words), rows), 'statistics.csv')
}

export const entryPages: Page[] = [
  page('/statistics/figures.csv', 'evidence.read', allFigures),
  page('/statistics/template.csv', 'evidence.read', async ({ words }) =>
    csvResponse(`${csvMark}${csvHeader(words).join(',')}\r\n`, 'template.csv')
  ),
  yearPage,
  fillPage
]

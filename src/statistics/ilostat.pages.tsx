import { type Page, page } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { FileField, TextField } from '../ui/field.tsx'
import { PostButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Details, Empty, Notice } from '../ui/notice.tsx'
import { OperationForm } from '../ui/operation-form.tsx'
import { Crumbs, Items, PageHead, SectionHead } from '../ui/step.tsx'
import { DataTable } from '../ui/table.tsx'
import { Example, Tag } from '../ui/tag.tsx'
import { YearFilter, yearOf } from './entry.pages.tsx'
import { StatisticsTabs, sayValue } from './head.part.tsx'
import { readVintageChanges, readVintages } from './ilostat.operations.ts'
import { type LaiIndicator, type LaiValue, laiIndicators, type Missing, sdmxCsv } from './lai.rules.ts'
import { readLai } from './own.operations.ts'

type Lai = Awaited<ReturnType<(typeof readLai)['run']>>
type Vintages = Awaited<ReturnType<(typeof readVintages)['run']>>
type Row = { indicator: LaiIndicator; sex: string; value?: LaiValue; missing: readonly Missing[] }

function rowsOf({ values, lacks }: Lai, year: number): Row[] {
  return laiIndicators.flatMap((indicator): Row[] => {
    const own = values.filter((one) => one.year === year && one.indicator === indicator)
    if (own.length > 0) return own.map((value) => ({ indicator, sex: value.sex, value, missing: [] }))
    const found = lacks.find((one) => one.year === year && one.indicator === indicator)
    return [{ indicator, sex: '', missing: found?.missing ?? [] }]
  })
}

function sayMissing(words: Words, missing: readonly Missing[]): string {
  return words.t('ilostat.missing', { list: words.list(missing.map((one) => words.t(`ilostat.missing.${one}`))) })
}

function SeriesTable({ rows, year }: { rows: readonly Row[]; year: number }) {
  const words = useWords()
  return (
    <DataTable
      caption={words.t('ilostat.series.caption', { year: String(year) })}
      rows={rows}
      rowKey={({ indicator, sex }) => `${indicator} ${sex}`}
      columns={[
        {
          key: 'series',
          label: words.t('observation.series'),
          head: true,
          cell: ({ indicator, sex }) => (
            <span>
              {words.t(`ilostat.series.${indicator}`)}
              {sex && sex !== 'SEX_T'
                ? `, ${words.t(sex === 'SEX_F' ? 'observation.persons.women' : 'observation.persons.men')}`
                : ''}
              <small>
                <bdi>{sex ? `${indicator} ${sex}` : indicator}</bdi>
              </small>
            </span>
          )
        },
        {
          key: 'value',
          label: words.t('observation.value'),
          numeric: true,
          cell: ({ value }) =>
            value ? <bdi>{sayValue(words, value.value)}</bdi> : <Tag kind="unknown">{words.t('ilostat.none')}</Tag>
        },
        {
          key: 'source',
          label: words.t('observation.source'),
          cell: ({ value, missing }) =>
            value ? (
              <span>
                {words.t(`ilostat.from.${value.from}`)} {value.example ? <Example /> : null}
                <small>
                  <span dir="auto">{words.list(value.source)}</span>
                </small>
              </span>
            ) : (
              sayMissing(words, missing)
            )
        }
      ]}
    />
  )
}

const ilostatPage = page('/statistics/ilostat', 'evidence.read', async (context) => {
  const { words, query, may } = context
  const { years } = await context.ask(readLai, {})
  const year = yearOf(query('year'), years)
  const [lai, vintages] = [await context.ask(readLai, { year }), await context.ask(readVintages, {})]
  const rows = rowsOf(lai, year)
  const ready = new Set(rows.filter(({ value }) => value).map(({ indicator }) => indicator)).size
  return (
    <Layout title="ILOSTAT">
      <div class="stack-l">
        <PageHead
          kicker="ILOSTAT"
          title={words.t('ilostat.title', { year: String(year), n: ready, of: laiIndicators.length })}
        >
          {words.t('ilostat.explained')}
        </PageHead>
        <StatisticsTabs current="ilostat" />
        <section class="stack">
          <YearFilter action="/statistics/ilostat" year={year} />
          <Faults of={lai} />
          <SeriesTable rows={rows} year={year} />
          <Downloads of={lai} />
        </section>
        <Brought vintages={vintages} edit={may('evidence.import')} />
      </div>
    </Layout>
  )
})

/** What keeps the series from being sent, and records that no year can count. */
function Faults({ of: { faults, undated } }: { of: Lai }) {
  const words = useWords()
  return (
    <>
      {faults.length > 0 ? (
        <Notice kind="bad" title={words.t('ilostat.faults', { n: faults.length })}>
          <ul>
            {faults.map(({ code, values }) => (
              <li key={`${code} ${JSON.stringify(values)}`}>{words.t(`ilostat.fault.${code}`, values)}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {undated.visits + undated.unknown > 0 ? (
        <Notice>{words.t('ilostat.undated', { visits: undated.visits, unknown: undated.unknown })}</Notice>
      ) : null}
    </>
  )
}

function Downloads({ of: { values, faults } }: { of: Lai }) {
  const words = useWords()
  const full = laiIndicators.filter((indicator) => values.some((one) => one.indicator === indicator))
  if (full.length === 0 || faults.length > 0) return null
  return (
    <div class="stack-s">
      <SectionHead title={words.t('ilostat.download')} />
      <p class="soft measure">{words.t('ilostat.download.explained')}</p>
      <ul class="listed">
        {full.map((indicator) => (
          <li key={indicator}>
            <a href={`/statistics/ilostat/${indicator}.csv`} download>
              {words.t(`ilostat.series.${indicator}`)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Vintages that were brought, what is in them, and the form that brings another. */
function Brought({ vintages, edit }: { vintages: Vintages; edit: boolean }) {
  const words = useWords()
  return (
    <section class="stack" id="vintages">
      <SectionHead title={words.t('ilostat.vintages', { n: vintages.length })} />
      <p class="soft measure">{words.t('ilostat.vintages.explained')}</p>
      {vintages.length === 0 ? (
        <Empty title={words.t('ilostat.vintages.empty')} />
      ) : (
        <Items
          items={vintages.map((one, index) => ({
            key: one.id,
            body: <VintageLine of={one} former={vintages.slice(index + 1)} />,
            actions: edit ? (
              <PostButton action="/do/ilostat.remove" fields={{ id: one.id, _return: '/statistics/ilostat' }} slim>
                {words.t('ilostat.remove')}
                <span class="vh"> {one.name}</span>
              </PostButton>
            ) : null
          }))}
        />
      )}
      {edit ? (
        <OperationForm
          operation="ilostat.import"
          files
          action={words.t('ilostat.import')}
          returnTo="/statistics/ilostat#vintages"
        >
          <FileField
            name="file"
            label={words.t('statistics.import.file')}
            help={words.t('ilostat.import.help')}
            accept=".csv,.gz,text/csv"
          />
          <TextField
            name="name"
            label={words.t('observation.vintage')}
            help={words.t('ilostat.import.name')}
            optional
          />
        </OperationForm>
      ) : null}
    </section>
  )
}

function VintageLine({ of, former }: { of: Vintages[number]; former: Vintages }) {
  const words = useWords()
  const { name, file_name, accepted, rows_read, content, at, person_name } = of
  const comparable = content.indicators.flatMap(({ indicator }) => {
    const before = former.find((one) => one.content.indicators.some((other) => other.indicator === indicator))
    return before ? [{ indicator, before }] : []
  })
  return (
    <div id={of.id}>
      <strong dir="auto">{name}</strong>
      <small>
        {' '}
        {words.t('ilostat.vintage.of', {
          file: file_name,
          person: person_name ?? '–',
          date: words.date(at.slice(0, 10))
        })}
      </small>
      {of.there ? null : <Notice kind="bad">{words.t('ilostat.vintage.gone')}</Notice>}
      <p>{words.t('ilostat.vintage.rows', { accepted, rows: rows_read, n: content.indicators.length })}</p>
      {Object.entries(content.refused).map(([lack, n]) => (
        <p key={lack}>{words.t(`ilostat.refused.${lack}`, { n })}</p>
      ))}
      {Object.entries(content.unknown).map(([kind, codes]) => (
        <p key={kind}>{words.t('ilostat.unknown', { kind, codes: codes.join(', ') })}</p>
      ))}
      <Details summary={words.t('ilostat.vintage.indicators')}>
        <ul>
          {content.indicators.map(({ indicator, rows, areas, from, to }) => (
            <li key={indicator}>
              {words.t('ilostat.vintage.indicator', { indicator, rows, areas, from, to })}{' '}
              {comparable
                .filter((one) => one.indicator === indicator)
                .map(({ before }) => (
                  <a
                    key={before.id}
                    href={`/statistics/ilostat/changes?before=${before.id}&after=${of.id}&indicator=${indicator}`}
                  >
                    {words.t('ilostat.changes.since', { name: before.name })}
                  </a>
                ))}
            </li>
          ))}
        </ul>
      </Details>
    </div>
  )
}

const changesPage = page('/statistics/ilostat/changes', 'evidence.read', async (context) => {
  const { words, query } = context
  const vintages = await context.ask(readVintages, {})
  const asked = { before: query('before'), after: query('after'), indicator: query('indicator') }
  const found = await context.ask(readVintageChanges, asked)
  const nameOf = (id: string) => vintages.find((one) => one.id === id)?.name ?? words.t('comparison.shipped')
  const { changed, came, went, same } = found
  const title = words.t('ilostat.changes.title', {
    n: changed,
    before: nameOf(asked.before),
    after: nameOf(asked.after)
  })
  return (
    <Layout title={title}>
      <Crumbs items={[{ label: 'ILOSTAT', href: '/statistics/ilostat' }, { label: asked.indicator }]} />
      <PageHead kicker={found.label} title={title}>
        {words.t('ilostat.changes.counts', { same, came, went })}
      </PageHead>
      <DataTable
        caption={words.t('ilostat.changes.caption')}
        rows={found.changes}
        columns={[
          { key: 'area', label: words.t('comparison.area'), head: true },
          { key: 'time', label: words.t('observation.year'), numeric: true },
          {
            key: 'cell',
            label: words.t('ilostat.changes.cell'),
            cell: ({ sex, classif1, classif2, source }) => (
              <bdi>{[sex, classif1, classif2, source].filter(Boolean).join(' ')}</bdi>
            )
          },
          {
            key: 'before',
            label: nameOf(asked.before),
            numeric: true,
            cell: ({ before }) => (before === null ? '–' : <bdi>{sayValue(words, before)}</bdi>)
          },
          {
            key: 'after',
            label: nameOf(asked.after),
            numeric: true,
            cell: ({ after }) => (after === null ? '–' : <bdi>{sayValue(words, after)}</bdi>)
          }
        ]}
      />
    </Layout>
  )
})

/** One series as SDMX-CSV; refused while anything in the five is not right. */
const seriesFile = page('/statistics/ilostat/:file', 'evidence.read', async (context) => {
  const indicator = laiIndicators.find((one) => `${one}.csv` === context.params.file)
  if (!indicator) throw new Problem('page-not-found')
  const { area, values, faults } = await context.ask(readLai, {})
  if (faults.length > 0) throw new Problem('ilostat-faulty', { n: faults.length })
  if (!values.some((one) => one.indicator === indicator)) throw new Problem('not-found')
  return new Response(sdmxCsv(area, indicator, values), {
    headers: {
      'content-type': 'application/vnd.sdmx.data+csv; version=1.0.0; charset=utf-8',
      'content-disposition': `attachment; filename="${indicator}_${area}.csv"`
    }
  })
})

export const ilostatPages: Page[] = [ilostatPage, changesPage, seriesFile]

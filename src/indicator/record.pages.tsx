import { fieldName, issueName, sectionName } from '../evidence/names.part.tsx'
import {
  daysOf,
  type FieldName,
  fieldOf,
  lineOf,
  ownFields,
  type TableName,
  tableNames
} from '../evidence/table.rules.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import type { Words } from '../kernel/words.ts'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Crumbs, PageHead } from '../ui/step.tsx'
import { type Column, DataTable, Pages } from '../ui/table.tsx'
import { Example } from '../ui/tag.tsx'
import { readWorkplaceOfRecord } from '../workplace/operations.ts'
import { countedOf, type DataSets, readCountable, resolvedFilter } from './counted.part.tsx'
import { currencyOf, scopeOf } from './figure.part.tsx'
import { FilterBar, FilterChips, readChoices } from './filter.part.tsx'
import { type Filter, filterFromQuery, filterToQuery, withFilter } from './filter.rules.ts'
import { askedOf } from './filter-form.rules.ts'
import { listFigureRecords, openRecordFile, pageSize, readFigureRecord, recordSorts } from './record.operations.ts'
import { Amount, FindingTable, importedBy, RecordFields, writtenValue } from './record.part.tsx'

type Listed = Awaited<ReturnType<(typeof listFigureRecords)['run']>>['records'][number]

/** Which kind of records an address asks for. */
function tableOf({ query }: PageContext): TableName {
  return tableNames.find((table) => table === query('table')) ?? 'cases'
}

/** A place that a source writes in small letters alone, as places are written. */
const placeName = (name: string) =>
  name === name.toLowerCase() ? name.replaceAll(/(^|[\s-])\p{L}/gu, (start) => start.toUpperCase()) : name

const recordPath = ({ dataSet, row }: Listed) => `/figures/records/${dataSet}/${row}`

function columnsOf(
  table: TableName,
  context: PageContext,
  dataSets: DataSets,
  records: readonly Listed[],
  filter: Filter,
  sortHref: (sort: string) => string
): Column<Listed>[] {
  const { words } = context
  const sortable = new Set<string>(recordSorts)
  const sorting = (name: string) => (sortable.has(name) ? { sortHref: sortHref(name) } : {})
  const label = (name: string) => fieldName(words, table, name)
  const plain = (name: string): Column<Listed> => ({
    key: name,
    label: label(name),
    ...sorting(name),
    cell: (record) => <span dir="auto">{writtenValue(words, record, name)}</span>
  })
  // Under an issue, what was found on it, as the figures tell it.
  const count = (name: string): Column<Listed> => ({
    key: name,
    label: label(name),
    numeric: true,
    ...sorting(name),
    cell: (record) => <Amount of={record[filter.issue ? `issue_${name}` : name]} />
  })
  const city: Column<Listed> = {
    ...plain('city'),
    cell: (record) => {
      const { county } = record
      const name = placeName(writtenValue(words, record, 'city'))
      return (
        <span>
          <span dir="auto">{name}</span>
          {county && county !== name ? <small dir="auto">{String(county)}</small> : null}
        </span>
      )
    }
  }
  const industry: Column<Listed> = {
    ...plain('industryTitle'),
    cell: ({ industryTitle, isicSection }) => (
      <span dir="auto">{industryTitle ?? (isicSection ? sectionName(words, String(isicSection)) : '–')}</span>
    )
  }
  const nameOf = (id: string) => dataSets.find((dataSet) => dataSet.id === id)?.name ?? ''
  const line: Column<Listed>[] = [
    ...(dataSets.length > 1
      ? [
          {
            key: 'dataSet',
            label: words.t('data_set.one'),
            cell: ({ dataSet }: Listed) => <span dir="auto">{nameOf(dataSet)}</span>
          }
        ]
      : []),
    {
      key: 'row',
      label: words.t('figure.record.from'),
      numeric: true,
      cell: (record) => <a href={recordPath(record)}>{words.number(lineOf(record.row))}</a>
    }
  ]
  const dated =
    !fieldOf(table, listed[table][0])?.type.includes('date') && dataSets.some(({ current }) => current?.result.period)
  const [first, ...others] = listed[table]
  const named: Column<Listed> = {
    ...plain(first),
    head: true,
    cell: (record) => (
      <a href={recordPath(record)}>
        <span dir="auto">{writtenValue(words, record, first)}</span>
      </a>
    )
  }
  const date: Column<Listed> = {
    ...plain('date'),
    label: words.t('figure.record.date'),
    cell: (record) => <span dir="auto">{dateOf(words, table, record)}</span>
  }
  const column = (name: FieldName): Column<Listed>[] => {
    if (name === 'city') return [city]
    if (name === 'industryTitle') return [industry]
    if (name === 'region' && new Set(records.map(({ region }) => region)).size < 2) return []
    const type = fieldOf(table, name)?.type
    return [type === 'integer' || type === 'money' ? count(name) : plain(name)]
  }
  return [named, ...others.flatMap(column), ...(dated ? [date] : []), ...line]
}

/** The fields that a list of records shows, the one that names the record first. */
const listed: Record<TableName, readonly [FieldName, ...FieldName[]]> = {
  cases: ['workplace', 'city', 'industryTitle', 'violations', 'workersAffected', 'backWages', 'penalties'],
  accidents: ['date', 'city', 'region', 'description', 'citation'],
  diseases: ['recognised', 'disease', 'agent', 'occupation', 'industryTitle', 'region'],
  audits: ['workplace', 'city', 'auditor', 'scheme', 'violations'],
  workplaces: ['workplace', 'identifier', 'city', 'region', 'industryTitle', 'employees', 'registered', 'closed']
}

function dateOf(words: Words, table: TableName, record: Listed): string {
  const date = daysOf(table)
    .map((name) => record[name])
    .find(Boolean)
  return date ? words.date(String(date)) : '–'
}

/** In which currency amounts are, and under an issue that they are those of this issue. */
function amountsSentence(context: PageContext, { issue }: Filter): string {
  const { words } = context
  const currency = words.t('figure.record.amounts', { currency: currencyOf(context) })
  return issue ? `${words.t('figure.record.of-issue', { issue: issueName(words, issue) })} ${currency}` : currency
}

const listPage = page('/figures/records', 'evidence.read-records', async (context) => {
  const { words, url, query } = context
  const table = tableOf(context)
  const filter = filterFromQuery(url.searchParams)
  const all = (await readCountable(context)).filter(({ mapping }) => mapping.table === table)
  const counted = countedOf(all, filter, table)
  const asked = Math.max(1, Number.parseInt(query('page'), 10) || 1)
  const sort = recordSorts.find((name) => name === query('sort')) ?? ''
  const resolved = resolvedFilter(all, filter, table)
  const onPage = async (page: number) =>
    resolved ? context.ask(listFigureRecords, { ...askedOf(resolved), table, page, sort }) : { total: 0, records: [] }
  const wanted = await onPage(asked)
  const { total } = wanted
  const pages = Math.ceil(total / pageSize)
  // Behind the last page, of a list that was longer once, the last page stands.
  const number = Math.min(asked, Math.max(1, pages))
  const { records } = number === asked ? wanted : await onPage(number)
  const choices = await readChoices(context, counted, table)
  const scope = scopeOf(context, filter)
  const more = { ...(table === 'cases' ? {} : { table }), ...(sort ? { sort } : {}) }
  const address = (path: string, change: Record<string, string>, filtered: Filter = {}) => {
    const asked = filterToQuery(withFilter(filter, filtered))
    const search = new URLSearchParams([...asked, ...Object.entries({ ...more, ...change })])
    return `${path}?${search}`
  }
  const title = words.t(`figure.record.title.${table}`, { n: total })
  const invented = counted.some(({ example }) => example)
  return (
    <Layout title={words.t('figure.record.crumb')} wide>
      <div class="stack">
        <Crumbs
          items={[
            { label: words.t('room.figures'), href: scope.figuresWith({}) },
            { label: words.t('figure.record.crumb') }
          ]}
        />
        <PageHead
          title={title}
          actions={
            <LinkButton href={address('/figures/records.csv', {})} download>
              {words.t('figure.record.download')}
            </LinkButton>
          }
        >
          {words.t('figure.record.explained')} {table === 'cases' ? amountsSentence(context, filter) : null}{' '}
          {invented ? words.t('evidence.example') : null}
        </PageHead>
        <FilterBar
          action="/figures/records"
          filter={filter}
          choices={choices}
          dataSets={all}
          counted={counted}
          hidden={more}
        />
        <p class="row">
          <FilterChips
            filter={filter}
            choices={choices}
            without={(change) => address('/figures/records', {}, change)}
          />
        </p>
        <DataTable
          caption={title}
          captionHidden
          class="records"
          rows={records}
          rowKey={({ dataSet, row }) => `${dataSet}-${row}`}
          columns={columnsOf(table, context, counted, records, filter, (name) =>
            address('/figures/records', { sort: name })
          )}
          empty={<p class="soft">{words.t('figure.record.none')}</p>}
        />
        <Pages page={number} pages={pages} href={(page) => address('/figures/records', { page: String(page) })} />
      </div>
    </Layout>
  )
})

/** What a column of the file is called: a category by the file's own name where one data set has it, all else in the reader's words. */
function headOf(words: Words, table: TableName, name: string, counted: DataSets): string {
  const [, measure] = name.split('issue_')
  if (measure) return words.t('figure.record.found-on', { measure: words.t(`evidence.measure.${measure}`) })
  const own = (ownFields as readonly string[]).includes(name)
  const columns = counted.map(({ mapping }) => mapping.fields?.[name as FieldName]?.column).filter(Boolean)
  return own && new Set(columns).size === 1 ? (columns[0] ?? name) : fieldName(words, table, name)
}

const filePage = page('/figures/records.csv', 'evidence.read-records', async (context) => {
  const table = tableOf(context)
  const all = await readCountable(context)
  const filter = resolvedFilter(all, filterFromQuery(context.url.searchParams), table)
  if (!filter) throw new Problem('not-found')
  const { columns, fileWith } = await context.ask(openRecordFile, { ...askedOf(filter), table })
  const counted = all.filter(({ id }) => filter.dataSets?.includes(id))
  return new Response(fileWith(columns.map((name) => headOf(context.words, table, name, counted))), {
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${table}.csv"` }
  })
})

const recordPage = page('/figures/records/:dataSet/:row', 'evidence.read-records', async (context) => {
  const { words, params } = context
  const row = Number(params.row)
  if (!Number.isInteger(row) || row < 1) throw new Problem('page-not-found')
  const found = await context.ask(readFigureRecord, { dataSet: params.dataSet, row })
  const { record, table, dataSet } = found
  const title = String(
    record.workplace ??
      record.disease ??
      record.description ??
      words.t('figure.record.line', { name: dataSet.name, row: lineOf(row) })
  )
  const back: Filter = { dataSets: [dataSet.id] }
  const { workplace } = context.may('workplace.read')
    ? await context.ask(readWorkplaceOfRecord, { table, dataSet: dataSet.id, row })
    : { workplace: null }
  return (
    <Layout title={title}>
      <div class="stack-l">
        <Crumbs
          items={[
            { label: words.t('room.figures'), href: '/figures' },
            { label: words.t('figure.record.crumb'), href: scopeOf(context, back).recordsWith({}, table) },
            { label: title }
          ]}
        />
        <PageHead
          kicker={words.t(`figure.record.one.${table}`)}
          title={<span dir="auto">{title}</span>}
          actions={
            workplace ? (
              <LinkButton href={`/workplaces/${workplace.id}`}>{words.t('register.record')}</LinkButton>
            ) : null
          }
        >
          {words.t('figure.record.provenance', { row: lineOf(row), ...importedBy(words, found, dataSet.name) })}{' '}
          <a href={`/evidence/${dataSet.id}`}>{words.t('figure.record.provenance.link')}</a>
        </PageHead>
        {dataSet.example ? (
          <p>
            <Example /> {words.t('evidence.example')}
          </p>
        ) : null}
        <RecordFields of={found} currency={context.session?.inspectorate.currency ?? ''} />
        <FindingTable of={found} currency={currencyOf(context)} />
      </div>
    </Layout>
  )
})

export const recordPages: Page[] = [filePage, listPage, recordPage]

import { type Page, page } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Facts, Notice } from '../ui/notice.tsx'
import { OperationForm } from '../ui/operation-form.tsx'
import { PageHead, SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { demandId } from './address.rules.ts'
import { compareVersions } from './comparison.operations.ts'
import { EvidenceCrumbs } from './head.part.tsx'
import { isolated } from './names.part.tsx'
import { readDataSet } from './operations.ts'
import { chainOf } from './register.rules.ts'

type Comparison = Awaited<ReturnType<(typeof compareVersions)['run']>>
type Both = { before: number | null; after: number | null }

const said = (words: Words, value: number | null) => (value === null ? '–' : words.number(value))
function difference(words: Words, { before, after }: Both): string {
  const more = (after ?? 0) - (before ?? 0)
  return `${more > 0 ? '+' : ''}${words.number(more)}`
}

/** The three columns of a comparison: then, now, and what lies between. */
function bothColumns<Row extends Both>(words: Words): Column<Row>[] {
  return [
    { key: 'before', label: words.t('evidence.compare.before'), numeric: true, cell: (row) => said(words, row.before) },
    { key: 'after', label: words.t('evidence.compare.after'), numeric: true, cell: (row) => said(words, row.after) },
    {
      key: 'difference',
      label: words.t('evidence.compare.difference'),
      numeric: true,
      cell: (row) => difference(words, row)
    }
  ]
}

const comparePage = page('/evidence/:dataSet/compare', 'evidence.import', async (context) => {
  const { words, params, query } = context
  const id = demandId(params.dataSet)
  const version = demandId(query('version'))
  const [{ data_set: dataSet, versions }, found] = await Promise.all([
    context.ask(readDataSet, { data_set: id }),
    context.ask(compareVersions, { data_set: id, version })
  ])
  const one = versions.find((candidate) => candidate.id === version)
  const counts = dataSet.current_version === version
  const within = chainOf(dataSet.current_version, versions).some((link) => link.version.id === version)
  const alike = found.gone + found.added + found.changed === 0
  const { records } = found
  return (
    <Layout title={words.t('evidence.compare')}>
      <div class="stack-l">
        <EvidenceCrumbs
          label={words.t('evidence.compare')}
          between={[{ label: dataSet.name, href: `/evidence/${id}` }]}
        />
        <PageHead
          kicker={dataSet.name}
          title={words.t(alike ? 'evidence.compare.alike' : 'evidence.compare.title', {
            gone: found.gone,
            added: found.added,
            changed: found.changed
          })}
        >
          {words.t('evidence.compare.explained', {
            file: isolated(words, one?.file_name ?? ''),
            when: one ? words.date(one.at) : ''
          })}
        </PageHead>
        {found.by === 'content' && !alike ? <Notice>{words.t('evidence.compare.by-content')}</Notice> : null}
        <Facts
          items={(['same', 'changed', 'added', 'gone'] as const).map((name) => ({
            value: words.number(found[name]),
            label: words.t(`evidence.compare.${name}`)
          }))}
        />
        <section class="stack-s">
          <SectionHead title={words.t('evidence.compare.sums')} />
          <DataTable
            caption={words.t('evidence.compare.sums')}
            captionHidden
            rows={[{ field: 'records', ...records }, ...found.sums]}
            rowKey={({ field }) => field}
            columns={[
              {
                key: 'field',
                label: words.t('evidence.compare.what'),
                head: true,
                cell: ({ field }) => nameOf(words, field)
              },
              ...bothColumns<Both & { field: string }>(words)
            ]}
          />
        </section>
        <Years of={found.years} />
        <Changed of={found} />
        {counts ? null : (
          <OperationForm
            operation="evidence.use-version"
            hidden={{ data_set: id, version }}
            returnTo={`/evidence/${id}`}
            action={words.t(within ? 'evidence.use-version.until' : 'evidence.use-version')}
            plain
            beside={
              <LinkButton href={`/evidence/${id}`} kind="plain">
                {words.t('record.keep')}
              </LinkButton>
            }
          />
        )}
      </div>
    </Layout>
  )
})

const nameOf = (words: Words, field: string) =>
  words.t(field === 'records' ? 'evidence.compare.records' : `evidence.field.${field}`)

function Years({ of }: { of: Comparison['years'] }) {
  const words = useWords()
  if (of.every(({ year }) => year === null)) return null
  return (
    <section class="stack-s">
      <SectionHead title={words.t('evidence.compare.years')} />
      <DataTable
        caption={words.t('evidence.compare.years')}
        captionHidden
        rows={of}
        rowKey={({ year }) => String(year)}
        columns={[
          {
            key: 'year',
            label: words.t('figure.column.year'),
            head: true,
            cell: ({ year }) => (year === null ? words.t('evidence.compare.undated') : String(year))
          },
          ...bothColumns<Comparison['years'][number]>(words)
        ]}
      />
    </section>
  )
}

/** Which fields differ in records that both hold, and the first of these records. */
function Changed({ of: { fields, examples, changed } }: { of: Comparison }) {
  const words = useWords()
  if (changed === 0) return null
  return (
    <section class="stack-s">
      <SectionHead title={words.t('evidence.compare.changed-fields')} />
      <DataTable
        caption={words.t('evidence.compare.changed-fields')}
        captionHidden
        rows={fields}
        rowKey={({ field }) => field}
        columns={[
          {
            key: 'field',
            label: words.t('evidence.mapping.field'),
            head: true,
            cell: ({ field }) => nameOf(words, field)
          },
          {
            key: 'records',
            label: words.t('evidence.compare.records'),
            numeric: true,
            cell: ({ records }) => words.number(records)
          }
        ]}
      />
      <DataTable
        caption={words.t('evidence.compare.examples', { n: examples.length, of: changed })}
        rows={examples}
        rowKey={({ record }) => record}
        columns={[
          {
            key: 'record',
            label: words.t('evidence.field.record'),
            head: true,
            cell: ({ record }) => <span dir="auto">{record}</span>
          },
          { key: 'field', label: words.t('evidence.mapping.field'), cell: ({ field }) => nameOf(words, field) },
          ...(['before', 'after'] as const).map((side) => ({
            key: side,
            label: words.t(`evidence.compare.${side}`),
            cell: (row: Comparison['examples'][number]) => <span dir="auto">{row[side] ?? '–'}</span>
          }))
        ]}
      />
    </section>
  )
}

export const comparisonPages: Page[] = [comparePage]

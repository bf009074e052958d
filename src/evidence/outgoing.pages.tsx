import { type Page, page } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { PageHead } from '../ui/step.tsx'
import { DataTable } from '../ui/table.tsx'
import { demandId } from './address.rules.ts'
import { EvidenceCrumbs } from './head.part.tsx'
import { fieldName, isolated } from './names.part.tsx'
import { readOutgoing } from './outgoing.operations.ts'
import { outgoingSentence } from './outgoing.part.tsx'
import { mostOutgoing } from './outgoing.rules.ts'
import type { TableName } from './table.rules.ts'

/** Which records a file that waits would take out of its data set, and does not hold. */

const outgoingPage = page('/evidence/uploads/:upload/outgoing', 'evidence.import', async (context) => {
  const { words, params, query } = context
  const [upload, dataSet, by] = [demandId(params.upload), demandId(query('data_set')), query('by')]
  const { outgoing, ...told } = await context.ask(readOutgoing, { upload, data_set: dataSet, by, wait: true })
  if (!outgoing) throw new Problem('page-not-found')
  const title = outgoingSentence(words, outgoing) ?? words.t('evidence.outgoing.unknown', { gone: outgoing.gone })
  const field = fieldName(words, told.table as TableName, by)
  const back = `/evidence/uploads/${upload}?data_set=${dataSet}#import`
  return (
    <Layout title={words.t('evidence.outgoing.crumb')}>
      <div class="stack-l">
        <EvidenceCrumbs label={words.t('evidence.outgoing.crumb')} />
        <PageHead title={title}>
          {words.t('evidence.outgoing.explained', {
            file: isolated(words, told.file_name),
            name: isolated(words, told.name),
            field,
            from: Date.parse(outgoing.from),
            to: Date.parse(outgoing.to)
          })}
        </PageHead>
        {outgoing.records.length > 0 ? (
          <DataTable
            caption={title}
            captionHidden
            rows={outgoing.records}
            rowKey={({ row }) => String(row)}
            columns={[
              {
                key: 'record',
                label: words.t('evidence.field.record'),
                head: true,
                cell: ({ record, row }) => (
                  <a href={`/figures/records/${dataSet}/${row}`}>
                    <bdi>{record}</bdi>
                  </a>
                )
              },
              { key: 'day', label: field, cell: ({ day }) => words.date(day) }
            ]}
          />
        ) : null}
        {(outgoing.missing ?? 0) > mostOutgoing ? (
          <p class="small soft">{words.t('evidence.outgoing.first', { n: mostOutgoing })}</p>
        ) : null}
        <p>
          <LinkButton href={back}>{words.t('evidence.outgoing.back')}</LinkButton>
        </p>
      </div>
    </Layout>
  )
})

export const outgoingPages: Page[] = [outgoingPage]

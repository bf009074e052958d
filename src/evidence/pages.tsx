import { Fragment } from 'preact'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Empty } from '../ui/notice.tsx'
import { Decide, Items, PageHead } from '../ui/step.tsx'
import { Tag } from '../ui/tag.tsx'
import { absenceSentence } from './absence.part.tsx'
import { listPages } from './code-list.pages.tsx'
import { comparisonPages } from './comparison.pages.tsx'
import { dataSetPages } from './data-set.pages.tsx'
import { LeftOut } from './left-out.part.tsx'
import { extractedWhen, isolated } from './names.part.tsx'
import { listEvidence } from './operations.ts'
import { recordsOfAll } from './register.rules.ts'
import { uploadPages } from './upload.pages.tsx'

type Listed = Awaited<ReturnType<(typeof listEvidence)['run']>>['data_sets'][number]

function DataSetLine({ of, owner, context }: { of: Listed; owner: string; context: PageContext }) {
  const { words } = context
  const { id, name, current, latest, counting } = of
  const period = counting?.period
  const extracted = of.extracted && words.t('evidence.extracted', { when: extractedWhen(words, of.extracted) })
  const said = [of.source, of.licence, extracted].filter(Boolean)
  return (
    <div class="stack-s">
      <h2>
        <a href={`/evidence/${id}`}>
          <span dir="auto">{name}</span>
        </a>
      </h2>
      {of.left_out ? (
        <LeftOut
          id={id}
          title={words.t('evidence.left-out')}
          fault={of.left_out}
          may={context.may('evidence.import')}
        />
      ) : null}
      <p class="small soft">
        {said.length === 0 ? words.t('evidence.source.unsaid') : null}
        {said.map((part, index) => (
          <Fragment key={part}>
            {index > 0 ? ' · ' : ''}
            <span dir="auto">{part}</span>
          </Fragment>
        ))}
      </p>
      {current && counting ? (
        <p>
          {words.t(of.joined_to ? 'evidence.line.joined' : 'evidence.line.rows', {
            accepted: counting.records,
            name: isolated(words, owner)
          })}{' '}
          {current.rejected > 0 ? (
            <a href={`/evidence/${id}#refused`}>{words.t('evidence.line.refused', { n: current.rejected })}</a>
          ) : (
            words.t('evidence.line.none-refused')
          )}{' '}
          {of.period ||
            (period
              ? words.t('evidence.period', { from: words.date(period.from), to: words.date(period.to) })
              : words.t('evidence.period.none'))}
        </p>
      ) : (
        <p>
          <Tag kind="wait">{words.t(`evidence.state.${latest?.state ?? 'failed'}`)}</Tag>
        </p>
      )}
      {(of.mapping.table ?? 'cases') === 'cases' && !of.joined_to ? (
        <p class="small">{words.t(`evidence.origin.${of.case_origin || 'unknown'}`)}</p>
      ) : null}
      <p class="small soft measure">{absenceSentence(words, of)}</p>
      {latest ? (
        <p class="small faint">
          {words.t('evidence.line.who', {
            date: words.date(latest.at),
            person: latest.person_name ?? '–',
            n: of.versions
          })}
        </p>
      ) : null}
    </div>
  )
}

const listPage = page('/evidence', 'evidence.read', async (context) => {
  const { words, may } = context
  const { data_sets, uploads } = await context.ask(listEvidence, {})
  const add = may('evidence.import') ? (
    <LinkButton href="/evidence/new" kind="main">
      {words.t('evidence.add')}
    </LinkButton>
  ) : null
  if (data_sets.length === 0 && uploads.length === 0) {
    return (
      <Layout title={words.t('room.evidence')}>
        <PageHead kicker={words.t('room.evidence')} title={words.t('evidence.empty.title')}>
          {words.t('evidence.empty.explained')}
        </PageHead>
        <Empty title={words.t('evidence.empty.action')} action={add} level={2}>
          {words.t(may('evidence.import') ? 'evidence.empty.what' : 'evidence.empty.ask')}
        </Empty>
      </Layout>
    )
  }
  return (
    <Layout title={words.t('room.evidence')}>
      <div class="stack-l">
        <PageHead
          kicker={words.t('room.evidence')}
          title={words.t(data_sets.length > 0 ? 'evidence.list.title' : 'evidence.empty.title', {
            n: data_sets.length,
            rows: recordsOfAll(data_sets)
          })}
          actions={add}
        >
          {words.t('evidence.list.explained')}
        </PageHead>
        {uploads.length > 0 ? (
          <div class="stack">
            <Decide
              title={words.t('evidence.uploads.title', { n: uploads.length })}
              items={uploads.map((upload) => ({
                title: isolated(words, upload.file_name),
                children: words.t('evidence.uploads.rows', { rows: upload.rows, date: words.date(upload.at) }),
                action: (
                  <LinkButton href={`/evidence/uploads/${upload.id}`}>{words.t('evidence.uploads.action')}</LinkButton>
                )
              }))}
            />
            {uploads.length > 1 ? (
              <p>
                <a href="/evidence/uploads/give-up">{words.t('evidence.give-up-many.action')}</a>
              </p>
            ) : null}
          </div>
        ) : null}
        <Items
          items={data_sets.map((dataSet) => ({
            key: dataSet.id,
            body: (
              <DataSetLine
                of={dataSet}
                owner={data_sets.find(({ id }) => id === dataSet.joined_to)?.name ?? ''}
                context={context}
              />
            ),
            actions:
              dataSet.counting && !dataSet.left_out ? (
                <>
                  <LinkButton href={`/figures?dataSet=${dataSet.joined_to ?? dataSet.id}`} slim>
                    {words.t('evidence.figures')}
                  </LinkButton>
                  {context.may('evidence.read-records') ? (
                    <LinkButton
                      href={`/figures/records?dataSet=${dataSet.joined_to ?? dataSet.id}&table=${dataSet.mapping.table ?? 'cases'}`}
                      slim
                      kind="plain"
                    >
                      {words.t('evidence.records')}
                    </LinkButton>
                  ) : null}
                </>
              ) : null
          }))}
        />
        <p>
          <a href="/evidence/lists">{words.t('code_list.title')}</a>
        </p>
      </div>
    </Layout>
  )
})

export const evidencePages: Page[] = [listPage, ...listPages, ...uploadPages, ...comparisonPages, ...dataSetPages]

import { type Page, type PageContext, page } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import { ChoiceField, ManyField, SelectField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { FileField } from '../ui/field.tsx'
import { Filters, HiddenField, LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { PageHead, SectionHead } from '../ui/step.tsx'
import { demandId } from './address.rules.ts'
import { EvidenceCrumbs, Warnings } from './head.part.tsx'
import { isJoined } from './joined.rules.ts'
import { ColumnTable, MappingFieldsets } from './mapping.part.tsx'
import { fieldName, isolated } from './names.part.tsx'
import { listEvidence } from './operations.ts'
import { readOutgoing } from './outgoing.operations.ts'
import { outgoingPages } from './outgoing.pages.tsx'
import { OutgoingPreview } from './outgoing.part.tsx'
import { OwnerChoice, OwnerPreview } from './owner.part.tsx'
import { ReadingForm, Sheets } from './reading.part.tsx'
import { descriptionFields, joinings, proposeJoining } from './register.rules.ts'
import { SampleRows } from './sample.part.tsx'
import { fileNameWithoutSheet } from './sheet.rules.ts'
import { tableNames } from './table.rules.ts'
import { readUpload } from './upload.operations.ts'

/** The pages on which a file comes in: sending it, and agreeing how it is read. */

type Waiting = Awaited<ReturnType<(typeof readUpload)['run']>>

const sendPage = page('/evidence/new', 'evidence.import', async (context) => {
  const { words, query } = context
  const { data_sets } = await context.ask(listEvidence, {})
  const title = words.t('evidence.send.title')
  return (
    <Layout title={title}>
      <div class="stack-l">
        <EvidenceCrumbs label={words.t('evidence.send.crumb')} />
        <PageHead title={title}>{words.t('evidence.send.explained')}</PageHead>
        <OperationForm
          operation="evidence.receive"
          action={words.t('evidence.send.action')}
          kind="main"
          files
          returnTo="/evidence/uploads/:id"
        >
          <FileField
            name="file"
            label={words.t('evidence.send.file')}
            help={words.t('evidence.send.file.help')}
            multiple
            accept=".csv,.tsv,.txt,.gz,.xlsx,text/csv"
          />
          {data_sets.length > 0 ? (
            <SelectField
              name="data_set"
              label={words.t('evidence.send.for')}
              help={words.t('evidence.send.for.help')}
              value={query('data_set')}
              options={data_sets.map(({ id, name }) => ({ value: id, label: name }))}
              empty={words.t('evidence.send.for.new')}
              optional
            />
          ) : null}
        </OperationForm>
        <section class="stack-s prose">
          <h2>{words.t('evidence.send.limits')}</h2>
          <ul>
            {['form', 'size', 'columns', 'letters', 'excel'].map((limit) => (
              <li key={limit}>{words.t(`evidence.send.limits.${limit}`)}</li>
            ))}
          </ul>
        </section>
      </div>
    </Layout>
  )
})

const agreePage = page('/evidence/uploads/:upload', 'evidence.import', async (context) => {
  const { words, params, query } = context
  const upload = await context.ask(readUpload, {
    upload: demandId(params.upload),
    into: query('data_set'),
    joined_to: query('joined_to'),
    table: tableNames.find((one) => one === query('table'))
  })
  const { inspected, proposal, owner } = upload
  const { table } = proposal.mapping
  const joined = isJoined(proposal.mapping)
  const outgoing = await askOutgoing(context, upload)
  const dataSet = upload.data_sets.find(({ id }) => id === upload.data_set)
  const title = words.t('evidence.agree.title', {
    file: isolated(words, upload.file_name),
    rows: inspected.rows,
    columns: inspected.header.length
  })
  return (
    <Layout title={words.t('evidence.agree.crumb')} wide>
      <div class="stack-l">
        <EvidenceCrumbs label={words.t('evidence.agree.crumb')} />
        <PageHead title={title}>{words.t('evidence.agree.explained')}</PageHead>
        <Warnings of={inspected.warnings} />
        {upload.sheets.length > 1 ? <Sheets of={upload} /> : null}
        <section class="stack">
          <SectionHead title={words.t('evidence.sample.title', { n: inspected.sampleRows.length })} />
          <SampleRows header={inspected.header} rows={inspected.sampleRows} />
          <ReadingForm upload={upload.id} inspected={inspected} />
        </section>
        <section class="stack">
          <SectionHead title={words.t('evidence.columns.title')} />
          <ColumnTable
            columns={inspected.columns}
            mapping={proposal.mapping}
            fresh={proposal.fresh}
            rows={inspected.rows}
          />
        </section>
        <section class="stack">
          <SectionHead title={words.t('evidence.agree.section')} id="import" />
          <Filters action={`/evidence/uploads/${upload.id}#import`} show={words.t('evidence.agree.change')}>
            <SelectField
              name="table"
              label={words.t('evidence.agree.what')}
              value={table}
              options={tableNames.map((name) => ({
                value: name,
                label: words.t(`evidence.table.${name}`)
              }))}
            />
            <SelectField
              name="data_set"
              label={words.t('evidence.send.for')}
              value={dataSet?.id ?? 'new'}
              options={[{ id: 'new', name: words.t('evidence.send.for.new') }, ...upload.data_sets].map(
                ({ id, name }) => ({ value: id, label: name })
              )}
            />
            {dataSet ? null : <OwnerChoice of={upload} />}
          </Filters>
          <OwnerPreview of={upload} />
          <OperationForm
            operation="evidence.import"
            hidden={{
              upload: upload.id,
              ...(dataSet ? { data_set: dataSet.id } : {}),
              ...(joined && owner ? { joined_to: owner.id } : {})
            }}
            action={words.t(upload.alike.length > 0 ? 'evidence.agree.action-all' : 'evidence.agree.action', {
              rows: inspected.rows
            })}
            kind="main"
            returnTo="/evidence/:id"
            beside={
              <LinkButton href={`/evidence/uploads/${upload.id}/give-up`} kind="plain">
                {words.t('evidence.give-up.action')}
              </LinkButton>
            }
          >
            <MappingFieldsets proposal={proposal} columns={inspected.columns} />
            {upload.alike.length > 0 ? <Alike of={upload.alike} /> : null}
            {upload.instead ? (
              <p class="measure">{words.t('evidence.read-again.explained', { name: dataSet?.name ?? '' })}</p>
            ) : dataSet ? (
              <Joining
                name={dataSet.name}
                value={proposeJoining(inspected.header, proposal.mapping)}
                upload={upload}
                outgoing={outgoing}
              />
            ) : (
              <Description
                file={fileNameWithoutSheet(upload.file_name, inspected.sheet)}
                hasOrigin={table === 'cases' && !joined}
                context={context}
              />
            )}
          </OperationForm>
        </section>
      </div>
    </Layout>
  )
})

/** Files with the same columns that wait too; those sent in one go are meant to come in together. */
function Alike({ of }: { of: Awaited<ReturnType<(typeof readUpload)['run']>>['alike'] }) {
  const words = useWords()
  const sent = useSent('evidence.import')
  return (
    <ManyField
      name="others"
      label={words.t('evidence.agree.others')}
      help={words.t('evidence.agree.others.help')}
      values={sent ? [] : of.filter(({ together }) => together).map(({ id }) => id)}
      options={of.map(({ id, file_name, rows }) => ({
        value: id,
        label: words.t('evidence.agree.other', { file: isolated(words, file_name), rows })
      }))}
    />
  )
}

/** By which date a file's period is taken, unless a person says otherwise. */
const periodBy = ({ proposal, periods }: Waiting) => proposal.mapping.periodBy ?? periods[0]?.field

/** Of the records that it would take out, those that it does not hold. */
async function askOutgoing(context: PageContext, upload: Waiting) {
  const by = periodBy(upload)
  if (!upload.data_set || upload.instead || !by || !upload.proposal.mapping.fields.record) return undefined
  return { by, ...(await context.ask(readOutgoing, { upload: upload.id, data_set: upload.data_set, by })) }
}

/** What becomes of the records that the data set holds already. */
function Joining({
  name,
  value,
  upload,
  outgoing
}: {
  name: string
  value: (typeof joinings)[number]
  upload: Waiting
  outgoing: Awaited<ReturnType<typeof askOutgoing>>
}) {
  const words = useWords()
  const { periods, proposal, id, data_set } = upload
  return (
    <>
      <p class="measure">{words.t('evidence.agree.next', { name })}</p>
      <ChoiceField
        name="joins"
        label={words.t('evidence.joins')}
        value={value}
        options={joinings.map((one) => ({ value: one, label: words.t(`evidence.joins.${one}`) }))}
      />
      {periods.length > 0 ? (
        <ChoiceField
          name="period_by"
          label={words.t('evidence.period_by')}
          help={words.t('evidence.period_by.help')}
          value={periodBy(upload)}
          options={periods.map(({ field, from, to, gone }) => ({
            value: field,
            label: words.t('evidence.period_by.option', {
              field: fieldName(words, proposal.mapping.table, field),
              from: Date.parse(from),
              to: Date.parse(to),
              gone
            })
          }))}
        />
      ) : null}
      {outgoing && data_set ? <OutgoingPreview of={outgoing} upload={id} dataSet={data_set} by={outgoing.by} /> : null}
    </>
  )
}

/**
 * What is said of a new data set; how its cases came about has no answer before somebody gives one, and is not asked where
 * there are none.
 */
function Description({ file, hasOrigin, context }: { file: string; hasOrigin: boolean; context: PageContext }) {
  const { words } = context
  const { case_origin: _origin, ...others } = descriptionFields
  return (
    <>
      <SectionHead title={words.t('evidence.agree.source')} level={3} />
      {hasOrigin ? null : <HiddenField name="case_origin" value="unknown" />}
      <DeclaredFields
        record="data_set"
        fields={hasOrigin ? descriptionFields : others}
        values={{ name: file.replace(/(\.(csv|tsv|txt|xlsx))?(\.gz)?$/i, '').replaceAll(/[_-]+/g, ' ') }}
      />
    </>
  )
}

const giveUpPage = page('/evidence/uploads/:upload/give-up', 'evidence.import', async (context) => {
  const { words, params } = context
  const upload = await context.ask(readUpload, { upload: demandId(params.upload) })
  const title = words.t('evidence.give-up.question')
  const back = `/evidence/uploads/${upload.id}`
  return (
    <Layout title={title}>
      <PageHead title={title}>{upload.file_name}</PageHead>
      <OperationForm
        operation="evidence.give-up"
        hidden={{ upload: upload.id }}
        returnTo="/evidence"
        action={words.t('evidence.give-up.action')}
        kind="stop"
        plain
        beside={
          <LinkButton href={back} kind="plain">
            {words.t('record.keep')}
          </LinkButton>
        }
      />
    </Layout>
  )
})

const giveUpAllPage = page('/evidence/uploads/give-up', 'evidence.import', async (context) => {
  const { words } = context
  const { uploads } = await context.ask(listEvidence, {})
  if (uploads.length === 0) throw new Problem('upload-gone')
  const title = words.t('evidence.give-up-many.question', { n: uploads.length })
  return (
    <Layout title={title}>
      <div class="stack">
        <EvidenceCrumbs label={title} />
        <PageHead title={title} />
        <ul>
          {uploads.map(({ id, file_name }) => (
            <li key={id}>
              <span dir="auto">{file_name}</span>
            </li>
          ))}
        </ul>
        <OperationForm
          operation="evidence.give-up-many"
          returnTo="/evidence"
          action={words.t('evidence.give-up-many.action')}
          kind="stop"
          plain
          beside={
            <LinkButton href="/evidence" kind="plain">
              {words.t('evidence.give-up-many.keep')}
            </LinkButton>
          }
        >
          {uploads.map(({ id }) => (
            <HiddenField key={id} name="uploads" value={id} />
          ))}
        </OperationForm>
      </div>
    </Layout>
  )
})

export const uploadPages: Page[] = [sendPage, giveUpAllPage, giveUpPage, ...outgoingPages, agreePage]

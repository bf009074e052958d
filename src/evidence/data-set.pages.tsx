import { setTimeout as pause } from 'node:timers/promises'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Details, Notice, Progress, Terms } from '../ui/notice.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { PageHead, SectionHead } from '../ui/step.tsx'
import { DataTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { absenceSentence } from './absence.part.tsx'
import { demandId } from './address.rules.ts'
import { Failures } from './failures.part.tsx'
import { EvidenceCrumbs, encodingName } from './head.part.tsx'
import { readImport } from './import.operations.ts'
import { Joined, JoinedTo } from './joined.part.tsx'
import { LeftOut } from './left-out.part.tsx'
import { MappingTable } from './mapping.part.tsx'
import { extractedWhen, isolated } from './names.part.tsx'
import { listRejects, openEvidenceFile, readDataSet } from './operations.ts'
import { ImportOutcome } from './outcome.part.tsx'
import { chainOf, descriptionFields, periodOf } from './register.rules.ts'
import { type Explain, explainReturned } from './returned.rules.ts'

type Read = Awaited<ReturnType<(typeof readDataSet)['run']>>
type DataSet = Read['data_set']
type Version = Read['versions'][number]

/** How long the page waits for an import that is nearly over before it shows how far it is. */
const patience = 2_500
const shownRejects = 50

/** The data set, once its import is over or patience is. */
async function readSettled(context: PageContext, id: string): Promise<Read> {
  for (let waited = 0; ; waited += 250) {
    const found = await context.ask(readDataSet, { data_set: id })
    if (!found.versions.some(({ state }) => state === 'waiting') || waited >= patience) return found
    await pause(250)
  }
}

const dataSetPage = page('/evidence/:dataSet', 'evidence.read', async (context) => {
  const { words, params, may } = context
  const id = demandId(params.dataSet)
  const found = await readSettled(context, id)
  const { data_set: dataSet, versions, failed } = found
  const current = versions.find((version) => version.id === dataSet.current_version)
  const counting = chainOf(dataSet.current_version, versions)
  const rejects =
    current && may('workplace.read-persons')
      ? await context.ask(listRejects, { data_set: id, most: shownRejects })
      : undefined
  const running = versions.filter(({ state }) => state === 'waiting')
  const progress = running.length > 0 ? await context.ask(readImport, { data_set: id }) : undefined
  if (progress) context.refreshAfter(2)
  return (
    <Layout title={dataSet.name}>
      <div class="stack-l">
        <EvidenceCrumbs label={dataSet.name} />
        <PageHead
          kicker={dataSet.name}
          title={titleOf(context, dataSet, current, counting.length)}
          actions={<Ways of={dataSet} counts={Boolean(current) && !dataSet.left_out} may={may} />}
        >
          {absenceSentence(words, dataSet)}
        </PageHead>
        {dataSet.left_out ? <LeftOut id={id} fault={dataSet.left_out} may={may('evidence.import')} /> : null}
        {progress ? (
          <Running
            version={versions.find((version) => version.id === progress.version)}
            progress={progress.progress}
            others={running.length - 1}
          />
        ) : null}
        <Failures of={failed} among={versions} may={may} />
        <JoinedTo of={found} />
        <Joined of={found} />
        {current ? <ImportOutcome of={current} period={periodOf(counting)} rejects={rejects} id={id} /> : null}
        <Described of={dataSet} context={context} />
        {current ? (
          <section class="stack">
            <SectionHead title={words.t('evidence.mapping.agreed')} />
            <p class="soft">
              {words.t('evidence.reading.used', {
                encoding: encodingName(words, current.reading.encoding ?? 'utf-8'),
                file: current.file_name
              })}
            </p>
            <Details summary={words.t('evidence.mapping.columns')}>
              <MappingTable mapping={current.mapping} />
            </Details>
          </section>
        ) : null}
        <Versions of={found} may={may} />
        {found.sources.length > 0 ? (
          <p>
            {words.t('evidence.used-by', { list: words.list(found.sources.map(({ name }) => name)) })}{' '}
            <a href="/inspectorate/data">{words.t('evidence.used-by.link')}</a>
          </p>
        ) : null}
        {may('evidence.import') && !progress ? (
          <p>
            <LinkButton href={`/evidence/${id}/remove`} kind="stop">
              {words.t('data_set.remove')}
            </LinkButton>
          </p>
        ) : null}
      </div>
    </Layout>
  )
})

function titleOf({ words }: PageContext, dataSet: DataSet, current: Version | undefined, files: number): string {
  if (dataSet.left_out) return words.t('evidence.left-out')
  if (!current) return words.t('evidence.one.none', { name: dataSet.name })
  const records = current.result.records
  if (files > 1 && records !== undefined) return words.t('evidence.one.together', { records, files })
  if (current.rejected === 0) return words.t('evidence.one.all', { accepted: current.accepted })
  return words.t('evidence.one.some', {
    accepted: current.accepted,
    rows: current.rows_read,
    rejected: current.rejected
  })
}

function Ways({ of, counts, may }: { of: DataSet; counts: boolean; may: PageContext['may'] }) {
  const words = useWords()
  const table = of.mapping.table ?? 'cases'
  // Findings of other records are figures of theirs.
  const records = of.joined_to ?? of.id
  return (
    <>
      {counts ? (
        <LinkButton href={`/figures?dataSet=${records}`} kind="main">
          {words.t('evidence.figures')}
        </LinkButton>
      ) : null}
      {counts ? (
        <>
          {may('evidence.read-records') ? (
            <LinkButton href={`/figures/records?dataSet=${records}&table=${table}`}>
              {words.t('evidence.records')}
            </LinkButton>
          ) : null}
          <LinkButton href={`/evidence/${of.id}/quality`}>{words.t('quality.title')}</LinkButton>
        </>
      ) : null}
      {may('evidence.import') ? (
        <LinkButton href={`/evidence/new?data_set=${of.id}`}>{words.t('evidence.add.next')}</LinkButton>
      ) : null}
    </>
  )
}

type Running = Awaited<ReturnType<(typeof readImport)['run']>>['progress']

type RunningProps = { version: Version | undefined; progress: Running; others: number }

function Running({ version, progress, others }: RunningProps) {
  const words = useWords()
  if (!version) return null
  const phase = words.t(progress ? `evidence.phase.${progress.phase}` : 'evidence.phase.waiting')
  return (
    <Notice title={words.t('evidence.running.title', { file: isolated(words, version.file_name) })} live>
      <Progress value={progress?.share ?? 0} max={1} label={phase}>
        {progress ? runningSentence(words, phase, progress) : phase}
      </Progress>
      <p>
        {others > 0 ? `${words.t('evidence.running.others', { n: others })} ` : null}
        {words.t('evidence.running.explained')}{' '}
        <a href={`/evidence/${version.data_set}`}>{words.t('evidence.running.again')}</a>
      </p>
    </Notice>
  )
}

function runningSentence(words: Words, phase: string, progress: NonNullable<Running>): string {
  const { rows, total, rowsPerSecond: speed, secondsLeft } = progress
  const said = words.t('evidence.running.rows', { phase, rows, total, speed })
  if (secondsLeft === null) return said
  return `${said}. ${words.t('evidence.running.left', { minutes: Math.round(secondsLeft / 60) })}`
}

function Described({ of, context }: { of: DataSet; context: PageContext }) {
  const { words } = context
  const sent = useSent('data_set.change')
  const { name: _name, case_origin: _origin, note: _note, ...shown } = descriptionFields
  const terms = Object.keys(shown).map((name) => ({
    term: words.t(`data_set.${name}`),
    value:
      name === 'extracted' && of.extracted
        ? extractedWhen(words, of.extracted)
        : of[name as keyof typeof shown] || words.t('evidence.unsaid')
  }))
  const origin = {
    term: words.t('data_set.case_origin'),
    value: words.t(`data_set.case_origin.${of.case_origin || 'unknown'}`)
  }
  return (
    <section class="stack">
      <SectionHead title={words.t('evidence.described')} />
      <Terms items={(of.mapping.table ?? 'cases') === 'cases' && !of.joined_to ? [...terms, origin] : terms} />
      {context.may('evidence.import') ? (
        <Details summary={words.t('data_set.change')} open={sent !== undefined}>
          <OperationForm
            operation="data_set.change"
            hidden={{ id: of.id, revision: of.revision }}
            action={words.t('record.save')}
          >
            <DeclaredFields record="data_set" fields={descriptionFields} values={of} />
          </OperationForm>
        </Details>
      ) : null}
    </section>
  )
}

function Versions({ of, may }: { of: Read; may: PageContext['may'] }) {
  const words = useWords()
  const { data_set: dataSet, versions } = of
  return (
    <section class="stack">
      <SectionHead title={words.t('evidence.versions.title', { n: versions.length })} />
      <p class="soft measure">{words.t('evidence.versions.explained')}</p>
      <DataTable
        caption={words.t('evidence.versions.title', { n: versions.length })}
        captionHidden
        rows={versions}
        rowKey={({ id }) => id}
        columns={[
          { key: 'at', label: words.t('evidence.versions.at'), head: true, cell: ({ at }) => words.date(at) },
          {
            key: 'file_name',
            label: words.t('evidence.versions.file'),
            cell: ({ id, file_name, state }) =>
              state === 'done' && may('workplace.read-persons') ? (
                <a href={`/evidence/${dataSet.id}/original?version=${id}`} download>
                  <span dir="auto">{file_name}</span>
                </a>
              ) : (
                <span dir="auto">{file_name}</span>
              )
          },
          {
            key: 'accepted',
            label: words.t('evidence.fact.accepted'),
            numeric: true,
            cell: ({ accepted }) => words.number(accepted)
          },
          {
            key: 'rejected',
            label: words.t('evidence.fact.rejected'),
            numeric: true,
            cell: ({ rejected }) => words.number(rejected)
          },
          {
            key: 'joins',
            label: words.t('evidence.versions.joins'),
            cell: ({ joins }) => words.t(`evidence.versions.joins.${joins}`)
          },
          {
            key: 'person_name',
            label: words.t('evidence.versions.person'),
            cell: ({ person_name }) => person_name ?? '–'
          },
          {
            key: 'state',
            label: words.t('evidence.versions.state'),
            cell: (version) => <VersionState version={version} of={of} may={may('evidence.import')} />
          }
        ]}
      />
    </section>
  )
}

function VersionState({ version, of, may }: { version: Version; of: Read; may: boolean }) {
  const words = useWords()
  const counting = chainOf(of.data_set.current_version, of.versions)
  const counts = counting.some((link) => link.version.id === version.id)
  if (counts && of.data_set.left_out) return <Tag kind="wait">{words.t('evidence.state.damaged')}</Tag>
  const last = version.id === of.data_set.current_version
  if (counts && (last || !may))
    return (
      <>
        <Tag kind="recorded">{words.t('evidence.state.current')}</Tag>
        {may && !of.versions.some(({ state }) => state === 'waiting') ? (
          <OperationForm
            operation="evidence.read-again"
            hidden={{ version: version.id }}
            returnTo="/evidence/uploads/:id"
            action={words.t('evidence.read-again')}
            class="inline-form"
            slim
          />
        ) : null}
      </>
    )
  if (version.state !== 'done' || !may) return <Tag>{words.t(`evidence.state.${version.state}`)}</Tag>
  return (
    <>
      {counts ? <Tag kind="recorded">{words.t('evidence.state.current')}</Tag> : null}
      <OperationForm
        operation="evidence.use-version"
        hidden={{ data_set: version.data_set, version: version.id }}
        formKey={version.id}
        action={words.t(counts ? 'evidence.use-version.until' : 'evidence.use-version')}
        class="inline-form"
        slim
      />
      {version.mapping.table === of.data_set.mapping.table ? (
        <LinkButton href={`/evidence/${version.data_set}/compare?version=${version.id}`} slim kind="plain">
          {words.t('evidence.compare')}
        </LinkButton>
      ) : null}
    </>
  )
}

const removePage = page('/evidence/:dataSet/remove', 'evidence.import', async (context) => {
  const { words, params } = context
  const { data_set: dataSet, sources } = await context.ask(readDataSet, { data_set: demandId(params.dataSet) })
  const title = words.t('data_set.remove.question')
  return (
    <Layout title={title}>
      <div class="stack">
        <EvidenceCrumbs label={title} between={[{ label: dataSet.name, href: `/evidence/${dataSet.id}` }]} />
        <PageHead title={title}>{dataSet.name}</PageHead>
        <p class="measure">{words.t('evidence.remove.explained')}</p>
        {sources.length > 0 ? (
          <Notice kind="wait" title={words.t('evidence.remove.used', { n: sources.length })}>
            <ul>
              {sources.map(({ id, name }) => (
                <li key={id}>{name}</li>
              ))}
            </ul>
          </Notice>
        ) : null}
        <OperationForm
          operation="data_set.remove"
          hidden={{ id: dataSet.id }}
          returnTo="/evidence"
          action={words.t('data_set.remove')}
          kind="stop"
          plain
          beside={
            <LinkButton href={`/evidence/${dataSet.id}`} kind="plain">
              {words.t('record.keep')}
            </LinkButton>
          }
        />
      </div>
    </Layout>
  )
})

function filePage(path: string, file: 'original' | 'rejects.csv' | 'flags.csv'): Page {
  // A file as it was sent holds every name, those of households too.
  return page(`/evidence/:dataSet/${path}`, 'workplace.read-persons', async (context) => {
    const version = context.query('version')
    const input = {
      data_set: demandId(context.params.dataSet),
      file,
      ...(version ? { version: demandId(version) } : {})
    }
    const { name, bytes, body, signs } = await context.ask(openEvidenceFile, input)
    const disposition = { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}` }
    if (file === 'original') {
      const headers = { 'content-type': 'application/octet-stream', 'content-length': String(bytes), ...disposition }
      return new Response(body, { headers })
    }
    const explain: Explain = (codes) => codes.map((code) => context.words.t(`evidence.check.${code}`)).join('; ')
    const explained = inWords(body, explainReturned(signs, explain))
    return new Response(explained, { headers: { 'content-type': 'text/csv; charset=utf-8', ...disposition } })
  })
}

/** A file of returned rows, each with its reasons in the reader's language. */
function inWords(body: ReadableStream<Uint8Array>, rows: ReturnType<typeof explainReturned>) {
  const decoder = new TextDecoder()
  const encoder = new TextEncoder()
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: (piece, out) => out.enqueue(encoder.encode(rows.push(decoder.decode(piece, { stream: true })))),
      flush: (out) => out.enqueue(encoder.encode(rows.push(decoder.decode()) + rows.end()))
    })
  )
}

export const dataSetPages: Page[] = [
  filePage('original', 'original'),
  filePage('rejects.csv', 'rejects.csv'),
  filePage('flags.csv', 'flags.csv'),
  removePage,
  dataSetPage
]

import { served } from '../delivery/proof.rules.ts'
import { Where } from '../escalation/escalation.pages.tsx'
import { escalationPath } from '../escalation/kinds.operations.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { fileOf } from '../plan/file.part.ts'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Facts } from '../ui/notice.tsx'
import { OperationForm } from '../ui/operation-form.tsx'
import { PageHead, SectionHead } from '../ui/step.tsx'
import { type Column, DataTable, Pages } from '../ui/table.tsx'
import { Example, Tag, type TagKind } from '../ui/tag.tsx'
import { nameOf } from '../workplace/said.part.tsx'
import { logoPath } from './draft.pages.tsx'
import { lettersPath } from './kinds.operations.ts'
import { type LetterState, letterStates } from './rules.ts'
import { type LetterShown, openAnswerFile, readRun, readSheets, runPageSize } from './run.operations.ts'
import { LetterSheet } from './sheet.part.tsx'
import { fieldsInHeaders } from './word.rules.ts'
import { writeInWord } from './writer.part.ts'

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const tagOf: Record<LetterState, TagKind> = {
  open: 'plain',
  answered: 'ok',
  ignored: 'wait',
  bounced: 'breach',
  waiting: 'plain',
  refused: 'breach'
}
const atLeast: readonly LetterState[] = ['answered', 'open', 'ignored', 'bounced']

/** A run of letters: what became of each, and the letters themselves, printed or as documents. */
export const runPages: Page[] = [
  page('/plans/:plan/letters/:run', 'workplace.read', async (context) => {
    const { words, params, query, may } = context
    const { plan = '', run: id = '' } = params
    const state = letterStates.find((one) => one === query('state')) ?? ''
    const number = Math.max(1, Number.parseInt(query('page'), 10) || 1)
    const of = await context.ask(readRun, { run: id, state, page: number })
    const { run, counts, escalation } = of
    const path = `/plans/${plan}/letters/${id}`
    const title = words.t('letter.run.title', { n: Number(run.size), day: words.date(run.day) })
    if (counts.waiting > 0) context.refreshAfter(5)
    return (
      <Layout title={title} wide>
        <div class="stack-l">
          <div class="stack">
            <Where
              plan={plan}
              items={[
                { label: escalation.name, href: escalationPath(plan, escalation.id) },
                { label: words.t('letter.many'), href: lettersPath(plan, escalation.id) },
                { label: title }
              ]}
            />
            <PageHead
              kicker={words.t(`letter_run.way.${run.way}`)}
              title={
                <>
                  {title} {run.example ? <Example /> : null}
                </>
              }
              actions={may('visit.record') ? <Take path={path} context={context} /> : null}
            >
              {words.t('letter.run.says', { deadline: words.date(run.deadline), person: run.sent_by })}
            </PageHead>
            <Facts
              items={letterStates
                .filter((one) => counts[one] > 0 || atLeast.includes(one))
                .map((one) => ({
                  value: words.number(counts[one]),
                  label: words.t(`letter.state.${one}`),
                  href: counts[one] > 0 ? `${path}?state=${one}#letters` : undefined
                }))}
            />
          </div>
          <section class="stack" id="letters">
            <SectionHead
              title={
                state
                  ? words.t('letter.list.of', { n: of.total, state: words.t(`letter.state.${state}`) })
                  : words.t('letter.list', { n: of.total })
              }
              actions={
                state ? (
                  <LinkButton href={`${path}#letters`} slim>
                    {words.t('letter.list.all')}
                  </LinkButton>
                ) : null
              }
            />
            <Letters
              of={of.letters}
              today={of.today}
              escalation={escalation.id}
              plan={plan}
              path={path}
              context={context}
            />
            <Pages
              page={number}
              pages={Math.ceil(of.total / runPageSize)}
              href={(to) => `${path}?state=${state}&page=${to}#letters`}
            />
          </section>
        </div>
      </Layout>
    )
  }),
  page('/plans/:plan/letters/:run/print', 'visit.record', async (context) => {
    const { words, params, query } = context
    const { plan = '', run: id = '' } = params
    const { run, sheets } = await context.ask(readSheets, { run: id, letter: query('letter') || null })
    const title = words.t('letter.run.title', { n: sheets.length, day: words.date(run.day) })
    return (
      <Layout title={title} wide>
        <p class="soft screen-only measure">{words.t('letter.print.how')}</p>
        <div class="letters">
          {sheets.map((sheet) => (
            <LetterSheet key={sheet.reference} of={sheet} logo={logoPath(plan, run.said.logo)} />
          ))}
        </div>
      </Layout>
    )
  }),
  page('/plans/:plan/letters/:run/letters.docx', 'visit.record', (context) => download(context, false)),
  page('/plans/:plan/letters/:run/letters.zip', 'visit.record', (context) => download(context, true)),
  page('/plans/:plan/letters/:run/:letter/file', 'visit.record', async ({ ask, params }) => {
    const { name, type, bytes, body } = await ask(openAnswerFile, { letter: params.letter ?? '' })
    // What a stranger sent is never shown by the portal itself: it is handed over as a file.
    const media = served[type as keyof typeof served]?.type ?? 'application/octet-stream'
    const answer = fileOf('', media, name)
    const headers = new Headers(answer.headers)
    headers.set('content-length', String(bytes))
    return new Response(body, { headers })
  })
]

async function download({ ask, params, query, words }: PageContext, zip: boolean): Promise<Response> {
  const { run, sheets, logo, word } = await ask(readSheets, { run: params.run ?? '', letter: query('letter') || null })
  // All pages of one document share their headers: a field there wants a document for each workplace.
  if (!zip && word && sheets.length > 1 && fieldsInHeaders(word))
    return new Response(null, {
      status: 303,
      headers: { location: `/plans/${params.plan}/letters/${run.id}/letters.zip` }
    })
  const content = await writeInWord({ sheets, logo, word, zip })
  const name = words.t('letter.file', { day: run.day })
  return zip ? fileOf(content, 'application/zip', `${name}.zip`) : fileOf(content, docx, `${name}.docx`)
}

function Take({ path, context: { words } }: { path: string; context: PageContext }) {
  return (
    <>
      <LinkButton href={`${path}/print`} kind="main">
        {words.t('letter.take.print')}
      </LinkButton>
      <LinkButton href={`${path}/letters.docx`} download>
        {words.t('letter.take.docx')}
      </LinkButton>
      <LinkButton href={`${path}/letters.zip`} download>
        {words.t('letter.take.zip')}
      </LinkButton>
    </>
  )
}

type ListProps = {
  of: readonly LetterShown[]
  today: string
  escalation: string
  plan: string
  path: string
  context: PageContext
}

/** The letters, each with what became of it and what its employer said. */
function Letters({ of, today, escalation, plan, path, context: { words, may } }: ListProps) {
  const columns: Column<LetterShown>[] = [
    {
      key: 'reference',
      label: words.t('letter.sheet.reference'),
      head: true,
      cell: ({ id, reference }) =>
        may('visit.record') ? (
          <a href={`${path}/print?letter=${id}`}>
            <bdi>{reference}</bdi>
          </a>
        ) : (
          <bdi>{reference}</bdi>
        )
    },
    {
      key: 'workplace',
      label: words.t('workplace.one'),
      cell: (row) => (
        <>
          <a href={`${escalationPath(plan, escalation)}/workplaces/${row.workplace}`} dir="auto">
            {nameOf(words, { name: row.name || null, identifier: null, masked: row.masked })}
          </a>{' '}
          <small class="soft">{row.city}</small>
        </>
      )
    },
    {
      key: 'state',
      label: words.t('letter.state'),
      cell: ({ state }) => <Tag kind={tagOf[state]}>{words.t(`letter.state.${state}`)}</Tag>
    },
    {
      key: 'answer',
      label: words.t('letter.answer'),
      cell: (row) => <Said of={row} path={path} words={words} />
    },
    ...(may('visit.record')
      ? [
          {
            key: 'act',
            label: words.t('letter.act'),
            cell: ({ id, workplace, state }: LetterShown) =>
              state === 'open' || state === 'ignored' ? (
                <OperationForm
                  operation="escalation.record-events"
                  formKey={id}
                  hidden={{ escalation, workplaces: workplace, kind: 'bounced', day: today }}
                  action={words.t('letter.bounced')}
                  plain
                  slim
                />
              ) : null
          }
        ]
      : [])
  ]
  return (
    <DataTable caption={words.t('letter.many')} captionHidden columns={columns} rows={of} rowKey={({ id }) => id} />
  )
}

function Said({ of, path, words }: { of: LetterShown; path: string; words: PageContext['words'] }) {
  if (of.answer === '') return <span class="soft">–</span>
  return (
    <>
      {words.t(`workplace_event.outcome.${of.answer}`)}
      {of.answered_on ? <small class="soft"> · {words.date(of.answered_on)}</small> : null}
      {of.answer_text ? (
        <p class="small" dir="auto">
          {of.answer_text}
        </p>
      ) : null}
      {of.file_name ? (
        <p class="small">
          <a href={`${path}/${of.id}/file`} download>
            <bdi>{of.file_name}</bdi>
          </a>
        </p>
      ) : null}
    </>
  )
}

import { DeedFields } from '../delivery/delivery.part.tsx'
import { served } from '../delivery/proof.rules.ts'
import { StatusTag, sayLateness } from '../delivery/say.part.tsx'
import { demandId } from '../evidence/address.rules.ts'
import { statesWithReason, stepsFrom } from '../intervention/work.rules.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { LongTextField, TextField } from '../ui/field.tsx'
import { Layout } from '../ui/layout.tsx'
import { Details, Terms } from '../ui/notice.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { Crumbs, Items, PageHead, SectionHead } from '../ui/step.tsx'
import { Example, ExampleAmong, Tag } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import {
  type Commitment,
  type OwnDelivery,
  openCommitmentFile,
  readCommitment,
  toldFields
} from './commitment.operations.ts'
import { planned, sayDays } from './commitment.part.ts'
import { commitmentPath, commitmentsPath, factsOfCommitment } from './rules.ts'

type One = Awaited<ReturnType<(typeof readCommitment)['run']>> & { context: PageContext; today: string }

/** One commitment of a guest's stakeholder. */
export const commitmentPages: Page[] = [
  page(`${commitmentsPath}/:id`, 'commitment.keep', async (context) => {
    const { words, params } = context
    const found = await context.ask(readCommitment, { id: demandId(params.id) })
    const one: One = { ...found, context, today: new Date().toISOString().slice(0, 10) }
    const { commitment, today } = one
    const late = sayLateness(words, planned(commitment), today)
    return (
      <Layout title={commitment.name}>
        <Crumbs items={[{ label: words.t('commitment.room'), href: commitmentsPath }, { label: commitment.name }]} />
        <PageHead title={commitment.name}>{sayDays(words, commitment)}</PageHead>
        <p class="row after-head">
          <StatusTag status={commitment.status} />
          {late ? <Tag kind="wait">{late}</Tag> : null}
          {commitment.example ? <Example /> : null}
        </p>
        <div class="two">
          <div class="stack-l">
            <Tell {...one} />
            <Told {...one} />
          </div>
          <div class="stack-l">
            <State {...one} />
            <Expected {...one} />
            <Notes {...one} />
          </div>
        </div>
      </Layout>
    )
  }),
  page(`${commitmentsPath}/:id/files/:file`, 'commitment.keep', async ({ ask, params }) => {
    const { name, type, bytes, body } = await ask(openCommitmentFile, { id: demandId(params.file) })
    const { type: mediaType, shown } = served[type]
    return new Response(body, {
      headers: {
        'content-type': mediaType,
        'content-length': String(bytes),
        'content-disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`
      }
    })
  })
]

/** The form that one has in hand where something was done. */
function Tell({ commitment, today }: One) {
  const words = useWords()
  const { region, link } = toldFields
  return (
    <section class="stack-s">
      <SectionHead title={words.t('commitment.tell')} />
      <OperationForm
        operation="commitment.record"
        hidden={{ intervention: commitment.id }}
        returnTo={`${commitmentPath(commitment.id)}#:id`}
        action={words.t('commitment.tell.action')}
        kind="main"
        files
      >
        <DeedFields kind={commitment.kind} today={today} />
        <div class="side-by-side">
          <DeclaredFields record="delivery" fields={{ region, link }} />
        </div>
      </OperationForm>
    </section>
  )
}

/** What one's own people did so far, newest first. */
function Told({ deliveries, files, told, commitment }: One) {
  const words = useWords()
  return (
    <section class="stack-s" id="deliveries">
      <SectionHead title={words.t('delivery.finding', { n: deliveries.length })} />
      {deliveries.length === 0 ? <p class="soft">{words.t('commitment.told.none')}</p> : null}
      <Items
        items={deliveries.map((one) => {
          const by = told.find(({ record }) => record === one.id)?.name
          return {
            key: one.id,
            body: (
              <div id={one.id}>
                <strong>{words.t(`delivery.deed.${one.deed}`)}</strong> <ExampleAmong rows={deliveries} row={one} />
                <small>
                  {words.date(one.day)}
                  {one.region ? (
                    <>
                      {' · '}
                      <Written>{one.region}</Written>
                    </>
                  ) : null}
                  {' · '}
                  {by ? words.t('told.by', { name: by }) : words.t('told.by.house')}
                </small>
                <p>{sayReach(words, one)}</p>
                {one.note ? (
                  <p>
                    <Written>{one.note}</Written>
                  </p>
                ) : null}
                <ul>
                  {files
                    .filter(({ delivery }) => delivery === one.id)
                    .map((file) => (
                      <li key={file.id}>
                        <a href={`${commitmentPath(commitment.id)}/files/${file.id}`}>
                          <Written>{file.name}</Written>
                        </a>
                      </li>
                    ))}
                  {one.link ? (
                    <li>
                      <a href={one.link} rel="noreferrer">
                        {words.t('delivery.link.open')}
                      </a>
                    </li>
                  ) : null}
                </ul>
              </div>
            )
          }
        })}
      />
    </section>
  )
}

function sayReach(words: Words, { workplaces, workers, women }: OwnDelivery): string {
  return words.list(
    [
      workplaces === null ? '' : words.t('delivery.workplaces.n', { n: workplaces }),
      workers === null
        ? ''
        : women === null
          ? words.t('delivery.workers.n', { n: workers })
          : words.t('delivery.workers.women', { n: workers, women })
    ].filter((part) => part !== '')
  )
}

/** Where it stands, and the steps that whoever does the work may take. */
function State({ commitment }: One) {
  const words = useWords()
  const { id, revision, status, status_reason } = commitment
  const sent = useSent('commitment.move')
  return (
    <section class="stack-s">
      <SectionHead title={words.t('intervention.status')} />
      {status_reason ? (
        <p>
          <Written>{status_reason}</Written>
        </p>
      ) : null}
      {stepsFrom(status, 'move').map((to) => {
        const again = (status === 'done' || status === 'paused') && to === 'under_way'
        const action = words.t(`work.step.${again ? 'again' : to}`)
        const form = (
          <OperationForm
            operation="commitment.move"
            formKey={to}
            hidden={{ id, revision, status: to }}
            action={action}
            slim
            plain
          >
            {statesWithReason.includes(to) ? (
              <TextField name="status_reason" label={words.t('intervention.status_reason')} maxLength={500} />
            ) : null}
          </OperationForm>
        )
        return statesWithReason.includes(to) ? (
          <Details key={to} summary={action} open={sent?.sent._key === to}>
            {form}
          </Details>
        ) : (
          <div key={to}>{form}</div>
        )
      })}
    </section>
  )
}

/** What is expected, and the facts that one needs to do it. */
function Expected({ commitment, context }: One) {
  const { words } = context
  const number = (value: number | null) => (value === null ? '' : words.number(value))
  const items = [
    { term: words.t('work.measure.workplaces'), value: number(commitment.expected_workplaces) },
    { term: words.t('work.measure.workers'), value: number(commitment.expected_workers) },
    ...factsOfCommitment(commitment.kind).map((name) => {
      const value = commitment[name as keyof Commitment]
      return {
        term: words.t(`intervention.${name}`),
        value: typeof value === 'number' ? words.number(value) : String(value ?? '')
      }
    })
  ].filter(({ value }) => value !== '')
  return (
    <section class="stack-s">
      <SectionHead title={words.t('commitment.expected')} />
      {items.length === 0 ? <p class="soft">{words.t('work.expected.none')}</p> : <Terms items={items} />}
    </section>
  )
}

/** How it goes, in one's own words. */
function Notes({ commitment, notes, told }: One) {
  const words = useWords()
  return (
    <section class="stack-s" id="notes">
      <SectionHead title={words.t('commitment.notes')} />
      <OperationForm
        operation="commitment.note"
        hidden={{ intervention: commitment.id }}
        returnTo={`${commitmentPath(commitment.id)}#notes`}
        action={words.t('commitment.note.action')}
        plain
      >
        <LongTextField
          name="text"
          label={words.t('commitment.note')}
          help={words.t('commitment.note.help')}
          rows={3}
          maxLength={1000}
        />
      </OperationForm>
      <Items
        items={notes.map((one) => ({
          key: one.id,
          body: (
            <>
              <Written>{one.text}</Written>
              <p class="soft small">
                {words.date(one.day)} ·{' '}
                {words.t('told.by', { name: told.find(({ record }) => record === one.id)?.name ?? '' })}
              </p>
            </>
          )
        }))}
      />
    </section>
  )
}

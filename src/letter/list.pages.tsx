import { Where } from '../escalation/escalation.pages.tsx'
import { escalationPath } from '../escalation/kinds.operations.ts'
import { type Page, page } from '../kernel/page.ts'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Empty } from '../ui/notice.tsx'
import { AddButton, OnDemand } from '../ui/on-demand.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { Items, PageHead, SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Example } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { listTemplates } from './draft.operations.ts'
import { lettersPath, type Template } from './kinds.operations.ts'
import { type LetterState, letterStates, templateFields } from './rules.ts'
import { readRuns } from './run.operations.ts'

const { logo: _logo, word: _word, word_name: _name, ...asked } = templateFields

/** The letters of an escalation: their templates, and the runs in which they went out. */
export const listPages: Page[] = [
  page('/plans/:plan/escalations/:escalation/letters', 'workplace.read', async (context) => {
    const { words, params, may } = context
    const { plan = '', escalation: id = '' } = params
    const path = lettersPath(plan, id)
    const { escalation, phases, templates } = await context.ask(listTemplates, { escalation: id })
    const runs = await context.ask(readRuns, { escalation: id })
    const edit = may('plan.edit')
    const title = words.t('letter.many')
    return (
      <Layout title={title} wide>
        <div class="stack-l">
          <div class="stack">
            <Where plan={plan} items={[{ label: escalation.name, href: escalationPath(plan, id) }, { label: title }]} />
            <PageHead title={title}>{words.t('letter.explained')}</PageHead>
          </div>
          {phases.length === 0 ? (
            <Empty title={words.t('letter.no-phase')}>{words.t('letter.no-phase.how')}</Empty>
          ) : null}
          {runs.length > 0 ? <Runs of={runs} plan={plan} context={context} /> : null}
          {phases.length > 0 ? (
            <section class="stack">
              <SectionHead
                title={words.t('letter.templates')}
                actions={
                  edit && templates.length > 0 ? (
                    <AddButton kind="outline">{words.t('letter.template.add')}</AddButton>
                  ) : null
                }
              />
              {templates.length === 0 ? <Empty title={words.t('letter.templates.none')} /> : null}
              <Items
                items={templates.map((one) => ({
                  key: one.id,
                  body: (
                    <TemplateLine
                      of={one}
                      path={path}
                      open={may('visit.record')}
                      phases={phases}
                      example={escalation.example}
                    />
                  )
                }))}
              />
              {edit ? <Add plan={plan} phases={phases} first={templates.length === 0} /> : null}
            </section>
          ) : null}
        </div>
      </Layout>
    )
  })
]

type Phases = readonly { intervention: string; name: string }[]

type LineProps = { of: Template; path: string; open: boolean; phases: Phases; example: boolean }

function TemplateLine({ of, path, open, phases, example }: LineProps) {
  const words = useWords()
  return (
    <div class="row far">
      <span>
        <strong>
          <Written>{of.name}</Written>
        </strong>{' '}
        {example ? <Example /> : null}
        <br />
        <small class="soft">
          {phases.find(({ intervention }) => intervention === of.intervention)?.name ?? ''}
          {of.word_name ? ` · ${of.word_name}` : ''}
        </small>
      </span>
      {open ? (
        <LinkButton href={`${path}/${of.id}`} slim>
          {words.t('letter.draft.open')}
        </LinkButton>
      ) : null}
    </div>
  )
}

function Add({ plan, phases, first }: { plan: string; phases: Phases; first: boolean }) {
  const words = useWords()
  const sent = useSent('letter_template.add')
  return (
    <OnDemand title={words.t('letter.template.add')} open={first || sent !== undefined}>
      <OperationForm
        operation="letter_template.add"
        hidden={{ plan }}
        action={words.t('letter.template.add')}
        kind="main"
      >
        <TemplateForm phases={phases} values={{ days: 60 }} />
      </OperationForm>
    </OnDemand>
  )
}

/** What a template asks, with the fields that its text may name. */
export function TemplateForm({ phases, values }: { phases: Phases; values: Readonly<Record<string, unknown>> }) {
  return (
    <DeclaredFields
      record="letter_template"
      fields={asked}
      values={values}
      choices={{ intervention: phases.map(({ intervention, name }) => ({ value: intervention, label: name })) }}
    />
  )
}

type RunRow = Awaited<ReturnType<(typeof readRuns)['run']>>[number]

/** Each run with what became of its letters; each figure opens its list. */
function Runs({
  of,
  plan,
  context: { words }
}: {
  of: readonly RunRow[]
  plan: string
  context: { words: ReturnType<typeof useWords> }
}) {
  const column = (state: LetterState): Column<RunRow> => ({
    key: state,
    label: words.t(`letter.state.${state}`),
    numeric: true,
    cell: ({ id, counts }) =>
      counts[state] === 0 ? (
        words.number(0)
      ) : (
        <a href={`/plans/${plan}/letters/${id}?state=${state}`}>{words.number(counts[state])}</a>
      )
  })
  const columns: Column<RunRow>[] = [
    {
      key: 'day',
      label: words.t('letter_run.one'),
      head: true,
      cell: (run) => (
        <>
          <a href={`/plans/${plan}/letters/${run.id}`}>
            {words.t('letter.run.title', { n: Number(run.size), day: words.date(run.day) })}
          </a>{' '}
          {run.example ? <Example /> : null}
        </>
      )
    },
    { key: 'way', label: words.t('letter_run.way'), cell: ({ way }) => words.t(`letter_run.way.${way}`) },
    { key: 'deadline', label: words.t('letter_run.deadline'), cell: ({ deadline }) => words.date(deadline) },
    ...letterStates
      .filter(
        (state) =>
          ['answered', 'open', 'ignored', 'bounced'].includes(state) || of.some(({ counts }) => counts[state] > 0)
      )
      .map(column)
  ]
  return (
    <section class="stack">
      <SectionHead title={words.t('letter.runs')} />
      <DataTable caption={words.t('letter.runs')} captionHidden columns={columns} rows={of} rowKey={({ id }) => id} />
    </section>
  )
}

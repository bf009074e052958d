import { writeCsv } from '../evidence/csv.rules.ts'
import { type Page, page } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import { useWords } from '../ui/context.ts'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Notice, Progress } from '../ui/notice.tsx'
import { OperationForm } from '../ui/operation-form.tsx'
import { SectionHead } from '../ui/step.tsx'
import { MixParts } from './mix.part.tsx'
import type { Told } from './operations.ts'
import { optimiserPath } from './path.rules.ts'
import { sayFault, sayQuarter, sayWish } from './say.part.ts'
import { cutTable } from './table.rules.ts'
import { answeredOf, askTold, ScenarioHead } from './told.part.tsx'

/** The tables and the mix, as files that any spreadsheet reads. */
const files = ['lines', 'regions', 'mix'] as const

export const answerPages: Page[] = [
  page('/plans/:plan/6/optimiser/:id', 'plan.read', async (context) => {
    const { words, params, session } = context
    const plan = params.plan ?? ''
    const { told } = await askTold(context, params.id)
    const { scenario, run } = told
    if (run?.state === 'waiting') context.refreshAfter(2)
    const edit = context.may('plan.edit')
    const here = `${optimiserPath(plan)}/${scenario.id}`
    const currency = session?.inspectorate.currency ?? ''
    const answered = answeredOf(told)
    return (
      <Layout title={scenario.title}>
        <ScenarioHead plan={plan} title={scenario.title} told={told} />
        <div class="stack-l">
          <Standing told={told} edit={edit} here={here} currency={currency} />
          {answered ? <MixParts of={answered} currency={currency} here={here} /> : null}
          <section class="stack-s">
            <SectionHead title={words.t('scenario.files')} />
            <p class="row">
              {files.map((file) =>
                file === 'mix' && !answered ? null : (
                  <LinkButton key={file} href={`${here}/${file}.csv`} slim download>
                    {words.t(`scenario.file.${file}`)}
                  </LinkButton>
                )
              )}
            </p>
          </section>
        </div>
      </Layout>
    )
  }),
  ...files.map((file) =>
    page(`/plans/:plan/6/optimiser/:id/${file}.csv`, 'plan.read', async (context) => {
      const { words, params } = context
      const { told } = await askTold(context, params.id)
      if (file !== 'mix') {
        const [head, ...rows] = cutTable(told.scenario[file]).map(({ cells }) => cells)
        return csvFile(writeCsv(head ?? [], rows), file)
      }
      const answered = answeredOf(told)
      if (!answered) throw new Problem('not-found')
      const { question, answer } = answered
      const header = ['intervention', 'region', 'quarter', 'amount', 'unit', 'basis', 'said'] as const
      return csvFile(
        writeCsv(
          header.map((name) => words.t(`scenario.csv.${name}`)),
          answer.deeds.map(({ line, region, period, amount }) => [
            question.lines[line]?.name ?? '',
            question.regions[region] ?? '',
            sayQuarter(words, question, period),
            amount,
            question.lines[line]?.unit ?? '',
            words.t(question.lines[line]?.judged ? 'scenario.judged' : 'scenario.evidence'),
            question.lines[line]?.said ?? ''
          ])
        ),
        file
      )
    })
  )
]

function csvFile(content: string, name: string): Response {
  return new Response(content, {
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${name}.csv"` }
  })
}

/** How far the scenario is, and the one thing to do next. */
function Standing({ told, edit, here, currency }: { told: Told; edit: boolean; here: string; currency: string }) {
  const words = useWords()
  const { scenario, run, old, faults } = told
  const change = edit ? <LinkButton href={`${here}/change`}>{words.t('scenario.change-inputs')}</LinkButton> : null
  const seek = (action: string) =>
    edit ? (
      <OperationForm
        operation="scenario.run"
        hidden={{ id: scenario.id }}
        action={action}
        kind="main"
        plain
        beside={change}
      />
    ) : null
  if (run?.state === 'waiting') return <Seeking told={told} edit={edit} />
  if (faults.length > 0)
    return (
      <Notice kind="wait" title={words.t('scenario.faults', { n: faults.length })}>
        <ul>
          {faults.slice(0, 8).map((fault) => (
            <li key={`${fault.line} ${fault.column}`}>{sayFault(words, fault)}</li>
          ))}
        </ul>
        {change}
      </Notice>
    )
  if (!run) return <Notice title={words.t('scenario.not-asked')}>{seek(words.t('scenario.run'))}</Notice>
  if (old)
    return (
      <Notice kind="wait" title={words.t('scenario.old', { day: words.date(run.at) })}>
        {seek(words.t('scenario.run.again'))}
      </Notice>
    )
  if (run.state === 'failed')
    return (
      <Notice kind="bad" title={words.t('scenario.failed')}>
        {seek(words.t('scenario.run.again'))}
      </Notice>
    )
  if (!run.answer?.found) {
    const { question, answer } = run
    const conflict = answer?.conflict ?? []
    return (
      <Notice kind="bad" title={words.t(answer?.ended === 'none' ? 'scenario.conflict' : 'scenario.nothing-yet')}>
        {conflict.length > 0 ? (
          <>
            <ul>
              {conflict.map((wish) => {
                const said = sayWish(words, question, wish, currency)
                return <li key={said}>{said}</li>
              })}
            </ul>
            <p>{words.t('scenario.conflict.cure')}</p>
          </>
        ) : null}
        {change ?? null}
      </Notice>
    )
  }
  return (
    <p class="row">
      {change}
      {edit ? (
        <LinkButton href={`${here}/take`} kind="main">
          {words.t('scenario.take')}
        </LinkButton>
      ) : null}
      <small class="soft">{words.t('scenario.asked', { name: run.person_name, day: words.date(run.at) })}</small>
    </p>
  )
}

/** The best so far, and how near it is to what could be brought at most. */
function Seeking({ told: { run, running }, edit }: { told: Told; edit: boolean }) {
  const words = useWords()
  const said = running?.found
    ? words.t('scenario.so-far', { n: words.number(running.worth), most: words.number(running.bound) })
    : words.t('scenario.so-far.none')
  return (
    <Notice title={words.t('scenario.seeking')} live>
      <Progress
        value={running?.found ? running.worth : 0}
        max={running?.bound ?? 1}
        label={words.t('scenario.seeking')}
      >
        {said}
      </Progress>
      <p class="soft">{words.t('scenario.seeking.explained')}</p>
      {edit && run ? (
        <OperationForm operation="scenario.stop" hidden={{ run: run.id }} action={words.t('scenario.stop')} plain />
      ) : null}
    </Notice>
  )
}

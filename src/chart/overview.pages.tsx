import { listEvidence } from '../evidence/operations.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { matterParts } from '../office/rules.ts'
import { readNews, type ToldEntry } from '../plan/history.operations.ts'
import { Moment, sayEntry } from '../plan/history.part.tsx'
import { nextStep, planFields, planStates, stepPath, steps } from '../plan/rules.ts'
import type { Option } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { HiddenField, LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Details, Notice } from '../ui/notice.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { Items, PageHead, SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Example, Tag } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { GapList } from './gaps.pages.tsx'
import type { Gap } from './gaps.rules.ts'
import { readGaps } from './open.part.ts'
import { readProgress } from './progress.operations.ts'
import { sayTogether, sayYears } from './say.part.ts'
import { readWhole } from './whole.operations.ts'
import { chosenHubs, nameRecords, type Whole } from './whole.rules.ts'

const firstGaps = 5

export const overviewPages: Page[] = [
  page('/plans/:plan', 'plan.read', async (context) => {
    const { words, params } = context
    const id = params.plan ?? ''
    const [whole, news, { done }, dataSets] = await Promise.all([
      context.ask(readWhole, { plan: id }),
      context.ask(readNews, { plan: id }),
      context.ask(readProgress, { plan: id }),
      readDataSets(context)
    ])
    const { plan } = whole
    const inside = context.may('plan.read-inside')
    const gaps = await readGaps(context, id, whole)
    return (
      <Layout title={plan.title}>
        <PageHead
          kicker={sayTogether(words, [
            plan.title,
            sayYears(plan),
            words.t(`plan.status.${plan.status || planStates[0]}`)
          ])}
          title={finding(words, whole, gaps)}
        >
          <Written>{plan.summary}</Written> {plan.example ? <Example /> : null}
        </PageHead>
        <p class="row after-head">
          <Ways context={context} gaps={gaps} done={done} />
        </p>
        <div class="two">
          <div class="stack-l">
            <Steps whole={whole} gaps={gaps} inside={inside} />
            <Hubs whole={whole} />
            {context.may('plan.edit') ? <ChangePlan whole={whole} dataSets={dataSets} /> : null}
          </div>
          <div class="stack-l">
            <Missing whole={whole} gaps={gaps} edit={context.may('plan.edit')} />
            <News context={context} {...news} />
          </div>
        </div>
      </Layout>
    )
  })
]

/** What is true of the plan as a whole, as a sentence. */
function finding(words: Words, whole: Whole, gaps: readonly Gap[]): string {
  if (chosenHubs(whole).length === 0) return words.t('plan.finding.no-hub')
  return words.t('plan.finding', { gaps: gaps.length, interventions: whole.interventions.length })
}

/** What one comes for: to go on where something is missing, or to take the finished plan along. */
function Ways({
  context: { words, params, may },
  gaps,
  done
}: {
  context: PageContext
  gaps: readonly Gap[]
  done: readonly number[]
}) {
  const at = (file: string) => `/plans/${params.plan}/${file}`
  const lacking = steps.find(({ number }) => gaps.some(({ step }) => step === number))
  const next = may('plan.edit') ? (nextStep(done) ?? lacking) : undefined
  return (
    <>
      {next ? (
        <LinkButton href={stepPath(params.plan ?? '', next.number)} kind="main">
          {words.t('plan.go-on', { number: next.number, name: words.t(`plan.step.${next.name}`) })}
        </LinkButton>
      ) : null}
      <LinkButton href={at('plan.docx')} kind={next ? 'outline' : 'main'} download>
        {words.t('plan.word')}
      </LinkButton>
      <LinkButton href={at('director')}>{words.t('director.open')}</LinkButton>
      <LinkButton href={at('versions')}>{words.t('plan_version.list')}</LinkButton>
      <LinkButton href={at('consultation')}>{words.t('consultation.list')}</LinkButton>
      <LinkButton href={at('meetings')}>{words.t('review_meeting.list')}</LinkButton>
      <LinkButton href={at('print')}>{words.t('plan.print')}</LinkButton>
      <LinkButton href={at('boards')}>{words.t('board.list')}</LinkButton>
      <LinkButton href={at('workshops')}>{words.t('workshop.list')}</LinkButton>
    </>
  )
}

/** What each step holds: how many of what; how many are placed in the bullseye is -1 for who may not know. */
function holdings(whole: Whole, step: number, inside: boolean): Record<string, number> {
  const n = (list: readonly unknown[]) => list.length
  const values: Record<number, Record<string, number>> = {
    1: { mandates: n(whole.mandates), resources: n(whole.resources), sources: n(whole.sources) },
    2: { issues: n(whole.issues), targets: n(whole.targets), hubs: n(chosenHubs(whole)) },
    3: { whys: n(whole.whys), influences: n(whole.influences) },
    4: {
      stakeholders: n(whole.stakeholders),
      placed: inside ? n(whole.stakeholders.filter(({ present_ring }) => present_ring !== '')) : -1
    },
    5: {
      interventions: n(whole.interventions),
      families: new Set(whole.interventions.map(({ family }) => family)).size
    },
    6: {
      owned: n(whole.interventions.filter(({ owner }) => owner !== '')),
      dated: n(whole.interventions.filter(({ starts, ends }) => starts && ends)),
      interventions: n(whole.interventions)
    }
  }
  return values[step] ?? {}
}

function Steps({ whole, gaps, inside }: { whole: Whole; gaps: readonly Gap[]; inside: boolean }) {
  const words = useWords()
  const columns: Column<(typeof steps)[number]>[] = [
    {
      key: 'step',
      label: words.t('plan.step'),
      head: true,
      cell: ({ number, name }) => (
        <a href={stepPath(whole.plan.id, number)}>
          {words.t('plan.step.numbered', { number, name: words.t(`plan.step.${name}`) })}
        </a>
      )
    },
    {
      key: 'holds',
      label: words.t('plan.holds'),
      cell: ({ number }) => words.t(`plan.holds.${number}`, holdings(whole, number, inside))
    },
    {
      key: 'missing',
      label: words.t('plan.missing'),
      cell: ({ number }) => {
        const n = gaps.filter(({ step }) => step === number).length
        const begun = Object.values(holdings(whole, number, inside)).some((held) => held > 0)
        if (n === 0 && !begun) return <Tag kind="unknown">{words.t('plan.missing.not-begun')}</Tag>
        return n === 0 ? (
          <Tag kind="recorded">{words.t('plan.missing.none')}</Tag>
        ) : (
          <Tag kind="wait">{words.t('plan.missing.n', { n })}</Tag>
        )
      }
    }
  ]
  return (
    <section class="stack-s">
      <SectionHead title={words.t('plan.steps')} />
      <DataTable caption={words.t('plan.steps')} captionHidden columns={columns} rows={[...steps]} />
    </section>
  )
}

function Hubs({ whole }: { whole: Whole }) {
  const words = useWords()
  const names = nameRecords(whole)
  const hubs = chosenHubs(whole)
  return (
    <section class="stack-s">
      <SectionHead title={words.t('plan.hubs', { n: hubs.length })} />
      {hubs.length === 0 ? (
        <p>
          <a href={stepPath(whole.plan.id, 2, 'venn')}>{words.t('intervention.no-hub.action')}</a>
        </p>
      ) : (
        <Items
          items={hubs.map(({ id, reason, example }) => ({
            key: id,
            body: (
              <>
                <a class="strong" href={stepPath(whole.plan.id, 2, 'venn')}>
                  <Written>{names.get(id)}</Written>
                </a>{' '}
                {example && !whole.plan.example ? <Example /> : null}
                {reason ? (
                  <p class="soft">
                    <Written>{reason}</Written>
                  </p>
                ) : null}
              </>
            )
          }))}
        />
      )}
    </section>
  )
}

function Missing({ whole, gaps, edit }: { whole: Whole; gaps: readonly Gap[]; edit: boolean }) {
  const words = useWords()
  if (gaps.length === 0)
    return (
      <Notice kind="good" title={words.t('chart.gaps.none')}>
        {words.t('chart.gaps.none.explained')}
      </Notice>
    )
  return (
    <section class="stack-s">
      <SectionHead title={words.t('plan.missing.title')} />
      <GapList gaps={gaps.slice(0, firstGaps)} edit={edit} />
      {gaps.length > firstGaps ? (
        <p>
          <a href={stepPath(whole.plan.id, 6, 'gaps')}>{words.t('plan.missing.all', { n: gaps.length })}</a>
        </p>
      ) : null}
    </section>
  )
}

function News({
  context,
  entries,
  more,
  upTo
}: {
  context: PageContext
  entries: ToldEntry[]
  more: boolean
  upTo: number
}) {
  const { words, params, may } = context
  const plan = params.plan ?? ''
  return (
    <section class="stack-s" id="news">
      <SectionHead title={words.t('plan.news')} />
      {entries.length === 0 ? (
        <p class="soft">{words.t('plan.news.none')}</p>
      ) : (
        <>
          <Items
            items={entries.map((entry) => ({
              key: String(entry.number),
              body: (
                <>
                  <p>{sayEntry(words, entry)}</p>
                  <p class="soft small">
                    <Written>{entry.person ?? words.t('history.portal')}</Written> · <Moment at={entry.at} />
                  </p>
                </>
              )
            }))}
          />
          {more ? <p class="soft">{words.t('plan.news.more')}</p> : null}
          <OperationForm
            operation="plan.mark-seen"
            hidden={{ plan, event: upTo }}
            returnTo={`/plans/${plan}#news`}
            action={words.t('plan.mark-seen')}
            slim
            plain
          />
        </>
      )}
      <p class="row">
        {may('log.read') ? <a href={`/plans/${plan}/history`}>{words.t('plan.history')}</a> : null}
        {may('plan.read-inside') ? (
          <a href={`/plans/${plan}/plan.docx?for=inside`} download>
            {words.t('plan.word.inside')}
          </a>
        ) : null}
        <a href={`/plans/${plan}/chart.csv`} download>
          {words.t('chart.csv')}
        </a>
        <a href={`/plans/${plan}/plan.json`} download>
          {words.t('plan.json')}
        </a>
      </p>
    </section>
  )
}

/** The data sets of cases from which a plan can take its figures. */
async function readDataSets({ ask, may }: PageContext): Promise<Option[]> {
  if (!may('evidence.read') || !may('plan.edit')) return []
  const { data_sets } = await ask(listEvidence, {})
  const counting = data_sets.filter(({ current, joined_to }) => current?.mapping.table === 'cases' && !joined_to)
  return counting.map(({ id, name }) => ({ value: id, label: name }))
}

function ChangePlan({ whole: { plan }, dataSets }: { whole: Whole; dataSets: readonly Option[] }) {
  const words = useWords()
  const sent = useSent('plan.change')
  const { title, starts, ends, status, summary, low_compliance, data_set } = planFields
  return (
    <Details summary={words.t('plan.change')} open={sent !== undefined}>
      <OperationForm
        operation="plan.change"
        hidden={{ id: plan.id, revision: plan.revision }}
        returnTo={`/plans/${plan.id}`}
        action={words.t('record.save')}
        beside={
          <LinkButton href={`/records/plan/${plan.id}/remove`} kind="stop">
            {words.t('plan.remove')}
          </LinkButton>
        }
      >
        {matterParts.flatMap((name) => plan[name].map((one) => <HiddenField key={one} name={name} value={one} />))}
        <DeclaredFields record="plan" fields={{ title }} values={plan} />
        <div class="side-by-side">
          <DeclaredFields record="plan" fields={{ starts, ends, status }} values={plan} />
        </div>
        <DeclaredFields
          record="plan"
          fields={{ summary, low_compliance, data_set }}
          values={plan}
          choices={{ data_set: dataSets }}
        />
      </OperationForm>
    </Details>
  )
}

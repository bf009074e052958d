import { listPins } from '../indicator/pin.operations.ts'
import { PinnedFigure, type Pins } from '../indicator/pin.part.tsx'
import { isShare, percentOf } from '../indicator/pin.rules.ts'
import { pickFields } from '../intervention/rules.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import type { Words } from '../kernel/words.ts'
import { stepPath } from '../plan/rules.ts'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { Button, LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Notice, Terms } from '../ui/notice.tsx'
import { OperationForm } from '../ui/operation-form.tsx'
import { Crumbs, PageHead, SectionHead } from '../ui/step.tsx'
import { Example, Tag } from '../ui/tag.tsx'
import { type Baseline, readBaselines } from './baseline.operations.ts'
import { type ChartLine, chartLines } from './rules.ts'
import { sayStakeholders } from './say.part.ts'
import { readWhole } from './whole.operations.ts'
import type { Whole } from './whole.rules.ts'

const first = pickFields(['phase', 'owner', 'status'])
const reason = pickFields(['status_reason'])
const days = pickFields(['starts', 'ends'])
const gate = pickFields(['gate'])
const means = pickFields(['resources', 'budget'])
const measure = pickFields(['indicator'])
const values = pickFields(['baseline', 'goal', 'baseline_unit'])
const origin = pickFields(['baseline_source'])

export const linePages: Page[] = [
  page('/plans/:plan/6/chart/:id', 'plan.edit', async (context) => {
    const { params } = context
    const whole = await context.ask(readWhole, { plan: params.plan ?? '' })
    const line = chartLines(whole).find(({ intervention }) => intervention.id === params.id)
    if (!line) throw new Problem('not-found')
    const baselines = context.may('evidence.read')
      ? await context.ask(readBaselines, { hub: line.intervention.hub })
      : []
    const pins = context.may('evidence.read')
      ? await context.ask(listPins, { plan: whole.plan.id })
      : { pins: [], names: {} }
    return <LinePage context={context} line={line} whole={whole} baselines={baselines} pins={pins} />
  })
]

const lineForm = 'line'

type LinePageProps = {
  context: PageContext
  line: ChartLine
  whole: Whole
  baselines: readonly Baseline[]
  pins: Pins
}

function LinePage({ context, line, whole, baselines, pins }: LinePageProps) {
  const { words, session } = context
  const { intervention } = line
  const chart = stepPath(whole.plan.id, 6, 'chart')
  const title = words.t('chart.line', { name: intervention.name })
  const overtaken = context.form?.problem.code === 'changed-meanwhile'
  const taken = baselines.find(({ data_set }) => data_set === context.query('baseline'))
  const kept = pins.pins.map(({ pin }) => pin)
  const pinned = kept.find(({ id }) => id === context.query('pin'))
  // A figure that was pinned anew is no longer the one that the line was filled with.
  const present = kept.find(
    ({ id, value }) => id === intervention.baseline_pin && percentOf(value) === intervention.baseline
  )
  const filled = {
    ...intervention,
    ...(taken ? baselineValues(words, taken) : {}),
    ...(pinned ? pinnedValues(words, pinned) : {})
  }
  const about = { measure: words.t('pin.share.issue', { issue: line.issue }), list: line.target }
  const fields = { record: 'intervention', values: filled, currency: session?.inspectorate.currency }
  return (
    <Layout title={title}>
      <Crumbs
        items={[
          { label: whole.plan.title, href: `/plans/${whole.plan.id}` },
          { label: words.t('chart.tab.chart'), href: chart }
        ]}
      />
      <PageHead title={title}>
        {words.t('chart.line.explained')} {intervention.example ? <Example /> : null}
      </PageHead>
      {taken ? (
        <Notice kind="wait" title={words.t('chart.line.evidence.filled')}>
          <Button form={lineForm} kind="main">
            {words.t('chart.line.evidence.keep', { share: words.share(taken.share) })}
          </Button>
        </Notice>
      ) : null}
      <div class="two">
        <OperationForm
          operation="intervention.fill-line"
          id={lineForm}
          hidden={{
            id: intervention.id,
            revision: intervention.revision,
            baseline_pin: (pinned ?? present)?.id ?? '',
            ...(taken ? { take: taken.query, take_title: words.t('pin.what', about) } : {})
          }}
          returnTo={`${chart}#${intervention.id}`}
          action={words.t('chart.line.save')}
          kind="main"
          beside={
            <LinkButton href={`${chart}#${intervention.id}`} kind="plain">
              {words.t('record.back')}
            </LinkButton>
          }
        >
          {overtaken ? (
            <Notice kind="wait" title={words.t('record.meanwhile.title')}>
              {words.t('chart.line.meanwhile')}
            </Notice>
          ) : null}
          <div class="side-by-side">
            <DeclaredFields {...fields} fields={first} />
          </div>
          <DeclaredFields {...fields} fields={reason} />
          <div class="side-by-side">
            <DeclaredFields {...fields} fields={days} />
          </div>
          <DeclaredFields {...fields} fields={gate} />
          <DeclaredFields {...fields} fields={means} />
          <DeclaredFields {...fields} fields={measure} />
          <div class="side-by-side">
            <DeclaredFields {...fields} fields={values} />
          </div>
          <DeclaredFields {...fields} fields={origin} />
        </OperationForm>
        <section class="stack">
          <SectionHead title={words.t('chart.line.around')} />
          <Terms
            items={[
              {
                term: words.t('intervention.family'),
                value: <Tag kind={intervention.family}>{words.t(`intervention.family.${intervention.family}`)}</Tag>
              },
              { term: words.t('target.one'), value: line.target },
              { term: words.t('issue.one'), value: line.issue },
              { term: words.t('chart.influences'), value: words.list(line.influences) || '–' },
              { term: words.t('chart.stakeholders'), value: sayStakeholders(words, line) }
            ]}
          />
          <p>
            <a href={`/records/intervention/${intervention.id}`}>{words.t('chart.line.change-rest')}</a>
          </p>
          {present ? (
            <section class="stack-s">
              <SectionHead title={words.t('chart.line.evidence.present')} level={3} />
              <PinnedFigure of={present} names={pins.names} />
            </section>
          ) : null}
          <FromEvidence
            baselines={baselines}
            pins={{ ...pins, pins: pins.pins.filter(({ pin }) => isShare(pin) && pin !== present) }}
            here={`${chart}/${intervention.id}`}
          />
        </section>
      </div>
    </Layout>
  )
}

/** What the form is filled with when a baseline is taken from the evidence: per cent, and where it comes from. */
function baselineValues(words: Words, { name, period, breaches, cases, share, case_origin }: Baseline) {
  const driven = case_origin === 'complaints' ? ` (${words.t('evidence.origin.complaints')})` : ''
  return {
    baseline: percentOf(share),
    baseline_unit: words.t('chart.line.evidence.unit'),
    baseline_source:
      words.t('chart.line.evidence.taken', {
        source: [name, period].filter(Boolean).join(', '),
        breaches,
        cases
      }) + driven
  }
}

/** The same, by a figure that the plan keeps already. */
function pinnedValues(words: Words, { value, count, of, basis }: Pins['pins'][number]['pin']) {
  const source = basis.map(({ name }) => name).join(', ')
  return {
    baseline: percentOf(value),
    baseline_unit: words.t('chart.line.evidence.unit'),
    baseline_source:
      count === null || of === null
        ? source
        : words.t('chart.line.evidence.taken', { source, breaches: count, cases: of })
  }
}

/** The shares that the evidence offers as a baseline, each with its cases; taking one keeps what was typed and fills the form. */
function FromEvidence({ baselines, pins, here }: { baselines: readonly Baseline[]; pins: Pins; here: string }) {
  const words = useWords()
  if (baselines.length === 0 && pins.pins.length === 0) return null
  return (
    <section class="stack-s">
      <SectionHead title={words.t('chart.line.evidence')} level={3} />
      <p class="soft small">{words.t('chart.line.evidence.explained')}</p>
      <ul class="stack-s">
        {baselines.map(({ data_set, name, breaches, cases, share, low, high, small, case_origin }) => (
          <li key={data_set}>
            <Button form={lineForm} name="_then" value={`${here}?baseline=${data_set}`} kind="outline" slim>
              {words.t('chart.line.evidence.take', { share: words.share(share), breaches, cases, source: name })}
            </Button>
            <p class="soft small">
              {words.t('chart.line.evidence.interval', { low: words.share(low), high: words.share(high) })}
            </p>
            <p class="soft small">{words.t(`evidence.origin.${case_origin}`)}</p>
            {small ? <p class="small strong">{words.t('chart.line.evidence.few')}</p> : null}
          </li>
        ))}
        {pins.pins.map(({ pin }) => (
          <li key={pin.id}>
            <PinnedFigure of={pin} names={pins.names} />
            <Button form={lineForm} name="_then" value={`${here}?pin=${pin.id}`} kind="outline" slim>
              {words.t('chart.line.evidence.take-pin', { share: words.share(pin.value) })}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

import { StepTop } from '../influence/step.part.tsx'
import { type Page, page } from '../kernel/page.ts'
import { StepExample } from '../office/example.part.tsx'
import { stepPath } from '../plan/rules.ts'
import { CellFoot, useCell } from '../ui/cell.tsx'
import { useWords } from '../ui/context.ts'
import { Figure } from '../ui/figure.tsx'
import { HiddenField, LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Matrix } from '../ui/matrix.tsx'
import { Empty } from '../ui/notice.tsx'
import { Meanwhile, OperationForm } from '../ui/operation-form.tsx'
import { SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { ExampleAmong, ExampleOfAll, Tag } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { impactEffortOf } from './drawing.part.ts'
import { type Intervention, readStepFive } from './operations.ts'
import { type Criterion, criteria, marksText, readMarks, sortByScore, weigh } from './rules.ts'

const marks = [1, 2, 3, 4, 5] as const

export const priorityPages: Page[] = [
  page('/plans/:plan/5/priorities', 'plan.read', async (context) => {
    const { words, params } = context
    const plan = params.plan ?? ''
    const { interventions } = await context.ask(readStepFive, { plan })
    const question = words.t('intervention.priorities.question')
    return (
      <Layout title={question} wide>
        <StepTop
          plan={plan}
          step={5}
          tab="priorities"
          subject="intervention"
          question={question}
          questions={[1, 2, 3].map((n) => words.t(`intervention.priorities.ask.${n}`))}
        >
          {words.t('intervention.priorities.explained')}
        </StepTop>
        {interventions.length === 0 ? (
          <Empty
            level={2}
            title={words.t('intervention.empty.title')}
            action={
              <LinkButton href={`${stepPath(plan, 5, 'interventions')}#add`} kind="main">
                {words.t('intervention.add')}
              </LinkButton>
            }
          >
            {words.t('intervention.priorities.empty')}
          </Empty>
        ) : (
          <div class="stack-l">
            <ImpactAndEffort interventions={interventions} />
            <Weighing plan={plan} interventions={sortByScore(interventions)} edit={context.may('plan.edit')} />
          </div>
        )}
        <StepExample part="priorities" />
      </Layout>
    )
  })
]

function ImpactAndEffort({ interventions }: { interventions: readonly Intervention[] }) {
  const words = useWords()
  const props = impactEffortOf(words, interventions, (id) => `#${id}`)
  if (props.items.length === 0) return <SectionHead title={props.label} />
  return (
    <Figure
      title={props.label}
      level={2}
      unit={words.t('intervention.priorities.unit', { n: props.items.length, of: interventions.length })}
      source={words.t('intervention.priorities.source')}
      how={words.t('intervention.priorities.how')}
      example={interventions.some(({ example }) => example)}
    >
      <Matrix {...props} />
    </Figure>
  )
}

function Weighing({
  plan,
  interventions,
  edit
}: {
  plan: string
  interventions: readonly Intervention[]
  edit: boolean
}) {
  const words = useWords()
  const columns: Column<Intervention>[] = [
    {
      key: 'name',
      label: words.t('intervention.one'),
      head: true,
      cell: (one) => (
        <>
          <span id={one.id}>
            <Written>{one.name}</Written>
          </span>{' '}
          <ExampleAmong rows={interventions} row={one} />
          <br />
          <Tag kind={one.family}>{words.t(`intervention.family.${one.family}`)}</Tag>
        </>
      )
    },
    {
      key: 'score',
      label: words.t('intervention.score'),
      numeric: true,
      cell: (one) => {
        const { score, judged } = weigh(one)
        return (
          <>
            {edit ? <HiddenField name={`marks.${one.id}.seen`} value={marksText(one)} /> : null}
            <strong>{score === null ? '–' : words.number(score, 1)}</strong>
            {judged < criteria.length ? (
              <small>{words.t('intervention.score.rests', { judged, of: criteria.length })}</small>
            ) : null}
          </>
        )
      }
    },
    ...criteria.map(
      (criterion): Column<Intervention> => ({
        key: criterion,
        label: words.t(`label.criterion.${criterion}`),
        numeric: !edit,
        cell: (one) =>
          edit ? (
            <MarkCell of={one} criterion={criterion} />
          ) : one[criterion] === null ? (
            '–'
          ) : (
            words.number(one[criterion])
          )
      })
    )
  ]
  const table = (
    <DataTable
      caption={words.t('intervention.weigh.title')}
      captionHidden
      columns={columns}
      rows={interventions}
      rowKey={({ id }) => id}
      class="tight"
      wide
    />
  )
  return (
    <section class="stack">
      <SectionHead title={words.t('intervention.weigh.title')} mark={<ExampleOfAll rows={interventions} />} />
      <p class="soft measure">{words.t('intervention.weigh.explained')}</p>
      <Meanwhile operation="intervention.weigh" />
      {edit ? (
        <OperationForm
          operation="intervention.weigh"
          hidden={{ plan }}
          action={words.t('intervention.weigh')}
          kind="main"
          plain
        >
          {table}
        </OperationForm>
      ) : (
        table
      )}
    </section>
  )
}

/** One mark in a cell of the table; where the form came back, what stands there now is shown beside it. */
function MarkCell({ of: one, criterion }: { of: Intervention; criterion: Criterion }) {
  const words = useWords()
  const label = words.t('intervention.mark-of', { criterion: words.t(`label.criterion.${criterion}`), name: one.name })
  const present = String(one[criterion] ?? '')
  const { control, error, shown, theirs } = useCell(
    { name: `marks.${one.id}.${criterion}`, label },
    present,
    (values) => readMarks(String(values[`marks.${one.id}.seen`] ?? ''))[criterion]
  )
  return (
    <span class="cell mark">
      <select {...control}>
        <option value="">–</option>
        {marks.map((mark) => (
          <option key={mark} value={mark} selected={String(mark) === shown}>
            {words.number(mark)}
          </option>
        ))}
      </select>
      <CellFoot error={error} theirs={theirs ? present || '–' : undefined} />
    </span>
  )
}

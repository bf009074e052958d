import { Fragment } from 'preact'
import { type PageContext, page } from '../kernel/page.ts'
import { StepExample } from '../office/example.part.tsx'
import { speaksOf } from '../office/rules.ts'
import { type Mandate, readMandate } from '../office/step.operations.ts'
import { planFields, stepPath } from '../plan/rules.ts'
import { CellNumber, CellTick } from '../ui/cell.tsx'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { Figure } from '../ui/figure.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Matrix } from '../ui/matrix.tsx'
import { Details, Empty } from '../ui/notice.tsx'
import { Meanwhile, OperationForm } from '../ui/operation-form.tsx'
import { SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { ExampleAmong, ExampleOfAll, Tag } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { ToAgree } from './agree.part.tsx'
import { matrixOf } from './drawing.part.ts'
import { quadrantOf } from './rules.ts'
import { type Issue, readStepTwo, type Target } from './step.operations.ts'
import { questionOf, StepTwo } from './step.part.tsx'

function PlaceForm({
  context,
  of,
  items,
  line
}: {
  context: PageContext
  of: 'issue' | 'target'
  items: readonly (Issue | Target)[]
  line: number
}) {
  const { words, params } = context
  const columns: Column<Issue | Target>[] = [
    {
      key: 'name',
      label: words.t(`${of}.one`),
      head: true,
      cell: (item) => (
        <Fragment>
          <Written>{item.name}</Written> <ExampleAmong rows={items} row={item} />
          {item.note ? (
            <small>
              <Written>{item.note}</Written>
            </small>
          ) : null}
        </Fragment>
      )
    },
    {
      key: 'quadrant',
      label: words.t('hub.matrix.quadrant'),
      cell: (item) => {
        const quadrant = quadrantOf(item, line)
        if (!quadrant) return <Tag kind="unknown">{words.t('hub.matrix.not-placed')}</Tag>
        return <Tag kind={item.confirmed ? 'plain' : 'proposed'}>{words.t(`label.quadrant.${quadrant}`)}</Tag>
      }
    },
    {
      key: 'priority',
      label: words.t('label.axis.priority'),
      cell: (item) => (
        <CellNumber
          name={`places.${item.id}.priority`}
          label={words.t('hub.matrix.priority-of', { name: item.name })}
          value={item.priority}
          seen={`places.${item.id}.seen_priority`}
        />
      )
    },
    {
      key: 'compliance',
      label: words.t('label.axis.compliance'),
      cell: (item) => (
        <CellNumber
          name={`places.${item.id}.compliance`}
          label={words.t('hub.matrix.compliance-of', { name: item.name })}
          value={item.compliance}
          seen={`places.${item.id}.seen_compliance`}
        />
      )
    },
    {
      key: 'confirmed',
      label: words.t(`${of}.confirmed`),
      cell: (item) => (
        <CellTick
          name={`places.${item.id}.confirmed`}
          label={words.t('hub.matrix.confirm', { name: item.name })}
          value={item.confirmed}
          seen={`places.${item.id}.seen_confirmed`}
        />
      )
    }
  ]
  return (
    <OperationForm
      operation="hub.place"
      hidden={{ plan: params.plan ?? '', of }}
      action={words.t('hub.matrix.save')}
      plain
      class="place-form"
    >
      <DeclaredFields
        record="plan"
        fields={{ low_compliance: planFields.low_compliance }}
        values={{ low_compliance: line }}
      />
      <DataTable
        columns={columns}
        rows={items}
        caption={words.t('hub.matrix.places')}
        captionHidden
        rowKey={(item) => item.id}
      />
    </OperationForm>
  )
}

/** What the inspectorate must do, from which priorities are drawn: at hand while one places. */
function Musts({ mandates }: { mandates: readonly Mandate[] }) {
  const words = useWords()
  if (mandates.length === 0) return null
  return (
    <Details summary={words.t('hub.matrix.musts', { n: mandates.length })}>
      <ul>
        {mandates.map(({ id, kind, title }) => (
          <li key={id}>
            <Written>{title}</Written> <small class="soft">{words.t(`mandate.kind.${kind}`)}</small>
          </li>
        ))}
      </ul>
    </Details>
  )
}

const matrixPage = (of: 'issue' | 'target') => {
  const tab = of === 'issue' ? 'matrix-issues' : 'matrix-targets'
  return page(`/plans/:plan/2/${tab}`, 'plan.read', async (context) => {
    const { words, params, may } = context
    const plan = params.plan ?? ''
    const found = await context.ask(readStepTwo, { plan })
    const items: (Issue | Target)[] = of === 'issue' ? found.issues : found.targets
    const { line } = found
    const { mandates: all, ticked } = await context.ask(readMandate, { language: words.language, plan })
    const props = matrixOf(
      words,
      { of, items, line },
      may('plan.edit') ? (item) => `/records/${of}/${item.id}` : undefined
    )
    return (
      <Layout title={questionOf(words, tab)} wide>
        <StepTwo context={context} tab={tab} />
        {items.length === 0 ? (
          <Empty
            level={2}
            title={words.t(`hub.matrix.empty.${of}`)}
            action={<LinkButton href={stepPath(plan, 2, 'collect')}>{words.t('hub.collect.go')}</LinkButton>}
          >
            {words.t('hub.matrix.empty')}
          </Empty>
        ) : (
          <div class="stack-l">
            <div class="two">
              <Figure
                level={2}
                title={props.label}
                unit={words.t(`hub.matrix.unit.${of}`)}
                source={words.t('hub.matrix.source')}
                example={items.some(({ example }) => example)}
              >
                <Matrix {...props} />
              </Figure>
              <ToAgree plan={plan} of={of} items={items} line={line} edit={may('plan.edit')} />
            </div>
            {may('plan.edit') ? (
              <section class="stack" id="places">
                <SectionHead title={words.t('hub.matrix.places.title')} mark={<ExampleOfAll rows={items} />} />
                <p class="soft measure">{words.t('hub.matrix.places.explained')}</p>
                <Musts mandates={speaksOf(all, ticked)} />
                <Meanwhile operation="hub.place" />
                <PlaceForm context={context} of={of} items={items} line={line} />
              </section>
            ) : null}
          </div>
        )}
        <StepExample part={of === 'issue' ? 'issues' : 'targets'} />
      </Layout>
    )
  })
}

export const matrixPages = [matrixPage('target'), matrixPage('issue')]

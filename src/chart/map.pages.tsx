import { StepTop } from '../influence/step.part.tsx'
import { type Page, page } from '../kernel/page.ts'
import { StepExample } from '../office/example.part.tsx'
import { stepPath } from '../plan/rules.ts'
import { useWords } from '../ui/context.ts'
import { Figure } from '../ui/figure.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Empty } from '../ui/notice.tsx'
import { PlanMap } from '../ui/plan-map.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { mapOf } from './drawing.part.ts'
import { type MapItem, type MapLayerName, mapPlan, readLayers } from './map.rules.ts'
import { MapLayers } from './map-layers.part.tsx'
import { readWhole } from './whole.operations.ts'
import { chosenHubs, type Whole } from './whole.rules.ts'

export const mapPages: Page[] = [
  page('/plans/:plan/5/map', 'plan.read', async (context) => {
    const { words, params, query } = context
    const plan = params.plan ?? ''
    const whole = await context.ask(readWhole, { plan })
    const question = words.t('chart.map.question')
    return (
      <Layout title={question} wide>
        <StepTop
          plan={plan}
          step={5}
          tab="map"
          subject="intervention"
          question={question}
          questions={[1, 2, 3].map((n) => words.t(`chart.map.ask.${n}`))}
        >
          {words.t('chart.map.explained')}
        </StepTop>
        {chosenHubs(whole).length === 0 ? (
          <Empty
            level={2}
            title={words.t('intervention.no-hub.title')}
            action={
              <LinkButton href={stepPath(plan, 2, 'venn')} kind="main">
                {words.t('intervention.no-hub.action')}
              </LinkButton>
            }
          >
            {words.t('intervention.no-hub')}
          </Empty>
        ) : (
          <PlanOnOneCanvas whole={whole} shown={readLayers(query('layers'))} />
        )}
        <StepExample part="map" />
      </Layout>
    )
  })
]

function PlanOnOneCanvas({ whole, shown }: { whole: Whole; shown: MapLayerName[] }) {
  const words = useWords()
  const props = mapOf(words, whole, shown, true)
  return (
    <div class="stack">
      <MapLayers shown={shown} href={(layers) => `${stepPath(whole.plan.id, 5, 'map')}?layers=${layers}`} />
      <Figure
        level={2}
        title={props.label}
        unit={words.t('chart.map.unit')}
        source={words.t('chart.map.source')}
        example={whole.interventions.some(({ example }) => example)}
        table={<MapTable whole={whole} shown={shown} caption={props.label} />}
      >
        <PlanMap {...props} />
      </Figure>
    </div>
  )
}

/** The same in words: each item, what it leads to, and what it lacks. */
function MapTable({ whole, shown, caption }: { whole: Whole; shown: readonly MapLayerName[]; caption: string }) {
  const words = useWords()
  const { items, links } = mapPlan(whole, shown)
  const names = new Map(items.map(({ id, name }) => [id, name]))
  const columns: Column<MapItem>[] = [
    { key: 'name', label: words.t('chart.map.item'), head: true },
    { key: 'layer', label: words.t('chart.map.layer'), cell: ({ layer }) => words.t(`chart.map.layer.${layer}`) },
    {
      key: 'leads',
      label: words.t('chart.map.leads'),
      cell: ({ id }) => words.list(links.filter(({ from }) => from === id).map(({ to }) => names.get(to) ?? '')) || null
    },
    {
      key: 'lacking',
      label: words.t('chart.map.lacks'),
      cell: ({ lacking }) => (lacking ? words.t(`chart.map.lacking.${lacking}`) : null)
    }
  ]
  return <DataTable caption={caption} captionHidden columns={columns} rows={items} rowKey={({ id }) => id} />
}

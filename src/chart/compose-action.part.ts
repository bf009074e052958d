import { impactEffortOf } from '../intervention/drawing.part.ts'
import { criteria, sortByScore, weigh } from '../intervention/rules.ts'
import { ganttPicture } from '../ui/gantt.tsx'
import { matrixPicture } from '../ui/matrix.tsx'
import { planMapPicture } from '../ui/plan-map.tsx'
import type { Composition } from './compose.part.ts'
import {
  drawnSquare,
  drawnWide,
  markOfAny,
  nameCell,
  portrait,
  shownAt,
  square,
  tableBlocks
} from './compose-ground.part.ts'
import type { Block } from './document.rules.ts'
import { ganttOf, mapOf } from './drawing.part.ts'
import { mapLayers, mapPlan } from './map.rules.ts'
import { chartLines, listGates, listPhases, rulesOfGate } from './rules.ts'
import { sayBudget, sayDays, sayIndicator, sayPhase, sayStakeholders } from './say.part.ts'

/** Step 5: the interventions in the order of their weight, impact against effort, and the map of the plan. */
export function composeInterventions({ words, whole }: Composition): Block[] {
  const t = (key: string) => words.t(key)
  const matrix = impactEffortOf(words, whole.interventions)
  const map = mapOf(words, whole, mapLayers)
  return [
    ...tableBlocks(
      t('intervention.tab.interventions'),
      [
        t('intervention.one'),
        t('intervention.family'),
        t('intervention.carried_out_by'),
        { label: t('intervention.score'), numeric: true }
      ],
      sortByScore(whole.interventions).map((one) => {
        const { score, judged } = weigh(one)
        return [
          nameCell(one.name, one),
          t(`intervention.family.${one.family}`),
          whole.stakeholders.find(({ id }) => id === one.carried_out_by)?.name ?? t('chart.inspectorate'),
          score === null
            ? '–'
            : words.t('document.score', { score: words.number(score, 1), judged, of: criteria.length })
        ]
      })
    ),
    ...(matrix.items.length > 0
      ? ([
          { kind: 'heading', level: 2, text: t('intervention.tab.priorities') },
          {
            kind: 'picture',
            ...shownAt(matrixPicture(matrix, words, drawnSquare), square),
            title: matrix.label,
            description: t('intervention.priorities.how'),
            ...markOfAny(whole.interventions)
          }
        ] as Block[])
      : []),
    ...(mapPlan(whole).items.length > 0
      ? ([
          { kind: 'heading', level: 2, text: t('intervention.tab.map') },
          {
            kind: 'picture',
            ...shownAt(planMapPicture(map, words, drawnWide), portrait),
            title: map.label,
            description: t('chart.map.unit'),
            ...markOfAny(whole.interventions)
          }
        ] as Block[])
      : [])
  ]
}

/** Step 6: the chart as a table on turned pages, then the timeline and the budget by phase. */
export function composeOperation({ words, whole, edition }: Composition): Block[] {
  const t = (key: string) => words.t(key)
  const lines = chartLines(whole)
  if (lines.length === 0) return []
  const gantt = ganttOf(words, whole)
  const phases = listPhases(whole.interventions)
  const total = phases.reduce((sum, { budget }) => sum + budget, 0)
  const money = (value: number) => words.number(value, Math.round(value * 100) % 100 === 0 ? 0 : 2)
  return [
    ...tableBlocks(
      t('chart.tab.chart'),
      [
        t('target.one'),
        t('issue.one'),
        t('chart.influences'),
        t('intervention.one'),
        t('chart.stakeholders'),
        t('document.resources-budget'),
        t('document.owner-days-status'),
        t('intervention.indicator')
      ],
      lines.map((line) => {
        const { intervention: one } = line
        return [
          line.target,
          line.issue,
          line.influences.join('; '),
          nameCell(`${one.name} (${t(`intervention.family.${one.family}`)})`, one),
          sayStakeholders(words, line),
          [one.resources, one.budget === null ? '' : sayBudget(words, one.budget, edition.currency)]
            .filter(Boolean)
            .join('; '),
          [
            one.owner,
            one.phase === null ? '' : sayPhase(words, one.phase),
            sayDays(words, one.starts, one.ends),
            one.status ? t(`intervention.status.${one.status}`) : ''
          ]
            .filter(Boolean)
            .join('; '),
          sayIndicator(words, one)
        ]
      }),
      { landscape: true }
    ),
    ...(gantt.bars.length > 0
      ? ([
          { kind: 'heading', level: 2, text: t('chart.tab.timeline') },
          {
            kind: 'picture',
            ...shownAt(ganttPicture(gantt, words, drawnWide), portrait),
            title: gantt.label,
            description: t('chart.timeline.unit'),
            ...markOfAny(whole.interventions)
          }
        ] as Block[])
      : []),
    ...tableBlocks(
      t('document.gates'),
      [t('document.gate'), t('document.gate.opens'), t('intervention.gate')],
      listGates(whole.interventions).map((gate) => [
        { text: words.t('chart.timeline.gate.title', { number: gate.number, day: words.date(gate.date) }), bold: true },
        words.list(gate.after.interventions.map(({ name }) => words.t('influence.quoted', { name }))),
        rulesOfGate(gate)
          .map(({ gate: rule }) => rule)
          .join('; ') || t('chart.timeline.gate.unsaid')
      ])
    ),
    ...tableBlocks(
      t('chart.budget'),
      [
        t('intervention.phase'),
        t('chart.when'),
        { label: t('chart.budgeted'), numeric: true },
        { label: `${t('intervention.budget')} (${words.currency(edition.currency)})`, numeric: true }
      ],
      [
        ...phases.map((phase) => [
          sayPhase(words, phase.number),
          sayDays(words, phase.from, phase.to),
          words.t('document.budgeted', { n: phase.budgeted, of: phase.interventions.length }),
          money(phase.budget)
        ]),
        [{ text: t('chart.total'), bold: true }, '', '', { text: money(total), bold: true }]
      ]
    )
  ]
}

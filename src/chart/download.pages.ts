import { writeCsv } from '../evidence/csv.rules.ts'
import { type Page, page } from '../kernel/page.ts'
import { fileOf } from '../plan/file.part.ts'
import { chartLines } from './rules.ts'
import { readWhole } from './whole.operations.ts'

export const downloadPages: Page[] = [
  page('/plans/:plan/chart.csv', 'plan.read', async ({ words, params, session, ask }) => {
    const whole = await ask(readWhole, { plan: params.plan ?? '' })
    const label = (field: string) => words.t(`intervention.${field}`)
    const header = [
      words.t('target.one'),
      words.t('issue.one'),
      words.t('chart.influences'),
      words.t('intervention.one'),
      label('family'),
      label('kind'),
      label('carried_out_by'),
      words.t('chart.stakeholders'),
      ...['resources', 'phase', 'gate', 'owner', 'starts', 'ends'].map(label),
      `${label('budget')} (${session?.inspectorate.currency ?? ''})`,
      ...['indicator', 'baseline', 'goal', 'baseline_unit', 'baseline_source', 'status'].map(label),
      words.t('ui.example')
    ]
    const rows = chartLines(whole).map(
      ({ intervention: one, target, issue, influences, carriedOutBy, stakeholders }) => [
        target,
        issue,
        influences.join('; '),
        one.name,
        words.t(`intervention.family.${one.family}`),
        one.kind ? words.t(`intervention.kind.${one.kind}`) : '',
        carriedOutBy || words.t('chart.inspectorate'),
        stakeholders.join('; '),
        one.resources,
        one.phase,
        one.gate,
        one.owner,
        one.starts,
        one.ends,
        one.budget,
        one.indicator,
        one.baseline,
        one.goal,
        one.baseline_unit,
        one.baseline_source,
        one.status ? words.t(`intervention.status.${one.status}`) : '',
        one.example ? words.t('ui.example') : ''
      ]
    )
    return fileOf(writeCsv(header, rows), 'text/csv; charset=utf-8', 'chart.csv')
  }),
  page('/plans/:plan/plan.json', 'plan.read', async ({ params, ask }) => {
    const whole = await ask(readWhole, { plan: params.plan ?? '' })
    return fileOf(JSON.stringify(whole, null, 2), 'application/json', 'plan.json')
  })
]

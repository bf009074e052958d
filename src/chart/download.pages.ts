import { writeCsv } from '../evidence/csv.rules.ts'
import { writeWorkbook } from '../evidence/workbook.rules.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { fileOf } from '../plan/file.part.ts'
import { chartLines } from './rules.ts'
import { readTemplate } from './template.operations.ts'
import { readWhole } from './whole.operations.ts'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The chart as a table: its columns in words, and a row for each line. */
async function linesOf({ words, params, session, ask }: PageContext) {
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
  const rows = chartLines(whole).map(({ intervention: one, target, issue, influences, carriedOutBy, stakeholders }) => [
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
  ])
  return { title: whole.plan.title, header, rows }
}

export const downloadPages: Page[] = [
  page('/plans/:plan/chart.csv', 'plan.read', async (context) => {
    const { header, rows } = await linesOf(context)
    return fileOf(writeCsv(header, rows), 'text/csv; charset=utf-8', 'chart.csv')
  }),
  page('/plans/:plan/chart.xlsx', 'plan.read', async (context) => {
    const { words } = context
    const { title, header, rows } = await linesOf(context)
    const sheet = {
      name: words.t('chart.tab.chart'),
      rows: [[{ head: title }], [], header.map((one) => ({ head: one })), ...rows]
    }
    return fileOf(writeWorkbook([sheet], words.direction === 'rtl'), xlsx, 'chart.xlsx')
  }),
  page('/plans/:plan/template.json', 'plan.edit', async ({ params, ask }) => {
    const template = await ask(readTemplate, { plan: params.plan ?? '' })
    return fileOf(JSON.stringify(template, null, 2), 'application/json', 'template.json')
  }),
  page('/plans/:plan/plan.json', 'plan.read', async ({ params, ask }) => {
    const whole = await ask(readWhole, { plan: params.plan ?? '' })
    return fileOf(JSON.stringify(whole, null, 2), 'application/json', 'plan.json')
  })
]

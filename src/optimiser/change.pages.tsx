import { type Page, page } from '../kernel/page.ts'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Details, Notice, Terms } from '../ui/notice.tsx'
import { OperationForm } from '../ui/operation-form.tsx'
import { SectionHead } from '../ui/step.tsx'
import type { Told } from './operations.ts'
import { optimiserPath } from './path.rules.ts'
import { lineColumns, scenarioFields } from './rules.ts'
import { sayFault } from './say.part.ts'
import { TableField } from './table-field.part.tsx'
import { askTold, ScenarioHead } from './told.part.tsx'

const { title, note, aim, starts, quarters, budget, yearly, lend, random, inspector_days } = scenarioFields
const groups = [
  { title, note },
  { aim },
  { starts, quarters },
  { budget, yearly },
  { lend, random },
  { inspector_days }
] as const

export const changePages: Page[] = [
  page('/plans/:plan/6/optimiser/:id/change', 'plan.edit', async (context) => {
    const { params, session } = context
    const plan = params.plan ?? ''
    const { told } = await askTold(context, params.id)
    return (
      <Layout title={told.scenario.title}>
        <ScenarioHead plan={plan} title={told.scenario.title} told={told} />
        <Inputs
          told={told}
          here={`${optimiserPath(plan)}/${told.scenario.id}`}
          currency={session?.inspectorate.currency ?? ''}
        />
      </Layout>
    )
  })
]

function Inputs({ told: { scenario, faults }, here, currency }: { told: Told; here: string; currency: string }) {
  const words = useWords()
  const tables = ['lines', 'regions'] as const
  return (
    <div class="stack-l">
      {faults.length > 0 ? (
        <Notice kind="wait" title={words.t('scenario.faults', { n: faults.length })}>
          <ul>
            {faults.slice(0, 8).map((fault) => (
              <li key={`${fault.line} ${fault.column}`}>{sayFault(words, fault)}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <OperationForm
        operation="scenario.change"
        hidden={{ id: scenario.id, revision: scenario.revision }}
        returnTo={here}
        action={words.t('scenario.save')}
        kind="main"
        beside={
          <>
            <LinkButton href={here} kind="plain">
              {words.t('record.back')}
            </LinkButton>
            <LinkButton href={`/records/scenario/${scenario.id}/remove`} kind="stop">
              {words.t('scenario.remove')}
            </LinkButton>
          </>
        }
      >
        {groups.map((fields, index) => (
          <div key={Object.keys(fields).join(' ')} class={index === 0 ? 'stack' : 'side-by-side'}>
            <DeclaredFields record="scenario" fields={fields} values={scenario} currency={currency} />
          </div>
        ))}
        {tables.map((table) => (
          <TableField
            key={table}
            name={table}
            label={words.t(`scenario.${table}`)}
            help={words.t(`scenario.${table}.help`)}
            value={scenario[table]}
            rows={table === 'lines' ? 14 : 10}
          />
        ))}
      </OperationForm>
      <section class="stack-s">
        <SectionHead title={words.t('scenario.columns')} />
        <Details summary={words.t('scenario.columns.show')}>
          <Terms
            items={lineColumns.map((column) => ({
              term: words.t(`scenario.column.${column}`),
              value: words.t(`scenario.column.${column}.help`)
            }))}
          />
        </Details>
      </section>
    </div>
  )
}

import { readCodeChoices } from '../indicator/code.part.tsx'
import { type Page, page } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import { type CodeNames, FieldsOfChange, Reasons, sayChange } from '../plan/history.part.tsx'
import { readPlan } from '../plan/operations.ts'
import { SelectField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { Filters } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Details } from '../ui/notice.tsx'
import { Crumbs, Items, PageHead } from '../ui/step.tsx'
import { Written } from '../ui/written.tsx'
import { compareVersion, type Explained, readVersions } from './operations.ts'
import { versionPath } from './path.rules.ts'
import { reasonShown } from './reason.part.ts'

export const versionPages: Page[] = [
  page('/plans/:plan/versions/:number', 'plan.read', async (context) => {
    const { words, params, query } = context
    const plan = params.plan ?? ''
    const number = Number(params.number)
    const other = Number(query('with'))
    if (!Number.isInteger(number) || number < 1) throw new Problem('not-found')
    const { title } = await context.ask(readPlan, { plan })
    const asked = { plan, from: number, to: Number.isInteger(other) && other > 0 ? other : null }
    const { from, to, differences } = await context.ask(compareVersion, asked)
    const { versions } = await context.ask(readVersions, { plan })
    const coded = differences.some(({ fields }) => fields.some(({ codes }) => codes !== ''))
    const names: CodeNames = coded ? await readCodeChoices(context) : {}
    const here = words.t('plan_version.numbered', { number })
    const others = versions
      .filter((one) => one.number !== number)
      .map((one) => ({
        value: String(one.number),
        label: words.t('plan_version.numbered', { number: one.number })
      }))
    return (
      <Layout title={here}>
        <Crumbs
          items={[
            { label: title, href: `/plans/${plan}` },
            { label: words.t('plan_version.list'), href: versionPath(plan) },
            { label: here }
          ]}
        />
        <PageHead
          title={words.t('plan_version.differences', { number, n: differences.length, other: to?.number ?? 0 })}
        >
          {from.note || words.t('plan_version.frozen', { day: words.date(from.day) })}
        </PageHead>
        <div class="stack-l">
          {others.length > 0 ? (
            <Filters action={versionPath(plan, number)} show={words.t('plan_version.compare')}>
              <SelectField
                name="with"
                label={words.t('plan_version.compare.with')}
                options={others}
                value={to ? String(to.number) : ''}
                empty={words.t('plan_version.today')}
              />
            </Filters>
          ) : null}
          <Differences plan={plan} of={differences} names={names} />
        </div>
      </Layout>
    )
  })
]

/** Each record that differs, with why, and with its fields before and after. */
function Differences({ plan, of, names }: { plan: string; of: readonly Explained[]; names: CodeNames }) {
  const words = useWords()
  if (of.length === 0) return null
  return (
    <Items
      items={of.map((one, index) => ({
        key: String(index),
        body: (
          <>
            <p class="strong">
              <Written>{sayChange(words, one)}</Written>
            </p>
            <Reasons of={one.reasons.map((reason) => reasonShown(plan, reason))} />
            {one.verb === 'changed' ? (
              <FieldsOfChange change={one} names={names} />
            ) : (
              <Details summary={words.t('history.details')}>
                <FieldsOfChange change={one} names={names} />
              </Details>
            )}
          </>
        )
      }))}
    />
  )
}

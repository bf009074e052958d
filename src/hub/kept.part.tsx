import { Fragment } from 'preact'
import { type CodeChoices, nameOfCode } from '../indicator/code.part.tsx'
import type { PageContext } from '../kernel/page.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { AddButton, OnDemand } from '../ui/on-demand.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { PasteForm } from '../ui/paste-form.tsx'
import { SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { ExampleAmong, ExampleOfAll } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { issueFields, targetFields } from './rules.ts'
import type { Issue, Target } from './step.operations.ts'

/** By what the evidence finds an issue or a target: its codes by their names. */
function foundBy(item: Partial<Target & Issue>, codes: CodeChoices): string {
  const names = [
    nameOfCode(codes.issue, item.evidence_issue ?? ''),
    nameOfCode(codes.industry, item.industry ?? ''),
    nameOfCode(codes.county, item.county ?? '')
  ]
  return names.filter((name) => name !== '').join(' · ')
}

/** What the plan holds of issues or of targets, and the ways to add one. */
export function Kept({
  context,
  of,
  items,
  codes
}: {
  context: PageContext
  of: 'issue' | 'target'
  items: readonly (Issue | Target)[]
  codes: CodeChoices
}) {
  const { words, params, may } = context
  const sent = useSent(`${of}.add`)
  const { name, ...rest } = of === 'issue' ? issueFields : targetFields
  const asked = {
    name,
    ...Object.fromEntries(
      Object.entries(rest).filter(([key]) => !['priority', 'compliance', 'confirmed'].includes(key))
    )
  }
  const columns: Column<Issue | Target>[] = [
    {
      key: 'name',
      label: words.t(`${of}.one`),
      head: true,
      cell: (item) => (
        <Fragment>
          <span id={item.id}>
            <Written>{item.name}</Written>
          </span>{' '}
          <ExampleAmong rows={items} row={item} />
          {foundBy(item, codes) ? <p class="small">{words.t('hub.found-by', { what: foundBy(item, codes) })}</p> : null}
          {item.note ? (
            <p class="small soft">
              <Written>{item.note}</Written>
            </p>
          ) : null}
        </Fragment>
      )
    },
    {
      key: 'about',
      label: words.t(of === 'issue' ? 'issue.provision' : 'target.business_model'),
      cell: (item) => String('provision' in item ? item.provision : item.business_model)
    },
    {
      key: 'change',
      label: words.t('hub.change.short'),
      quiet: true,
      cell: (item) =>
        may('plan.edit') ? (
          <a href={`/records/${of}/${item.id}`} aria-label={words.t('hub.change.of', { name: item.name })}>
            {words.t('hub.change.short')}
          </a>
        ) : null
    }
  ]
  return (
    <section>
      <SectionHead
        title={words.t(`${of}.many`)}
        mark={<ExampleOfAll rows={items} />}
        actions={
          may('plan.edit') ? (
            <AddButton id={`add-${of}`} kind="outline">
              {words.t(`${of}.add`)}
            </AddButton>
          ) : null
        }
      />
      {may('plan.edit') ? (
        <OnDemand id={`add-${of}`} title={words.t(`${of}.add`)} open={sent !== undefined}>
          <OperationForm operation={`${of}.add`} hidden={{ plan: params.plan ?? '' }} action={words.t(`${of}.add`)}>
            <DeclaredFields
              record={of}
              fields={asked}
              choices={{ evidence_issue: codes.issueWithLaw, county: codes.county, industry: codes.industry }}
            />
          </OperationForm>
        </OnDemand>
      ) : null}
      {items.length === 0 ? (
        <p class="soft measure">{words.t(`${of}.none`)}</p>
      ) : (
        <DataTable
          columns={columns}
          rows={items}
          caption={words.t(`${of}.many`)}
          captionHidden
          rowKey={({ id }) => id}
        />
      )}
      {may('plan.edit') ? <PasteForm record={of} hidden={{ plan: params.plan ?? '' }} /> : null}
    </section>
  )
}

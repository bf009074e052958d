import { Fragment } from 'preact'
import { type PageContext, page } from '../kernel/page.ts'
import { StepExample } from '../office/example.part.tsx'
import { stepPath } from '../plan/rules.ts'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Empty } from '../ui/notice.tsx'
import { AddButton, OnDemand } from '../ui/on-demand.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { PasteForm } from '../ui/paste-form.tsx'
import { SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { ExampleAmong, ExampleOfAll } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { Chains } from './chain.part.tsx'
import { businessLinkFields, employerFields } from './rules.ts'
import { type BusinessLink, type Employer, readStepTwo, type Target } from './step.operations.ts'
import { questionOf, StepTwo } from './step.part.tsx'

type Found = { targets: readonly Target[]; employers: readonly Employer[]; links: readonly BusinessLink[] }

function Employers({ context, target, found }: { context: PageContext; target: Target; found: Found }) {
  const { words, may } = context
  const own = found.employers.filter((employer) => employer.target === target.id)
  const nameOf = (id: string) => found.employers.find((employer) => employer.id === id)?.name ?? ''
  const links = found.links.filter((link) => own.some(({ id }) => id === link.from_employer || id === link.to_employer))
  const columns: Column<Employer>[] = [
    {
      key: 'name',
      label: words.t('employer.one'),
      head: true,
      cell: (employer) => (
        <Fragment>
          <span id={employer.id}>
            <Written>{employer.name}</Written>
          </span>{' '}
          <ExampleAmong rows={found.employers} row={employer} />
          {employer.note ? (
            <p class="small soft">
              <Written>{employer.note}</Written>
            </p>
          ) : null}
        </Fragment>
      )
    },
    { key: 'role', label: words.t('employer.role'), cell: ({ role }) => words.t(`employer.role.${role}`) },
    {
      key: 'workplaces',
      label: words.t('employer.workplaces'),
      numeric: true,
      cell: ({ workplaces }) => (workplaces === null ? words.t('hub.unknown') : words.number(workplaces))
    },
    {
      key: 'works-for',
      label: words.t('hub.employer.links'),
      cell: ({ id }) => {
        const from = links.filter((link) => link.to_employer === id)
        if (from.length === 0) return null
        return (
          <ul>
            {from.map((link) => (
              <li key={link.id} id={link.id}>
                <LinkToChange link={link} name={nameOf(link.from_employer)} edit={may('plan.edit')} />
              </li>
            ))}
          </ul>
        )
      }
    },
    {
      key: 'change',
      label: words.t('hub.change.short'),
      quiet: true,
      cell: (employer) =>
        may('plan.edit') ? (
          <a href={`/records/employer/${employer.id}`} aria-label={words.t('hub.change.of', { name: employer.name })}>
            {words.t('hub.change.short')}
          </a>
        ) : null
    }
  ]
  return (
    <section class="stack">
      <SectionHead title={target.name} mark={<ExampleOfAll rows={own} />} />
      {target.business_model ? (
        <p class="soft measure">
          <Written>{target.business_model}</Written>
        </p>
      ) : null}
      {own.length === 0 ? (
        <p class="soft measure">{words.t('employer.none')}</p>
      ) : (
        <DataTable
          columns={columns}
          rows={own}
          caption={words.t('hub.employer.caption', { target: target.name, n: own.length })}
          captionHidden
          rowKey={({ id }) => id}
        />
      )}
    </section>
  )
}

/** How two are bound and to whom: a link to where that is changed. */
function LinkToChange({ link, name, edit }: { link: BusinessLink; name: string; edit: boolean }) {
  const words = useWords()
  const kind = words.t(`business_link.kind.${link.kind}`)
  return (
    <>
      {edit ? (
        <a href={`/records/business_link/${link.id}`} aria-label={words.t('hub.change.of', { name })}>
          <Written>{name}</Written>
        </a>
      ) : (
        <Written>{name}</Written>
      )}
      <small>{kind}</small>
    </>
  )
}

function AddEmployer({
  context,
  targets,
  employers
}: {
  context: PageContext
  targets: readonly Target[]
  employers: readonly Employer[]
}) {
  const { words, params } = context
  const plan = params.plan ?? ''
  const sentEmployer = useSent('employer.add')
  const sentLink = useSent('business_link.add')
  const options = (items: readonly { id: string; name: string }[]) =>
    items.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <section>
      <div class="section-head">
        <p class="measure">{words.t('hub.employer.explained')}</p>
        <div class="row">
          {employers.length > 1 ? (
            <AddButton id="link" kind="outline">
              {words.t('business_link.add')}
            </AddButton>
          ) : null}
          <AddButton>{words.t('employer.add')}</AddButton>
        </div>
      </div>
      <OnDemand title={words.t('employer.add')} open={sentEmployer !== undefined || employers.length === 0}>
        <OperationForm operation="employer.add" hidden={{ plan }} action={words.t('employer.add')}>
          <DeclaredFields
            record="employer"
            fields={employerFields}
            choices={{ target: options(targets) }}
            values={{ target: targets[0]?.id }}
          />
        </OperationForm>
      </OnDemand>
      {employers.length > 1 ? (
        <OnDemand id="link" title={words.t('business_link.add')} open={sentLink !== undefined}>
          <OperationForm operation="business_link.add" hidden={{ plan }} action={words.t('business_link.add')}>
            <DeclaredFields
              record="business_link"
              fields={businessLinkFields}
              choices={{ from_employer: options(employers), to_employer: options(employers) }}
            />
          </OperationForm>
        </OnDemand>
      ) : null}
      <PasteForm record="employer" hidden={{ plan }} same={['target']} choices={{ target: options(targets) }} />
    </section>
  )
}

export const employerPage = page('/plans/:plan/2/employers', 'plan.read', async (context) => {
  const { words, params, may } = context
  const plan = params.plan ?? ''
  const found = await context.ask(readStepTwo, { plan })
  const hubTargets = new Set(found.pairs.filter(({ chosen }) => chosen).map(({ target }) => target))
  const mapped = new Set(found.employers.map(({ target }) => target))
  const shown = found.targets.filter(({ id }) => hubTargets.has(id) || mapped.has(id))
  const targets = shown.length > 0 ? shown : found.targets
  return (
    <Layout title={questionOf(words, 'employers')} wide>
      <StepTwo context={context} tab="employers" />
      <div class="stack-l">
        {may('plan.edit') && targets.length > 0 ? (
          <AddEmployer context={context} targets={targets} employers={found.employers} />
        ) : (
          <p class="measure">{words.t('hub.employer.explained')}</p>
        )}
        <Chains employers={found.employers} links={found.links} />
        {targets.length === 0 ? (
          <Empty
            title={words.t('hub.employer.empty.title')}
            action={<LinkButton href={stepPath(plan, 2, 'collect')}>{words.t('hub.collect.go')}</LinkButton>}
          >
            {words.t('hub.employer.empty')}
          </Empty>
        ) : (
          targets.map((target) => <Employers key={target.id} context={context} target={target} found={found} />)
        )}
      </div>
      <StepExample part="employers" />
    </Layout>
  )
})

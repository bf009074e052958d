import { Fragment } from 'preact'
import { filterToQuery } from '../indicator/filter.rules.ts'
import { type PageContext, page } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { StepExample } from '../office/example.part.tsx'
import { SelectField, YesField } from '../ui/choice.tsx'
import { DeclaredFields } from '../ui/declared.tsx'
import { Filters, HiddenField, LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { AddButton, OnDemand } from '../ui/on-demand.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { PasteForm } from '../ui/paste-form.tsx'
import { PlumbMini } from '../ui/plumb-rows.tsx'
import { SectionHead } from '../ui/step.tsx'
import { type Column, DataTable, Pages } from '../ui/table.tsx'
import { ExampleAmong, ExampleOfAll } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { candidateLevels, listCandidates, type ProposedCandidate } from './candidate.operations.ts'
import { issueFields, targetFields } from './rules.ts'
import { type Issue, readStepTwo, type Target } from './step.operations.ts'
import { StepTwo } from './step.part.tsx'

/** Name of an issue of the evidence in words, or its code where it has none. */
export function issueName(words: Words, code: string): string {
  return words.has(`evidence.issue.${code}`) ? words.t(`evidence.issue.${code}`) : code
}

function targetName(words: Words, candidate: ProposedCandidate): string {
  const section = `isic.section.${candidate.industryCode}`
  const industry = words.has(section) ? words.t(section) : (candidate.industryTitle ?? candidate.industryCode)
  return candidate.countyName ? `${industry}, ${candidate.countyName}` : industry
}

function recordsHref(candidate: ProposedCandidate): string {
  const query = filterToQuery({
    issue: candidate.issue,
    ...(/^\d/.test(candidate.industryCode)
      ? { industry: candidate.industryCode }
      : { isicSection: candidate.industryCode }),
    ...(candidate.county ? { county: candidate.county } : {})
  })
  return `/figures/records?${query}`
}

/** Share of clean cases of each issue, over all its candidates: what each of them is measured against. */
function meansOf(candidates: readonly ProposedCandidate[]): Map<string, number> {
  const sums = new Map<string, { cases: number; clean: number }>()
  for (const { issue, cases, breaches } of candidates) {
    const sum = sums.get(issue) ?? { cases: 0, clean: 0 }
    sums.set(issue, { cases: sum.cases + cases, clean: sum.clean + cases - breaches })
  }
  return new Map([...sums].map(([issue, { cases, clean }]) => [issue, cases > 0 ? clean / cases : 0]))
}

type TableProps = {
  context: PageContext
  candidates: readonly ProposedCandidate[]
  shown: readonly ProposedCandidate[]
}

function CandidateTable({ context, candidates, shown }: TableProps) {
  const { words, may, session } = context
  const currency = session?.inspectorate.currency ?? 'USD'
  const means = meansOf(candidates)
  const columns: Column<ProposedCandidate>[] = [
    ...(may('plan.edit')
      ? [
          {
            key: 'take',
            label: words.t('hub.candidate.take'),
            quiet: true,
            cell: (candidate: ProposedCandidate) => (
              <input
                type="checkbox"
                name="take"
                value={candidate.key}
                aria-label={words.t('hub.candidate.take-one', {
                  issue: issueName(words, candidate.issue),
                  target: targetName(words, candidate)
                })}
              />
            )
          }
        ]
      : []),
    {
      key: 'target',
      label: words.t('target.one'),
      head: true,
      cell: (candidate) => (
        <Fragment>
          {targetName(words, candidate)} <span class="small soft">{candidate.industryCode}</span>
          {candidate.warnings.map((warning) => (
            <p key={warning} class="small soft">
              {words.t(`indicator.warning.${warning}`)}
            </p>
          ))}
        </Fragment>
      )
    },
    { key: 'issue', label: words.t('issue.one'), cell: ({ issue }) => issueName(words, issue) },
    {
      key: 'cases',
      label: words.t('hub.candidate.cases'),
      numeric: true,
      cell: (candidate) => <a href={recordsHref({ ...candidate, issue: '' })}>{words.number(candidate.cases)}</a>
    },
    {
      key: 'breaches',
      label: words.t('hub.candidate.breaches'),
      numeric: true,
      cell: (candidate) => <a href={recordsHref(candidate)}>{words.number(candidate.breaches)}</a>
    },
    {
      key: 'line',
      label: words.t('hub.candidate.interval'),
      quiet: true,
      cell: ({ issue, clean, cases }) => (
        <PlumbMini
          row={{ value: clean.share, low: clean.low, high: clean.high, n: cases }}
          reference={means.get(issue) ?? 0}
        />
      )
    },
    {
      key: 'clean',
      label: words.t('hub.candidate.clean'),
      numeric: true,
      cell: ({ clean }) => (
        <Fragment>
          <b>{words.share(clean.share)}</b>{' '}
          <p class="small soft">
            {words.t('hub.candidate.between', { low: words.share(clean.low), high: words.share(clean.high) })}
          </p>
        </Fragment>
      )
    },
    {
      key: 'workers',
      label: words.t('hub.candidate.workers'),
      numeric: true,
      cell: ({ workersAffected }) => words.number(workersAffected)
    },
    {
      key: 'amount',
      label: words.t('hub.candidate.amount'),
      numeric: true,
      cell: ({ backWages }) => words.money(backWages, currency)
    }
  ]
  return (
    <DataTable
      columns={columns}
      rows={shown}
      caption={words.t('hub.candidate.caption', { n: candidates.length })}
      rowKey={({ key }) => key}
      wide
    />
  )
}

const perPage = 15

function Candidates({ context, candidates }: { context: PageContext; candidates: readonly ProposedCandidate[] }) {
  const { words, params, query, url } = context
  const pages = Math.max(1, Math.ceil(candidates.length / perPage))
  const current = Math.min(pages, Math.max(1, Number(query('page')) || 1))
  const shown = candidates.slice((current - 1) * perPage, current * perPage)
  const pageHref = (page: number) => {
    const search = new URLSearchParams(url.search)
    search.delete('done')
    search.set('page', String(page))
    return `${url.pathname}?${search}#candidates`
  }
  const issues = [...new Set(candidates.map(({ issue }) => issue))]
  const names: Record<string, string> = {}
  for (const candidate of shown) {
    names[`issue.${candidate.issue}`] = issueName(words, candidate.issue)
    names[`target.${candidate.key}`] = targetName(words, candidate)
  }
  const chosen = { issue: query('issue'), level: query('level') || '3', in_county: query('in_county') }
  const options = query('issue') ? [...new Set([...issues, query('issue')])] : issues
  return (
    <section id="candidates" class="stack">
      <SectionHead title={words.t('hub.candidate.title')} />
      <p class="soft measure">{words.t('hub.candidate.explained')}</p>
      <Filters action={url.pathname} show={words.t('hub.candidate.show')} values={chosen}>
        <SelectField
          name="issue"
          label={words.t('issue.one')}
          value={chosen.issue}
          empty={words.t('hub.candidate.all-issues')}
          options={options.map((value) => ({ value, label: issueName(words, value) }))}
        />
        <SelectField
          name="level"
          label={words.t('hub.candidate.level')}
          value={chosen.level}
          options={candidateLevels.map((value) => ({ value, label: words.t(`hub.candidate.level.${value}`) }))}
        />
        <YesField name="in_county" label={words.t('hub.candidate.in-county')} value={chosen.in_county === 'yes'} />
      </Filters>
      {candidates.length === 0 ? (
        <Empty
          title={words.t('hub.candidate.empty.title')}
          action={<LinkButton href="/evidence">{words.t('hub.candidate.empty.go')}</LinkButton>}
        >
          {words.t('hub.candidate.empty')}
        </Empty>
      ) : (
        <OperationForm
          operation="hub.take-candidates"
          hidden={{ plan: params.plan ?? '', ...chosen }}
          action={words.t('hub.candidate.take')}
          kind="main"
          plain
          class="place-form"
        >
          <HiddenField name="names" value={JSON.stringify(names)} />
          <CandidateTable context={context} candidates={candidates} shown={shown} />
          <Pages page={current} pages={pages} href={pageHref} />
        </OperationForm>
      )}
    </section>
  )
}

function Kept({
  context,
  of,
  items
}: {
  context: PageContext
  of: 'issue' | 'target'
  items: readonly (Issue | Target)[]
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
            <DeclaredFields record={of} fields={asked} />
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

export const collectPage = page('/plans/:plan/2/collect', 'plan.read', async (context) => {
  const { words, params, query, may } = context
  const found = await context.ask(readStepTwo, { plan: params.plan })
  const level = candidateLevels.find((one) => one === query('level')) ?? '3'
  const candidates = may('evidence.read')
    ? await context.ask(listCandidates, { issue: query('issue'), level, in_county: query('in_county') === 'yes' })
    : []
  return (
    <Layout title={words.t('hub.tab.collect')} wide>
      <StepTwo context={context} tab="collect" />
      {candidates.some(({ warnings }) => warnings.includes('complaint-driven')) ? (
        <Notice kind="wait" title={words.t('hub.candidate.complaints.title')}>
          {words.t('hub.candidate.complaints')}
        </Notice>
      ) : null}
      <div class="stack-l">
        <Kept context={context} of="issue" items={found.issues} />
        <Kept context={context} of="target" items={found.targets} />
        <Candidates context={context} candidates={candidates} />
      </div>
      <StepExample part={['issues', 'targets']} />
    </Layout>
  )
})

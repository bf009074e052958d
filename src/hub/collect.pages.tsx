import { Fragment } from 'preact'
import { candidateSorts } from '../indicator/candidate.rules.ts'
import { type CodeChoices, readCodeChoices } from '../indicator/code.part.tsx'
import { filterToQuery } from '../indicator/filter.rules.ts'
import { listPins } from '../indicator/pin.operations.ts'
import { PinnedFigures } from '../indicator/pin.part.tsx'
import { pinHref } from '../indicator/pin.rules.ts'
import { isId } from '../kernel/id.ts'
import { type PageContext, page } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { StepExample } from '../office/example.part.tsx'
import { SelectField, YesField } from '../ui/choice.tsx'
import { Filters, HiddenField, LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { OperationForm } from '../ui/operation-form.tsx'
import { PlumbMini } from '../ui/plumb-rows.tsx'
import { SectionHead } from '../ui/step.tsx'
import { type Column, DataTable, Pages } from '../ui/table.tsx'
import { Written } from '../ui/written.tsx'
import { candidateLevels, listCandidates, type ProposedCandidate } from './candidate.operations.ts'
import { Kept } from './kept.part.tsx'
import { readStepTwo } from './step.operations.ts'
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

function queryOf(candidate: ProposedCandidate, dataSet: string | null): URLSearchParams {
  return filterToQuery({
    ...(dataSet ? { dataSets: [dataSet] } : {}),
    issue: candidate.issue,
    ...(/^[A-U]$/.test(candidate.industryCode)
      ? { isicSection: candidate.industryCode }
      : { industry: candidate.industryCode }),
    ...(candidate.county ? { county: candidate.county } : {})
  })
}

function recordsHref(candidate: ProposedCandidate, dataSet: string | null): string {
  return `/figures/records?${queryOf(candidate, dataSet)}`
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

type Proposed = Awaited<ReturnType<(typeof listCandidates)['run']>>
type TableProps = {
  context: PageContext
  dataSet: string | null
  candidates: readonly ProposedCandidate[]
  shown: readonly ProposedCandidate[]
  /** How many there are in all, on every page. */
  total: number
}

function CandidateTable({ context, dataSet, candidates, shown, total }: TableProps) {
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
          <Written lang={words.has(`isic.section.${candidate.industryCode}`) ? null : candidate.titleIn}>
            {targetName(words, candidate)}
          </Written>{' '}
          {candidate.industryCode === candidate.industryTitle ? null : (
            <span class="small soft">{candidate.industryCode}</span>
          )}
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
      cell: (candidate) => (
        <a href={recordsHref({ ...candidate, issue: '' }, dataSet)}>{words.number(candidate.cases)}</a>
      )
    },
    {
      key: 'breaches',
      label: words.t('hub.candidate.breaches'),
      numeric: true,
      cell: (candidate) => <a href={recordsHref(candidate, dataSet)}>{words.number(candidate.breaches)}</a>
    },
    {
      key: 'line',
      label: words.t('hub.candidate.interval'),
      quiet: true,
      cell: ({ issue, clean, cases, compliance }) =>
        compliance === null ? null : (
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
      cell: ({ clean, compliance }) =>
        compliance === null ? (
          '–'
        ) : (
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
      cell: ({ workersAffected }) => (workersAffected === null ? '–' : words.number(workersAffected))
    },
    {
      key: 'amount',
      label: words.t('hub.candidate.amount', { currency: words.currency(currency) }),
      numeric: true,
      cell: ({ backWages }) => (backWages === null ? '–' : words.number(backWages))
    },
    ...(may('plan.edit')
      ? [
          {
            key: 'pin',
            label: words.t('pin.one'),
            quiet: true,
            cell: (candidate: ProposedCandidate) =>
              candidate.compliance === null ? null : (
                <a href={pinHref('figures', queryOf(candidate, dataSet), { plan: context.params.plan ?? '' })}>
                  {words.t('pin.short')}
                  <span class="vh">
                    {' '}
                    {issueName(words, candidate.issue)}, {targetName(words, candidate)}
                  </span>
                </a>
              )
          }
        ]
      : [])
  ]
  return (
    <DataTable
      columns={columns}
      rows={shown}
      caption={words.t('hub.candidate.caption', { n: total })}
      rowKey={({ key }) => key}
      wide
    />
  )
}

const perPage = 15

function Candidates({ context, proposed, codes }: { context: PageContext; proposed: Proposed; codes: CodeChoices }) {
  const { words, params, query, url } = context
  const { candidates, total, data_set, data_sets } = proposed
  const pages = Math.max(1, Math.ceil(candidates.length / perPage))
  const current = Math.min(pages, Math.max(1, Number(query('page')) || 1))
  const shown = candidates.slice((current - 1) * perPage, current * perPage)
  const pageHref = (page: number) => {
    const search = new URLSearchParams(url.search)
    search.delete('done')
    search.set('page', String(page))
    return `${url.pathname}?${search}#candidates`
  }
  const names: Record<string, string> = {}
  for (const candidate of shown) {
    names[`issue.${candidate.issue}`] = issueName(words, candidate.issue)
    names[`target.${candidate.key}`] = targetName(words, candidate)
  }
  const chosen = {
    issue: query('issue'),
    level: query('level') || '3',
    in_county: query('in_county'),
    data_set: data_set ?? '',
    county: query('county'),
    sort: query('sort') || 'share'
  }
  const options = [...new Set([...Object.keys(proposed.issues), ...(query('issue') ? [query('issue')] : [])])]
  return (
    <section id="candidates" class="stack">
      <SectionHead title={words.t('hub.candidate.title')} />
      <p class="soft measure">{words.t('hub.candidate.explained')}</p>
      <Filters action={url.pathname} show={words.t('hub.candidate.show')} values={chosen}>
        {data_sets.length > 1 ? (
          <SelectField
            name="data_set"
            dir="auto"
            label={words.t('data_set.one')}
            value={chosen.data_set}
            options={data_sets.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
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
        <SelectField
          name="county"
          label={words.t('evidence.field.county')}
          value={chosen.county}
          empty={words.t('figure.filter.all')}
          options={codes.county}
        />
        <SelectField
          name="sort"
          label={words.t('hub.candidate.sort')}
          value={chosen.sort}
          options={candidateSorts.map((value) => ({ value, label: words.t(`hub.candidate.sort.${value}`) }))}
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
          {total > candidates.length ? (
            <p class="soft">{words.t('hub.candidate.more', { shown: candidates.length, total })}</p>
          ) : null}
          <CandidateTable context={context} dataSet={data_set} candidates={candidates} shown={shown} total={total} />
          <Pages page={current} pages={pages} href={pageHref} />
        </OperationForm>
      )}
    </section>
  )
}

export const collectPage = page('/plans/:plan/2/collect', 'plan.read', async (context) => {
  const { words, params, query, may } = context
  const found = await context.ask(readStepTwo, { plan: params.plan })
  const level = candidateLevels.find((one) => one === query('level')) ?? '3'
  const sort = candidateSorts.find((one) => one === query('sort')) ?? 'share'
  const asked = { issue: query('issue'), level, in_county: query('in_county') === 'yes', county: query('county'), sort }
  const proposed =
    may('evidence.read-records') && may('plan.edit')
      ? await context.ask(listCandidates, {
          ...asked,
          data_set: isId(query('data_set')) ? query('data_set') : found.data_set
        })
      : undefined
  const codes = await readCodeChoices(context)
  return (
    <Layout title={words.t('hub.tab.collect')} wide>
      <StepTwo context={context} tab="collect" />
      {proposed?.candidates.some(({ warnings }) => warnings.includes('complaint-driven')) ? (
        <Notice kind="wait" title={words.t('hub.candidate.complaints.title')}>
          {words.t('hub.candidate.complaints')}
        </Notice>
      ) : null}
      <div class="stack-l">
        <Kept context={context} of="issue" items={found.issues} codes={codes} />
        <Kept context={context} of="target" items={found.targets} codes={codes} />
        {may('evidence.read') ? <PinnedFigures of={await context.ask(listPins, { plan: params.plan })} /> : null}
        {proposed ? <Candidates context={context} proposed={proposed} codes={codes} /> : null}
      </div>
      <StepExample part={['issues', 'targets']} />
    </Layout>
  )
})

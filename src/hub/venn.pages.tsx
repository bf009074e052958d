import { Fragment } from 'preact'
import { type PageContext, page } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { StepExample } from '../office/example.part.tsx'
import { stepPath } from '../plan/rules.ts'
import { CellTick } from '../ui/cell.tsx'
import { SelectField } from '../ui/choice.tsx'
import { Figure } from '../ui/figure.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Empty } from '../ui/notice.tsx'
import { Meanwhile, OperationForm } from '../ui/operation-form.tsx'
import { SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { ExampleAmong, ExampleOfAll, Tag } from '../ui/tag.tsx'
import { Venn } from '../ui/venn.tsx'
import { Written } from '../ui/written.tsx'
import { circles, type NamedPair, namePairs, vennFinding, vennOf } from './drawing.part.ts'
import type { VennCircle } from './rules.ts'
import { readStepTwo } from './step.operations.ts'
import { questionOf, StepTwo } from './step.part.tsx'

function lacking(words: Words, inside: readonly VennCircle[]): string {
  const missing = circles.filter((circle) => !inside.includes(circle))
  return missing.length === 0
    ? ''
    : words.t('hub.venn.lacks', { what: words.list(missing.map((circle) => words.t(`label.circle.${circle}`))) })
}

type Resources = { id: string; name: string }[]

function ChooseForm({
  context,
  pairs,
  resources
}: {
  context: PageContext
  pairs: readonly NamedPair[]
  resources: Resources
}) {
  const { words, params } = context
  const here = encodeURIComponent(context.url.pathname)
  const namesOf = (ids: readonly string[]) => resources.filter(({ id }) => ids.includes(id)).map(({ name }) => name)
  const columns: Column<NamedPair>[] = [
    {
      key: 'name',
      label: words.t('hub.pair'),
      head: true,
      cell: ({ name, pair, inside }) => (
        <Fragment>
          <span id={pair.id}>
            <Written>{name}</Written>
          </span>{' '}
          <ExampleAmong rows={pairs.map((one) => one.pair)} row={pair} />
          {lacking(words, inside) ? <p class="small soft">{lacking(words, inside)}</p> : null}
        </Fragment>
      )
    },
    {
      key: 'centre',
      label: words.t('hub.venn.place'),
      cell: ({ inside, pair }) => (
        <Tag kind={inside.length < 3 ? 'plain' : pair.chosen ? 'recorded' : 'wait'}>
          {pair.chosen ? words.t('hub.chosen.yes') : words.t('hub.venn.circles', { n: inside.length })}
        </Tag>
      )
    },
    {
      key: 'means',
      label: words.t('label.circle.means'),
      cell: ({ pair, name }) => (
        <span>
          <CellTick
            name={`pairs.${pair.id}.means`}
            label={words.t('hub.means.of', { name })}
            value={pair.means}
            seen={`pairs.${pair.id}.seen_means`}
          />
          <small>
            <Written>{words.list(namesOf(pair.resources))}</Written>{' '}
            <a href={`/records/hub/${pair.id}?from=${here}#hub-change-resources`}>
              {words.t('hub.resources.say')}
              <span class="vh">{` ${name}`}</span>
            </a>
          </small>
        </span>
      )
    },
    {
      key: 'chosen',
      label: words.t('hub.chosen'),
      cell: ({ pair, name }) => (
        <CellTick
          name={`pairs.${pair.id}.chosen`}
          label={words.t('hub.chosen.of', { name })}
          value={pair.chosen}
          seen={`pairs.${pair.id}.seen_chosen`}
        />
      )
    },
    {
      key: 'change',
      label: words.t('hub.reason'),
      cell: ({ pair }) => (
        <span>
          <Written>{pair.reason}</Written> <a href={`/records/hub/${pair.id}`}>{words.t('hub.change.short')}</a>
        </span>
      )
    }
  ]
  return (
    <OperationForm
      operation="hub.choose"
      hidden={{ plan: params.plan ?? '' }}
      action={words.t('hub.choose')}
      kind="main"
      plain
      class="place-form"
    >
      <DataTable
        columns={columns}
        rows={pairs}
        caption={words.t('hub.venn.pairs')}
        captionHidden
        rowKey={({ pair }) => pair.id}
      />
    </OperationForm>
  )
}

export const vennPage = page('/plans/:plan/2/venn', 'plan.read', async (context) => {
  const { words, params, may } = context
  const plan = params.plan ?? ''
  const found = await context.ask(readStepTwo, { plan })
  const pairs = namePairs(words, found)
  const options = (items: readonly { id: string; name: string }[]) =>
    items.map(({ id, name }) => ({ value: id, label: name }))
  const canPair = may('plan.edit') && found.issues.length > 0 && found.targets.length > 0
  return (
    <Layout title={questionOf(words, 'venn')} wide>
      <StepTwo context={context} tab="venn" />
      <div class="stack-l">
        {pairs.length === 0 ? (
          <Empty
            level={2}
            title={words.t('hub.venn.empty.title')}
            action={
              canPair ? undefined : (
                <LinkButton href={stepPath(plan, 2, 'collect')}>{words.t('hub.collect.go')}</LinkButton>
              )
            }
          >
            {words.t('hub.venn.empty')}
          </Empty>
        ) : (
          <Fragment>
            <Figure
              level={2}
              title={vennFinding(words, pairs)}
              unit={words.t('hub.venn.unit')}
              source={words.t('hub.venn.source')}
              example={pairs.some(({ pair }) => pair.example)}
            >
              <Venn {...vennOf(words, pairs)} />
            </Figure>
            <section class="stack">
              <SectionHead
                title={words.t('hub.venn.choose.title')}
                mark={<ExampleOfAll rows={pairs.map(({ pair }) => pair)} />}
              />
              <p class="soft measure">{words.t('hub.venn.choose.explained')}</p>
              <Meanwhile operation="hub.choose" />
              {may('plan.edit') ? <ChooseForm context={context} pairs={pairs} resources={found.resources} /> : null}
            </section>
          </Fragment>
        )}
        {canPair ? (
          <section>
            <SectionHead title={words.t('hub.pair.title')} />
            <OperationForm
              operation="hub.pair"
              hidden={{ plan }}
              action={words.t('hub.pair.add')}
              returnTo={`${stepPath(plan, 2, 'venn')}#:id`}
            >
              <div class="side-by-side">
                <SelectField name="issue" label={words.t('issue.one')} options={options(found.issues)} value="" />
                <SelectField name="target" label={words.t('target.one')} options={options(found.targets)} value="" />
              </div>
            </OperationForm>
          </section>
        ) : null}
      </div>
      <StepExample part="hubs" />
    </Layout>
  )
})

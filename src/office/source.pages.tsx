import type { Page } from '../kernel/page.ts'
import type { Option } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Details, Empty, Terms } from '../ui/notice.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { PasteForm } from '../ui/paste-form.tsx'
import { Items, SectionHead } from '../ui/step.tsx'
import { ExampleAmong, ExampleOfAll, Tag } from '../ui/tag.tsx'
import { type Matter, MatterTick, WhatMatters } from './matter.part.tsx'
import { sourceFields, sourceGrades, sourceKinds } from './rules.ts'
import { readSources, type Source } from './step.operations.ts'
import { Below, ChangeLink, ofPlan, type StepPlace, stepPages } from './step.part.tsx'

type DataSet = { id: string; name: string; period: string }

export const sourcePages: Page[] = stepPages('data', async (place) => {
  const { context, edit, plan } = place
  const { words, query } = context
  const { sources, dataSets, ticked } = await context.ask(readSources, { plan })
  const matter = plan ? ({ plan, of: 'sources', ticked, edit: context.may('plan.edit') } as const) : undefined
  const unlinked = dataSets.filter(({ id }) => !sources.some((source) => source.data_set === id))
  const chosen = dataSets.find(({ id }) => id === query('data-set'))
  return (
    <>
      {sources.length === 0 ? (
        <Empty
          level={2}
          title={words.t('source.empty.title')}
          action={
            context.may('evidence.import') ? (
              <LinkButton href="/evidence/new">{words.t('source.import')}</LinkButton>
            ) : undefined
          }
        >
          {words.t('source.empty')}
        </Empty>
      ) : null}
      {edit && unlinked.length > 0 ? <Unlinked of={unlinked} here={place.here} /> : null}
      {edit ? <AddSource place={place} dataSets={dataSets} chosen={chosen} open={sources.length === 0} /> : null}
      <WhatMatters matter={sources.length > 0 ? matter : undefined}>
        {sourceKinds.map((kind) => (
          <SourcesOfKind
            key={kind}
            kind={kind}
            place={place}
            dataSets={dataSets}
            matter={matter}
            rows={sources.filter((one) => one.kind === kind)}
          />
        ))}
      </WhatMatters>
      {place.plan && context.may('evidence.read') ? (
        <p>
          <a href={`/plans/${place.plan}/figures`}>{words.t('source.figures')}</a>
        </p>
      ) : null}
      <Grades />
    </>
  )
})

/** Data sets of the evidence that no source names yet. */
function Unlinked({ of, here }: { of: DataSet[]; here: string }) {
  const words = useWords()
  return (
    <section class="stack-s">
      <SectionHead title={words.t('source.unlinked')} />
      <Items
        items={of.map((dataSet) => ({
          key: dataSet.id,
          body: (
            <>
              <Tag kind="proposed" /> <strong>{dataSet.name}</strong> <Below>{[dataSet.period]}</Below>
            </>
          ),
          actions: <a href={`${here}?data-set=${dataSet.id}#add`}>{words.t('source.unlinked.take')}</a>
        }))}
      />
    </section>
  )
}

function AddSource(props: { place: StepPlace; dataSets: DataSet[]; chosen?: DataSet; open: boolean }) {
  const { place, dataSets, chosen, open } = props
  const words = useWords()
  const sent = useSent('source.add')
  const choices: Option[] = dataSets.map(({ id, name }) => ({ value: id, label: name }))
  const values = chosen
    ? { form: 'data_set', name: chosen.name, data_set: chosen.id, period: chosen.period }
    : undefined
  return (
    <section class="stack-s" id="add">
      <Details summary={words.t('source.add')} open={open || sent !== undefined || chosen !== undefined}>
        <OperationForm
          operation="source.add"
          hidden={ofPlan(place)}
          action={words.t('source.add')}
          kind="main"
          returnTo={`${place.here}#:id`}
        >
          <DeclaredFields record="source" fields={sourceFields} values={values} choices={{ data_set: choices }} />
        </OperationForm>
      </Details>
      <PasteForm record="source" hidden={ofPlan(place)} same={['kind', 'form']} returnTo={place.here} />
    </section>
  )
}

type OfKind = {
  kind: Source['kind']
  rows: Source[]
  place: StepPlace
  dataSets: DataSet[]
  matter: Matter | undefined
}

function SourcesOfKind({ kind, rows, place, dataSets, matter }: OfKind) {
  const words = useWords()
  return (
    <section class="stack-s" id={kind}>
      <SectionHead
        title={words.t('source.kind.count', { kind: words.t(`source.kind.${kind}`), n: rows.length })}
        mark={<ExampleOfAll rows={rows} />}
      />
      <p class="soft measure">{words.t(`source.kind.${kind}.help`)}</p>
      {rows.length === 0 ? (
        <p class="faint">{words.t('source.none')}</p>
      ) : (
        <Items
          items={rows.map((row) => ({
            key: row.id,
            body: (
              <OneSource
                row={row}
                among={rows}
                dataSet={dataSets.find(({ id }) => id === row.data_set)}
                matter={matter}
              />
            ),
            actions: place.edit ? <ChangeLink record="source" row={row} here={place.here} name={row.name} /> : undefined
          }))}
        />
      )}
    </section>
  )
}

type OneProps = { row: Source; among: Source[]; dataSet: DataSet | undefined; matter: Matter | undefined }

function OneSource({ row, among, dataSet, matter }: OneProps) {
  const words = useWords()
  return (
    <div id={row.id}>
      <MatterTick matter={matter} row={row} name={row.name} />{' '}
      <strong>
        <span dir="auto">{row.name}</span>
      </strong>{' '}
      <ExampleAmong rows={among} row={row} />{' '}
      <Tag>{row.grade ? words.t(`label.grade.${row.grade}`) : words.t('source.grade.none')}</Tag>{' '}
      <Below>
        {[
          words.t(`source.form.${row.form}`),
          row.period,
          dataSet ? <a href={`/evidence/${dataSet.id}`}>{words.t('source.open', { name: dataSet.name })}</a> : null
        ]}
      </Below>
      {row.finding ? (
        <p class="measure">
          <span dir="auto">{row.finding}</span>
        </p>
      ) : null}
      {row.note ? (
        <p class="measure small soft">
          <span dir="auto">{row.note}</span>
        </p>
      ) : null}
    </div>
  )
}

/** What the grades mean: how far a source bears weight. */
function Grades() {
  const words = useWords()
  return (
    <Details summary={words.t('source.grades')}>
      <Terms
        items={sourceGrades.map((grade) => ({
          term: words.t(`label.grade.${grade}`),
          value: words.t(`source.grade.${grade}.help`)
        }))}
      />
    </Details>
  )
}

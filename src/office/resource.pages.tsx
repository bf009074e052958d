import type { Page } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { Details, Empty, Notice } from '../ui/notice.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { PasteForm } from '../ui/paste-form.tsx'
import { SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { ExampleAmong, ExampleOfAll, Tag } from '../ui/tag.tsx'
import { type Matter, MatterTick, WhatMatters } from './matter.part.tsx'
import { gapOf, isUnusedPower, resourceFields, resourceKinds, speaksOf } from './rules.ts'
import { type Resource, readResources } from './step.operations.ts'
import { ChangeLink, ofPlan, type StepPlace, stepPages } from './step.part.tsx'

export const resourcePages: Page[] = stepPages('resources', async (place) => {
  const { context, edit, plan } = place
  const { words } = context
  const { resources, ticked } = await context.ask(readResources, { plan })
  const matter = plan ? ({ plan, of: 'resources', ticked, edit: context.may('plan.edit') } as const) : undefined
  const unused = speaksOf(resources, ticked).filter(isUnusedPower)
  return (
    <>
      {resources.length === 0 ? (
        <Empty level={2} title={words.t('resource.empty.title')}>
          {words.t('resource.empty')}
        </Empty>
      ) : null}
      {unused.length > 0 ? <UnusedPowers of={unused} /> : null}
      {edit ? <AddResource place={place} open={resources.length === 0} /> : null}
      <WhatMatters matter={resources.length > 0 ? matter : undefined}>
        {resourceKinds.map((kind) => (
          <ResourcesOfKind
            key={kind}
            kind={kind}
            place={place}
            matter={matter}
            rows={resources.filter((one) => one.kind === kind)}
          />
        ))}
      </WhatMatters>
    </>
  )
})

/** The powers that were never used: the method's prompt against narrow thinking. */
function UnusedPowers({ of }: { of: Resource[] }) {
  const words = useWords()
  return (
    <Notice kind="wait" title={words.t('resource.unused.title', { n: of.length })}>
      <p>{words.t('resource.unused')}</p>
      <ul>
        {of.map(({ id, name, hindrance }) => (
          <li key={id}>
            <a href={`#${id}`}>
              <span dir="auto">{name}</span>
            </a>
            {hindrance ? (
              <>
                {' – '}
                <span dir="auto">{hindrance}</span>
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function AddResource({ place, open }: { place: StepPlace; open: boolean }) {
  const words = useWords()
  const sent = useSent('resource.add')
  return (
    <section class="stack-s" id="add">
      <Details summary={words.t('resource.add')} open={open || sent !== undefined}>
        <OperationForm
          operation="resource.add"
          hidden={ofPlan(place)}
          action={words.t('resource.add')}
          kind="main"
          returnTo={`${place.here}#:id`}
        >
          <DeclaredFields record="resource" fields={resourceFields} />
        </OperationForm>
      </Details>
      <PasteForm record="resource" hidden={ofPlan(place)} same={['kind']} returnTo={place.here} />
    </section>
  )
}

function measured(words: Words, value: number | null, unit: string): string {
  if (value === null) return words.t('resource.unknown')
  const number = words.number(value, Number.isInteger(value) ? 0 : 1)
  return unit ? `${number} ${unit}` : number
}

function nameColumn(words: Words, rows: readonly Resource[], matter: Matter | undefined): Column<Resource> {
  return {
    key: 'name',
    label: words.t('resource.name'),
    head: true,
    cell: (row) => (
      <span id={row.id}>
        <MatterTick matter={matter} row={row} name={row.name} /> <span dir="auto">{row.name}</span>{' '}
        <ExampleAmong rows={rows} row={row} /> {row.untapped ? <Tag>{words.t('resource.untapped.short')}</Tag> : null}
        {row.note ? (
          <small>
            <span dir="auto">{row.note}</span>
          </small>
        ) : null}
      </span>
    )
  }
}

/** Powers have no gap: what counts is when one was last used, and what hinders it. */
function powerColumns(words: Words): Column<Resource>[] {
  return [
    {
      key: 'last_used',
      label: words.t('resource.last_used'),
      cell: ({ last_used }) => (last_used ? words.date(last_used) : words.t('resource.never'))
    },
    {
      key: 'hindrance',
      label: words.t('resource.hindrance'),
      cell: ({ hindrance }) => (hindrance ? <span dir="auto">{hindrance}</span> : null)
    }
  ]
}

function quantityColumns(words: Words): Column<Resource>[] {
  return [
    {
      key: 'quantity',
      label: words.t('resource.quantity'),
      numeric: true,
      cell: ({ quantity, unit }) => <bdi>{measured(words, quantity, unit)}</bdi>
    },
    {
      key: 'needed',
      label: words.t('resource.needed'),
      numeric: true,
      cell: ({ needed, unit }) => <bdi>{measured(words, needed, unit)}</bdi>
    },
    {
      key: 'gap',
      label: words.t('resource.gap'),
      numeric: true,
      cell: (row) => {
        const gap = gapOf(row)
        return gap === 0 ? words.t('resource.gap.none') : <bdi>{measured(words, gap, row.unit)}</bdi>
      }
    }
  ]
}

type OfKind = { kind: Resource['kind']; rows: Resource[]; place: StepPlace; matter: Matter | undefined }

function ResourcesOfKind({ kind, rows, place, matter }: OfKind) {
  const words = useWords()
  const title = words.t(`resource.kind.${kind}`)
  const change: Column<Resource> = {
    key: 'change',
    label: words.t('record.change'),
    quiet: true,
    cell: (row) => <ChangeLink record="resource" row={row} here={place.here} name={row.name} />
  }
  return (
    <section class="stack-s" id={kind}>
      <SectionHead
        title={words.t('resource.kind.count', { kind: title, n: rows.length })}
        mark={<ExampleOfAll rows={rows} />}
      />
      <p class="soft measure">{words.t(`resource.kind.${kind}.help`)}</p>
      {rows.length === 0 ? (
        <p class="faint">{words.t('resource.none')}</p>
      ) : (
        <DataTable
          caption={title}
          captionHidden
          class="repeated"
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            nameColumn(words, rows, matter),
            ...(kind === 'operational' ? powerColumns(words) : quantityColumns(words)),
            ...(place.edit ? [change] : [])
          ]}
        />
      )}
    </section>
  )
}

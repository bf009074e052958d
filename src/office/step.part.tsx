import type { ComponentChildren, VNode } from 'preact'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { useWords } from '../ui/context.ts'
import { Layout } from '../ui/layout.tsx'
import { StepHead, Tabs } from '../ui/step.tsx'
import { StepExample } from './example.part.tsx'

/** The three parts of step 1, each a page: what the inspectorate must do, what it has, what it knows. */
export const stepParts = ['mandate', 'resources', 'data'] as const
export type StepPart = (typeof stepParts)[number]

const room = '/inspectorate'
const exampleOf = { mandate: 'mandates', resources: 'resources', data: 'sources' } as const
const recordOf = { mandate: 'mandate', resources: 'resource', data: 'source' } as const

/** What each form of step 1 says without asking: the plan in which one works, so that what is added joins it. */
export function ofPlan({ plan }: StepPlace): Record<string, string> {
  return plan ? { plan } : {}
}

export type StepPlace = {
  context: PageContext
  /** Address of this page, within the plan that one works on or in the room of the inspectorate. */
  here: string
  /** The plan in which one works; in the room of the inspectorate there is none. */
  plan: string | null
  /** Address at which the three parts lie. */
  base: string
  edit: boolean
}

/**
 * A page of step 1 at its two addresses: as the first step of a plan, and in the room of the inspectorate. The records
 * are the same, because a mandate, a power and a source belong to the inspectorate, not to a plan.
 */
export function stepPages(part: StepPart, draw: (place: StepPlace) => Promise<VNode>): Page[] {
  const at = (base: (context: PageContext) => string) => async (context: PageContext) => {
    const plan = context.params.plan ?? null
    const here = `${base(context)}/${part}`
    const place = { context, plan, base: base(context), here, edit: context.may('office.edit') }
    const title = context.words.t(`${recordOf[part]}.question`)
    return (
      <Layout title={title}>
        <StepOneHead part={part} base={place.base} />
        <div class="stack-l">{await draw(place)}</div>
        <StepExample part={exampleOf[part]} />
      </Layout>
    )
  }
  return [
    page(
      `/plans/:plan/1/${part}`,
      'plan.read',
      at(({ params }) => `/plans/${params.plan}/1`)
    ),
    page(
      `${room}/${part}`,
      'plan.read',
      at(() => room)
    )
  ]
}

function StepOneHead({ part, base }: { part: StepPart; base: string }) {
  const words = useWords()
  const record = recordOf[part]
  const name = words.t('plan.step.inspectorate')
  return (
    <>
      <StepHead
        number={1}
        name={name}
        question={words.t(`${record}.question`)}
        questions={[1, 2, 3].map((number) => words.t(`${record}.ask.${number}`))}
      >
        {words.t(`${record}.explained`)}
      </StepHead>
      {base === room ? (
        <OfficeTabs current={part} />
      ) : (
        <Tabs
          label={name}
          items={stepParts.map((one) => ({
            href: `${base}/${one}`,
            label: words.t(`office.tab.${one}`),
            current: one === part
          }))}
        />
      )}
    </>
  )
}

/** The pages of the room of the inspectorate: step 1, and the register of what is agreed with others. */
export function OfficeTabs({ current }: { current: StepPart | 'memoranda' }) {
  const words = useWords()
  return (
    <Tabs
      label={words.t('room.inspectorate')}
      items={[...stepParts, 'memoranda' as const].map((one) => ({
        href: `${room}/${one}`,
        label: words.t(`office.tab.${one}`),
        current: one === current
      }))}
    />
  )
}

/** Leads to the page on which a record is changed, and from there back to where one was. */
export function ChangeLink({
  record,
  row,
  here,
  name
}: {
  record: string
  row: { id: string }
  here: string
  name: string
}) {
  const words = useWords()
  return (
    <a href={`/records/${record}/${row.id}?from=${encodeURIComponent(here)}`}>
      {words.t('record.change')}
      <span class="vh"> {name}</span>
    </a>
  )
}

/** Small words below a name, those that there are, divided by a point. */
export function Below({ children }: { children: readonly ComponentChildren[] }) {
  const shown = children.filter((one) => one !== '' && one !== null && one !== undefined)
  if (shown.length === 0) return null
  return (
    <small class="soft">
      {shown.map((one, index) => (
        <>
          {index > 0 ? ' · ' : null}
          <span dir="auto">{one}</span>
        </>
      ))}
    </small>
  )
}

import type { NamedHub } from '../influence/rules.ts'
import { hubName, NoHub, nameSome, StepTop } from '../influence/step.part.tsx'
import { type Page, page } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { StepExample } from '../office/example.part.tsx'
import { stepPath } from '../plan/rules.ts'
import { useWords } from '../ui/context.ts'
import { Layout } from '../ui/layout.tsx'
import { Notice } from '../ui/notice.tsx'
import { Meanwhile, OperationForm } from '../ui/operation-form.tsx'
import { SectionHead } from '../ui/step.tsx'
import { type Column, DataTable, Pages } from '../ui/table.tsx'
import { Dots, Example } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { NoStakeholders } from './bullseye.pages.tsx'
import { CellSelect } from './cell.part.tsx'
import { StakeholderMark } from './mark.part.tsx'
import { cellKey, strongest, sumByHub } from './rules.ts'
import { readStepFour, type Stakeholder, type Weight } from './step.operations.ts'

type Room = {
  plan: string
  stakeholders: Stakeholder[]
  hubs: NamedHub[]
  weights: Weight[]
  edit: boolean
  page: number
}

/** How many cells one form can carry. */
const mostCells = 1000

export const stakeholderHubPages: Page[] = [
  page('/plans/:plan/4/hubs', 'plan.read', async (context) => {
    const { words, params, query } = context
    const plan = params.plan ?? ''
    const { stakeholders, hubs, weights } = await context.ask(readStepFour, { plan })
    const question = words.t('stakeholder_hub.question')
    const room = { plan, stakeholders, hubs, weights, edit: context.may('plan.edit'), page: Number(query('page')) || 1 }
    return (
      <Layout title={question}>
        <StepTop
          plan={plan}
          step={4}
          tab="hubs"
          subject="stakeholder"
          question={question}
          questions={[1, 2].map((n) => words.t(`stakeholder_hub.ask.${n}`))}
        >
          {words.t('stakeholder_hub.explained')}
        </StepTop>
        {hubs.length === 0 ? (
          <NoHub plan={plan} />
        ) : stakeholders.length === 0 ? (
          <NoStakeholders plan={plan} />
        ) : (
          <Match {...room} />
        )}
        <StepExample part="stakeholderHubs" />
      </Layout>
    )
  })
]

function Match(room: Room) {
  const words = useWords()
  const { stakeholders, hubs, weights } = room
  return (
    <div class="stack-m">
      <section class="stack">
        <SectionHead
          title={findingOf(words, room)}
          mark={weights.some(({ example }) => example) ? <Example /> : null}
        />
        <Alone hubs={hubs} weights={weights} />
        <Strongest stakeholders={stakeholders} hubs={hubs} weights={weights} />
      </section>
      <MatchForm {...room} />
    </div>
  )
}

function findingOf(words: Words, { stakeholders, hubs, weights }: Room): string {
  const matched = new Set(weights.filter(({ weight }) => weight > 0).map(({ stakeholder }) => stakeholder)).size
  return words.t('stakeholder_hub.finding', { matched, of: stakeholders.length, hubs: hubs.length })
}

/** Hubs over which nobody was given any influence. */
function Alone({ hubs, weights }: Pick<Room, 'hubs' | 'weights'>) {
  const words = useWords()
  const sums = sumByHub(
    hubs.map(({ id }) => id),
    weights
  )
  const alone = hubs.filter((_, index) => sums[index]?.count === 0)
  if (alone.length === 0) return null
  return (
    <Notice kind="wait" title={words.t('stakeholder_hub.alone', { n: alone.length })}>
      <ul>
        {alone.map((hub) => (
          <li key={hub.id}>{hubName(words, hub)}</li>
        ))}
      </ul>
    </Notice>
  )
}

/** Who has most influence over each hub. */
function Strongest({ stakeholders, hubs, weights }: Pick<Room, 'stakeholders' | 'hubs' | 'weights'>) {
  const words = useWords()
  const nameOf = new Map(stakeholders.map(({ id, name }) => [id, name]))
  const sums = sumByHub(
    hubs.map(({ id }) => id),
    weights
  ).filter(({ strongest }) => strongest.length > 0)
  if (sums.length === 0) return null
  const hubOf = new Map(hubs.map((hub) => [hub.id, hub]))
  return (
    <ul>
      {sums.map(({ hub, strongest }) => {
        const named = hubOf.get(hub)
        const names = nameSome(
          words,
          strongest.map((id) => nameOf.get(id) ?? '')
        )
        return named ? (
          <li key={hub}>{words.t('stakeholder_hub.strongest', { hub: hubName(words, named), names })}</li>
        ) : null
      })}
    </ul>
  )
}

function MatchForm({ plan, stakeholders, hubs, weights, edit, page }: Room) {
  const words = useWords()
  const perPage = Math.max(1, Math.floor(mostCells / hubs.length))
  const pages = Math.ceil(stakeholders.length / perPage)
  const at = Math.min(Math.max(1, page), pages)
  const path = stepPath(plan, 4, 'hubs')
  const title = words.t('stakeholder_hub.title')
  const table = (
    <DataTable
      caption={title}
      captionHidden
      columns={columnsOf(words, hubs, weights, edit)}
      rows={stakeholders.slice((at - 1) * perPage, at * perPage)}
      rowKey={({ id }) => id}
      foot={<Sums hubs={hubs} weights={weights} />}
    />
  )
  return (
    <section class="stack">
      <SectionHead title={title} />
      <p class="soft measure">{words.t(edit ? 'stakeholder_hub.how' : 'stakeholder_hub.scale')}</p>
      <Meanwhile operation="stakeholder_hub.set" />
      {edit ? (
        <OperationForm
          operation="stakeholder_hub.set"
          hidden={{ plan }}
          action={words.t('stakeholder_hub.set')}
          kind="main"
          plain
        >
          {table}
        </OperationForm>
      ) : (
        table
      )}
      <Pages page={at} pages={pages} href={(n) => `${path}?page=${n}`} />
    </section>
  )
}

/** A mark of the scale with its word: "3 most". */
function weightText(words: Words, weight: number): string {
  return words.t('stakeholder_hub.mark', { weight, word: words.t(`label.weight.${weight}`) })
}

function columnsOf(
  words: Words,
  hubs: readonly NamedHub[],
  weights: readonly Weight[],
  edit: boolean
): Column<Stakeholder>[] {
  const weightOf = new Map(weights.map((row) => [cellKey(row), row.weight]))
  const options = Array.from({ length: strongest + 1 }, (_, weight) => ({
    value: String(weight),
    label: weightText(words, weight)
  }))
  return [
    {
      key: 'name',
      label: words.t('stakeholder.one'),
      head: true,
      cell: ({ name, category }) => (
        <span class="row">
          <StakeholderMark category={category} alone /> <Written>{name}</Written>
        </span>
      )
    },
    ...hubs.map(
      (hub): Column<Stakeholder> => ({
        key: hub.id,
        label: hubName(words, hub),
        cell: (row) => {
          const key = cellKey({ stakeholder: row.id, hub: hub.id })
          const weight = weightOf.get(key)
          const shown = weight === undefined ? words.t('stakeholder_hub.not-judged') : weightText(words, weight)
          if (!edit) return weight === undefined ? shown : <Dots value={weight} of={strongest} label={shown} />
          const value = weight === undefined ? '' : String(weight)
          return (
            <CellSelect
              name={`weights.${key}.weight`}
              seen={{ name: `weights.${key}.seen`, value }}
              label={`${row.name}: ${hubName(words, hub)}`}
              options={options}
              empty={words.t('stakeholder_hub.not-judged')}
              value={value}
              shown={shown}
            />
          )
        }
      })
    )
  ]
}

/** The last row: what all stakeholders together weigh over each hub. */
function Sums({ hubs, weights }: Pick<Room, 'hubs' | 'weights'>) {
  const words = useWords()
  const sums = sumByHub(
    hubs.map(({ id }) => id),
    weights
  )
  return (
    <tr>
      <th scope="row">{words.t('stakeholder_hub.sum')}</th>
      {hubs.map((hub, index) => (
        <td key={hub.id} data-l={hubName(words, hub)}>
          {words.t('stakeholder_hub.sum.cell', { sum: sums[index]?.sum ?? 0, count: sums[index]?.count ?? 0 })}
        </td>
      ))}
    </tr>
  )
}

import { type BoardName, boards } from '../board/rules.ts'
import { readStepFive } from '../intervention/operations.ts'
import { traps } from '../intervention/rules.ts'
import type { PageContext } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { isUnusedPower } from '../office/rules.ts'
import { useWords } from '../ui/context.ts'
import { Details, Terms } from '../ui/notice.tsx'
import { Written } from '../ui/written.tsx'

/** Where the method's question of each board and the questions under it stand in words. */
const asked: Record<BoardName, { question: string; asks: readonly string[] }> = {
  mandate: { question: 'mandate.question', asks: ['mandate.ask.1', 'mandate.ask.2', 'mandate.ask.3'] },
  resources: { question: 'resource.question', asks: ['resource.ask.1', 'resource.ask.2', 'resource.ask.3'] },
  sources: { question: 'source.question', asks: ['source.ask.1', 'source.ask.2', 'source.ask.3'] },
  issues: { question: 'hub.question', asks: ['hub.question.must', 'hub.question.lowest'] },
  targets: { question: 'hub.question', asks: ['hub.question.lowest', 'hub.question.employers'] },
  'matrix-issues': { question: 'hub.matrix-issues.question', asks: ['hub.question.must', 'hub.question.lowest'] },
  'matrix-targets': { question: 'hub.matrix-targets.question', asks: ['hub.question.must', 'hub.question.lowest'] },
  venn: { question: 'hub.venn.question', asks: [] },
  employers: { question: 'hub.employers.question', asks: ['hub.question.employers'] },
  whys: { question: 'why.question', asks: ['why.ask.1', 'why.ask.2', 'why.ask.3'] },
  influences: { question: 'influence.question', asks: ['influence.ask.1', 'influence.ask.2', 'influence.ask.3'] },
  stakeholders: {
    question: 'stakeholder.question',
    asks: ['stakeholder.ask.1', 'stakeholder.ask.2', 'stakeholder.ask.3']
  },
  bullseye: {
    question: 'stakeholder.bullseye.question',
    asks: ['stakeholder.bullseye.ask.1', 'stakeholder.bullseye.ask.2', 'stakeholder.bullseye.ask.3']
  },
  interventions: {
    question: 'intervention.question',
    asks: ['intervention.ask.1', 'intervention.ask.2', 'intervention.ask.3']
  },
  priorities: {
    question: 'intervention.priorities.question',
    asks: ['intervention.priorities.ask.1', 'intervention.priorities.ask.2', 'intervention.priorities.ask.3']
  },
  'plan-map': { question: 'chart.map.question', asks: [] }
}

const isBoard = (name: string): name is BoardName => Object.hasOwn(boards, name)

/** What the method asks on a board; '' where there is none. */
export function questionOf(words: Words, board: string): string {
  return isBoard(board) ? words.t(asked[board].question) : ''
}

/** The method's own questions of a board, one after the other. */
export function Asks({ board }: { board: string }) {
  const words = useWords()
  const asks = isBoard(board) ? asked[board].asks : []
  if (asks.length === 0) return null
  return (
    <ul class="listed">
      {asks.map((key) => (
        <li key={key}>{words.t(key)}</li>
      ))}
    </ul>
  )
}

/** Powers of step 1.2 that lie unused: each a prompt against narrow thinking. None for who may not read the plan. */
export async function readUnusedPowers(context: PageContext, plan: string): Promise<{ id: string; name: string }[]> {
  if (!context.may('plan.read')) return []
  const { powers } = await context.ask(readStepFive, { plan })
  return powers.filter(isUnusedPower)
}

/** The traps of narrow thinking, and the powers that were never used. */
export function Traps({ powers, open }: { powers: readonly { id: string; name: string }[]; open?: boolean }) {
  const words = useWords()
  return (
    <div class="stack-s">
      <Details summary={words.t('intervention.traps')} open={open}>
        <Terms
          items={traps.map((trap) => ({
            term: words.t(`intervention.trap.${trap}`),
            value: words.t(`intervention.trap.${trap}.explained`)
          }))}
        />
      </Details>
      {powers.length > 0 ? (
        <Details summary={words.t('intervention.powers', { n: powers.length })} open={open}>
          <ul class="listed">
            {powers.map(({ id, name }) => (
              <li key={id}>
                <Written>{name}</Written>
              </li>
            ))}
          </ul>
        </Details>
      ) : null}
    </div>
  )
}

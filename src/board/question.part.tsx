import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { type BoardName, boards } from './rules.ts'

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

/** The questions under it, one after the other. */
export function asksOf(words: Words, board: string): string[] {
  return isBoard(board) ? asked[board].asks.map((key) => words.t(key)) : []
}

/** The method's own questions of a board, one after the other. */
export function Asks({ board }: { board: string }) {
  const asks = asksOf(useWords(), board)
  if (asks.length === 0) return null
  return (
    <ul class="listed">
      {asks.map((ask) => (
        <li key={ask}>{ask}</li>
      ))}
    </ul>
  )
}

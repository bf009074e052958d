import type { Phase } from './rules.ts'

/** A workshop's row as an entry of the log left it. */
export type Turn = {
  number: number
  at: string
  item: string | null
  board: string
  phase: Phase | ''
  closed: boolean
}

/** A stretch of time: when it began and ended, and the entries of the log between which it lies. */
export type Stretch = { from: string; to: string | null; begin: number; end: number | null }
/** One item of the agenda as it was really held, and its phases in the order in which they were turned to. */
export type Sitting = Stretch & { item: string; board: string; phases: (Stretch & { phase: Phase })[] }

type Open<T> = T & { to: string | null; end: number | null }

/**
 * What was held when, from what the log says of the workshop's row, oldest first. An item that was opened twice was held twice.
 * What nobody ended goes on: its `to` is null.
 */
export function courseOf(turns: readonly Turn[]): Sitting[] {
  const sittings: Sitting[] = []
  let sitting: Open<Sitting> | undefined
  let phase: Open<Stretch & { phase: Phase }> | undefined
  const end = (stretch: Stretch | undefined, { at, number }: Turn) => {
    if (stretch) Object.assign(stretch, { to: at, end: number })
  }
  for (const turn of turns) {
    const item = turn.closed ? null : turn.item
    const open = { from: turn.at, to: null, begin: turn.number, end: null }
    if (item !== (sitting?.item ?? null)) {
      end(phase, turn)
      end(sitting, turn)
      phase = undefined
      sitting = item === null ? undefined : { ...open, item, board: turn.board, phases: [] }
      if (sitting) sittings.push(sitting)
    }
    const now = sitting ? turn.phase : ''
    if (now === (phase?.phase ?? '')) continue
    end(phase, turn)
    phase = now === '' ? undefined : { ...open, phase: now }
    if (phase) sitting?.phases.push(phase)
  }
  return sittings
}

/** Whole minutes that a stretch took, at least one; null while it goes on. */
export function minutesOf({ from, to }: Pick<Stretch, 'from' | 'to'>): number | null {
  return to === null ? null : Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / 60_000))
}

import type { StageName } from '../evidence/stage.rules.ts'
import { Bars } from '../ui/bars.tsx'
import { type FigureKind, figureKind } from './figure.part.tsx'
import { readFigureStages } from './stage.operations.ts'

type Answer = Awaited<ReturnType<(typeof readFigureStages)['run']>>

/** What tells most of a register, the first that holds for some of its cases and not for all. */
const telling: readonly StageName[] = ['breached', 'acted', 'sanctioned', 'collected', 'contested', 'upheld']

/** From complaint to payment: one row can be a complaint, what was found of it, and the sanction. */
export const stageFigure: FigureKind = figureKind<Answer>({
  name: 'stages',
  read: readFigureStages,
  of: 'cases',
  narrow: true,
  draw({ cases, rows, days }, { words, recordsWith }) {
    if (rows.length < 2) return undefined
    const found = telling.flatMap((stage) => {
      const row = rows.find((one) => one.stage === stage)
      return row?.cases && row.cases < cases ? [{ stage, share: row.cases / cases }] : []
    })[0]
    const label = (stage: string) => words.t(`figure.measure.${stage}`)
    const notes = days.map(({ name, median, of }) => words.t(`figure.stages.${name}`, { n: median, of }))
    return {
      title: found
        ? words.t('figure.stages.found', { stage: found.stage, share: words.share(found.share) })
        : words.t('figure.stages.title'),
      unit: words.t('figure.stages.unit', { n: cases }),
      how: words.t('figure.stages.how'),
      ...(notes.length > 0 ? { note: notes.join(' ') } : {}),
      drawing: (
        <Bars
          max={cases}
          rows={rows.map(({ stage, cases: n }) => ({
            label: label(stage),
            href: recordsWith({ stage }),
            value: n ?? 0,
            shown: n === undefined ? '–' : words.number(n),
            ...(n === undefined ? {} : { aside: words.share(n / cases) })
          }))}
        />
      ),
      table: {
        columns: [
          { key: 'stage', label: words.t('figure.stages.stage'), kind: 'text' },
          { key: 'cases', label: words.t('indicator.figure.cases'), kind: 'count' },
          { key: 'share', label: words.t('figure.column.of-all'), kind: 'share' }
        ],
        rows: rows.map(({ stage, cases: n }) => ({
          stage: label(stage),
          cases: n,
          share: n === undefined ? undefined : n / cases
        }))
      }
    }
  }
})

import { isolated, sectionName } from '../evidence/names.part.tsx'
import { Bars } from '../ui/bars.tsx'
import { type FigureKind, figureKind } from './figure.part.tsx'
import { readFigureIncidence } from './incidence.operations.ts'
import { wilson } from './rules.ts'

type Answer = Awaited<ReturnType<(typeof readFigureIncidence)['run']>>

/** For so many workers accidents are told, as the ILO tells them. */
const workersEach = 100_000

/** Where the most of those who work there have accidents; drawn only where a register says how many work there. */
export const incidenceFigure: FigureKind = figureKind<Answer>({
  name: 'incidence',
  read: readFigureIncidence,
  of: 'accidents',
  crosswalk: 'isicSure',
  draw(answer, { words, recordsWith }) {
    if (!answer || answer.rows.length < 2) return undefined
    const { year, register } = answer
    const rows = answer.rows.map(({ isicSection, accidents, workers }) => {
      const { low = 0, high = 0 } = wilson(accidents, workers) ?? {}
      const each = (share: number) => share * workersEach
      return { isicSection, accidents, workers, rate: each(accidents / workers), low: each(low), high: each(high) }
    })
    const [first] = rows
    if (!first) return undefined
    const rateOf = (rate: number) => words.number(rate, rate < 10 ? 1 : 0)
    return {
      title: words.t('figure.incidence.title', {
        section: sectionName(words, first.isicSection),
        rate: rateOf(first.rate)
      }),
      unit: words.t('figure.incidence.unit', { year: String(year), register: isolated(words, register) }),
      how: words.t('figure.incidence.how'),
      drawing: (
        <Bars
          rows={rows.map(({ isicSection, rate, low, high }) => ({
            label: sectionName(words, isicSection),
            href: recordsWith({ isicSection, year }, 'accidents'),
            value: rate,
            shown: rateOf(rate),
            aside: words.t('figure.incidence.interval', { low: rateOf(low), high: rateOf(high) })
          }))}
        />
      ),
      table: {
        columns: [
          { key: 'section', label: words.t('figure.column.section'), kind: 'text' },
          { key: 'accidents', label: words.t('figure.measure.accidents'), kind: 'count' },
          { key: 'workers', label: words.t('figure.measure.employees'), kind: 'count' },
          { key: 'rate', label: words.t('figure.incidence.rate'), kind: 'count' },
          { key: 'low', label: words.t('figure.column.low'), kind: 'count' },
          { key: 'high', label: words.t('figure.column.high'), kind: 'count' }
        ],
        rows: rows.map(({ isicSection, ...row }) => ({ section: sectionName(words, isicSection), ...row }))
      }
    }
  }
})

import loader, { type Highs, type Model as HighsModel } from 'highs'
import type { Program } from './program.rules.ts'

/** Why a linear program was left: proven to be the best, no answer at all, or stopped at a limit. */
export type Ended = 'best' | 'none' | 'stopped'
export type LinearAnswer = {
  ended: Ended
  /** Values of the columns; empty where nothing was found. */
  values: Float64Array
  worth: number
  /** Nothing is worth more than this. */
  bound: number
  /** By row, what one more would bring; and by column what it would bring beyond its price. Empty with whole numbers. */
  prices: Float64Array
  gains: Float64Array
}
export type LinearOptions = {
  /** Seconds. */
  time: number
  /** Gap at which the search ends, as a share. */
  gap?: number
  /** As if every column could have any part. */
  parts?: boolean
  method?: 'simplex' | 'ipm' | 'choose'
  /** Values from which the search begins. */
  from?: Float64Array
  onBetter?(values: Float64Array, worth: number, bound: number): void
  stop?(): boolean
}

export type Linear = (program: Program, options: LinearOptions) => LinearAnswer

/** Their types take the package for CommonJS, where its own door would lie one level deeper. */
const loadHighs = loader as unknown as typeof loader.default

/** HiGHS, a solver in WebAssembly with a memory of its own. */
export async function openLinear(): Promise<Linear> {
  return linearBy(await loadHighs())
}

/** Asks HiGHS. One program after the other; what it holds of one is given back before the next. */
function linearBy(highs: Highs): Linear {
  return (program, options) => {
    // Of a program without columns HiGHS knows no answer.
    if (program.cost.length === 0) return answerNothing(program)
    return highs.withModel(dataOf(highs, program), (model) => {
      const { time, gap = 0, parts = false, method = 'choose', from, onBetter, stop } = options
      model.options.set({
        output_flag: false,
        time_limit: time,
        mip_rel_gap: gap,
        mip_abs_gap: 1e-6,
        solver: method,
        ...(parts ? { solve_relaxation: true } : {})
      })
      if (from) model.setSolution({ colValue: from })
      const { callbackType } = highs.constants
      model.run({
        [callbackType.mipInterrupt](event) {
          if (stop?.()) event.interrupt()
        },
        [callbackType.simplexInterrupt](event) {
          if (stop?.()) event.interrupt()
        },
        [callbackType.ipmInterrupt](event) {
          if (stop?.()) event.interrupt()
        },
        [callbackType.mipImprovingSolution]({ data }) {
          if (data.mip_solution)
            onBetter?.(data.mip_solution, data.objective_function_value ?? 0, data.mip_dual_bound ?? Infinity)
        }
      })
      return read(highs, model, parts)
    })
  }
}

function answerNothing({ rows }: Program): LinearAnswer {
  const none = rows.some(({ lower, upper }) => lower > 0 || upper < 0)
  const nothing = new Float64Array()
  const worth = none ? -Infinity : 0
  return { ended: none ? 'none' : 'best', values: nothing, worth, bound: worth, prices: nothing, gains: nothing }
}

function read(highs: Highs, model: HighsModel, parts: boolean): LinearAnswer {
  const { modelStatus } = highs.constants
  const status = model.getModelStatus()
  const solution = model.getSolution()
  const none = status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible
  const found = model.info.get('primal_solution_status') === 2
  const worth = found ? model.getObjectiveValue() : -Infinity
  const best = status === modelStatus.optimal || status === modelStatus.empty
  return {
    ended: best ? 'best' : none ? 'none' : 'stopped',
    values: found ? solution.colValue : new Float64Array(),
    worth,
    bound: none ? -Infinity : parts ? (best ? worth : Infinity) : Number(model.info.get('mip_dual_bound')),
    prices: parts && best ? solution.rowDual : new Float64Array(),
    gains: parts && best ? solution.colDual : new Float64Array()
  }
}

function dataOf(highs: Highs, { cost, lower, upper, whole, rows }: Program) {
  const starts = new Int32Array(rows.length + 1)
  for (const [index, { columns }] of rows.entries()) starts[index + 1] = (starts[index] ?? 0) + columns.length
  const indices = new Int32Array(starts.at(-1) ?? 0)
  const values = new Float64Array(indices.length)
  for (const [index, row] of rows.entries()) {
    indices.set(row.columns, starts[index])
    values.set(row.values, starts[index])
  }
  const { variableType, objectiveSense } = highs.constants
  return {
    numCols: cost.length,
    numRows: rows.length,
    sense: objectiveSense.maximize,
    colCost: Float64Array.from(cost),
    colLower: Float64Array.from(lower),
    colUpper: Float64Array.from(upper),
    rowLower: Float64Array.from(rows, (row) => row.lower),
    rowUpper: Float64Array.from(rows, (row) => row.upper),
    matrix: { format: 'csr', numCols: cost.length, numRows: rows.length, starts, indices, values } as const,
    integrality: Int32Array.from(whole, (one) => (one ? variableType.integer : variableType.continuous))
  }
}

import type { AnyOperation } from '../kernel/operation.ts'
import { readComparison } from './comparison.operations.ts'
import { importIlostat, readVintageChanges, readVintages, removeVintage } from './ilostat.operations.ts'
import { fillYear, importObservations, readStatistics } from './operations.ts'
import { readLai, readReach } from './own.operations.ts'

/** Everything that can be asked and done of figures that people state, beside keeping each of them. */
export const statisticsOperations: readonly AnyOperation[] = [
  readStatistics,
  fillYear,
  importObservations,
  readLai,
  readReach,
  importIlostat,
  removeVintage,
  readVintages,
  readVintageChanges,
  readComparison
]

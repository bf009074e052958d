import type { AnyOperation } from '../kernel/operation.ts'
import { readBaselines } from './baseline.operations.ts'
import { readCover } from './document.operations.ts'
import { endFeed, makeFeed, readFeeds, renewFeed } from './feed.operations.ts'
import { loadContent } from './load.operations.ts'
import { readProgress } from './progress.operations.ts'
import { readStanding } from './standing.operations.ts'
import { loadTemplate, readTemplate } from './template.operations.ts'
import { readWhole } from './whole.operations.ts'

/** Everything that can be asked and done of plans as a whole. */
export const chartOperations: readonly AnyOperation[] = [
  loadContent,
  readProgress,
  readWhole,
  readCover,
  readBaselines,
  readStanding,
  readFeeds,
  makeFeed,
  renewFeed,
  endFeed,
  readTemplate,
  loadTemplate
]

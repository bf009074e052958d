import type { PageContext } from '../kernel/page.ts'
import { tableOf } from './choice.rules.ts'
import { readFigureDoubt } from './doubt.operations.ts'
import type { Drawn, FigureKind } from './figure.part.tsx'
import type { Filter } from './filter.rules.ts'
import { askedOf } from './filter-form.rules.ts'

/** A figure by harmonised codes says how many of its records a crosswalk may have put wrongly. */
export async function withDoubt(
  context: PageContext,
  { crosswalk, of }: FigureKind,
  filter: Filter,
  drawn: Drawn
): Promise<Drawn> {
  if (!crosswalk) return drawn
  const { share, of: n } = await context.ask(readFigureDoubt, { ...askedOf(filter), table: tableOf(of), by: crosswalk })
  if (share === 0) return drawn
  const { words } = context
  const said = words.t(`figure.doubt.${crosswalk}`, { share: words.share(share), n })
  return { ...drawn, note: drawn.note ? `${drawn.note} ${said}` : said }
}

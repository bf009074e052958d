/** How far a hub's work reaches: from all workplaces that are liable to those of which it is verified that they put it right. */

export const funnelStages = [
  'liable',
  'prioritised',
  'contacted',
  'visited',
  'non_compliant',
  'regularised',
  'verified'
] as const
export type FunnelStage = (typeof funnelStages)[number]

/** What is known of the stages, as numbers of workplaces; a stage that is left out is not known. */
export type Known = Partial<Record<FunnelStage, number>>

export type Reached = {
  stage: FunnelStage
  value: number | null
  /** The nearest earlier stage that is known, and which share of it this is. */
  of: FunnelStage | null
  share: number | null
  /** More than there were before: one of the two counts other workplaces, or the same ones twice. */
  exceeds: boolean
}

/** The stages of a funnel in their order, each against the nearest earlier one that is known. Shares beyond the whole are none. */
export function funnelOf(known: Known): Reached[] {
  let earlier: FunnelStage | null = null
  return funnelStages.map((stage) => {
    const value = known[stage] ?? null
    const before: FunnelStage | null = earlier
    const whole = before === null ? null : (known[before] ?? null)
    if (value !== null) earlier = stage
    const exceeds = value !== null && whole !== null && value > whole
    const share = value !== null && whole && !exceeds ? value / whole : null
    return { stage, value, of: value === null ? null : before, share, exceeds }
  })
}

/** The name that escalations have for a stage whose workplaces they know one by one; undefined for any other. */
export function namedOf(stage: string) {
  const found = funnelStages.find((one) => one === stage)
  if (!found || found === 'liable') return undefined
  return { stage: found, named: found === 'non_compliant' ? ('found' as const) : found }
}

/** What escalations say of the funnel; nothing where no workplace is on its way. */
export function knownFromReach(
  reach: (Record<Exclude<FunnelStage, 'non_compliant'>, number> & { found: number }) | undefined
): Known {
  if (!reach) return {}
  const { found, ...same } = reach
  return { ...same, non_compliant: found }
}

/** What deliveries say of the funnel: workplaces written to, and workplaces visited; nothing where none says it. */
export function knownFromDeliveries(deliveries: readonly { deed: string; workplaces: number | null }[]): Known {
  const sum = (deeds: readonly string[]) => {
    const said = deliveries.flatMap(({ deed, workplaces }) =>
      deeds.includes(deed) && workplaces !== null ? [workplaces] : []
    )
    return said.length === 0 ? undefined : said.reduce((all, one) => all + one, 0)
  }
  const [contacted, visited] = [sum(['letters']), sum(['visits'])]
  return { ...(contacted === undefined ? {} : { contacted }), ...(visited === undefined ? {} : { visited }) }
}

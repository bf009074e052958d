import type { Line, Model } from '../src/optimiser/model.rules.ts'

/** Chance that is the same for the same seed (mulberry32). */
export function chanceFrom(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

type Size = { lines: number; regions: number; periods: number; seed: number }

/**
 * A plan as plans are: a few large regions and many small ones, few inspectors where few people live, effects that differ by
 * powers of ten, a quarter of the interventions only wholly, money for less than half of what would be worth doing, floors,
 * must-dos, visits that follow letters, a fifth of the visits drawn at random.
 */
export function makeCase({ lines, regions, periods, seed }: Size): Model {
  const chance = chanceFrom(seed)
  const between = (low: number, high: number) => low + (high - low) * chance()
  const skewed = (middle: number, spread: number) =>
    middle * Math.exp(spread * Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance()))
  const hubs = Math.max(2, Math.round(lines / 13))
  const weights = Array.from({ length: regions }, (_, region) => (1 / (region + 1) ** 0.9) * between(0.7, 1.3))
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const share = weights.map((weight) => weight / all)
  const liable = Array.from({ length: hubs }, () => {
    const workers = skewed(60_000, 0.8)
    return share.map((part) => Math.round(workers * part * between(0.5, 1.5)))
  })
  const inspectors = regions * 8
  const days = share.map((part) => {
    const own = Math.max(2, Math.round(inspectors * part))
    return Array.from({ length: periods }, () => Math.round(own * 55 * between(0.5, 0.65)))
  })
  const made = Array.from({ length: lines }, (_, index): Line => {
    const whole = chance() < 0.25
    const visit = whole ? '' : index % 10 === 1 ? 'random' : chance() < 0.35 ? 'chosen' : ''
    const likely = whole ? skewed(3, 0.7) : visit === 'random' ? between(1, 3) : skewed(4, 0.9)
    const hub = Math.floor(chance() ** 1.5 * hubs)
    const effect = (of: number, workers: number) => ({
      hub: of,
      low: workers * between(0.2, 0.7),
      likely: workers,
      high: workers * between(1.2, 2)
    })
    const other = (hub + 1) % hubs
    return {
      effects: chance() < 0.3 ? [effect(hub, likely), effect(other, likely / 3)] : [effect(hub, likely)],
      cost: Math.round(skewed(visit ? 60 : 120, 0.6)),
      days: visit ? Number(between(1, 2.5).toFixed(1)) : Number((between(0, 1) ** 2).toFixed(2)),
      most: share.map((part) => (chance() < 0.08 ? 0 : Math.max(1, Math.round(part * skewed(4000, 0.6))))),
      starts: Math.floor(chance() ** 2 * (periods / 2)),
      whole,
      fixed: chance() < 0.35 ? Math.round(skewed(15_000, 0.6)) : 0,
      least: chance() < 0.04 ? 20 : 0,
      visit,
      after: index > 0 && chance() < 0.1 ? { line: index - 1, opens: 1 } : null
    }
  })
  const worthDoing = made.reduce((sum, { cost, most }) => sum + cost * most.reduce((a, b) => a + b, 0), 0)
  const yearCount = Math.ceil(periods / 4)
  const budget = Math.round(worthDoing * 0.12)
  return {
    hubs,
    regions,
    periods,
    years: Array.from({ length: periods }, (_, period) => Math.floor(period / 4)),
    lines: made.map((line) =>
      line.after && made[line.after.line]?.whole ? { ...line, after: { line: line.after.line, opens: 5 } } : line
    ),
    liable,
    budget,
    budgets: Array.from({ length: yearCount }, () => Math.round((budget / yearCount) * 1.2)),
    days,
    lend: 0.1,
    floors: share.map((_, region) => Math.round(liable.reduce((sum, row) => sum + (row[region] ?? 0), 0) * 0.02)),
    random: 0.2
  }
}

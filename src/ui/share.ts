import { useWords } from './context.ts'

/** Cases under which a share is hatched, and under which it is not shown at all. */
const fewCases = 30
const tooFewCases = 5

/** Whether a share of so many cases may be shown, only with reserve, or not at all. */
export function reserve(cases: number): 'shown' | 'few' | 'hidden' {
  if (cases < tooFewCases) return 'hidden'
  return cases < fewCases ? 'few' : 'shown'
}

/** The step of a scale from 1 to 6 on which a value lies; `limits` are the five lower limits of the steps from 2 on. */
export function stepOf(value: number, limits: readonly number[]): number {
  return 1 + limits.filter((limit) => value >= limit).length
}

/** Steps of a scale of shares, from fine to coarse. */
const steps = [0.005, 0.01, 0.02, 0.05, 0.1, 0.15]

/** Five limits from nought on, in the finest even steps that reach the largest share: the same colour means the same. */
export function limitsFor(shares: readonly number[]): number[] {
  const most = Math.max(0, ...shares)
  const step = steps.find((one) => one * 6 >= most) ?? 0.15
  return [1, 2, 3, 4, 5].map((times) => Math.round(step * times * 1000) / 1000)
}

/** A share from 0 to 1 as a place along the line, in per cent, counted from where the language begins its lines. */
export function usePlace(): (share: number) => string {
  const { direction } = useWords()
  return (share) => {
    const inside = Math.min(1, Math.max(0, share))
    return `${Math.round((direction === 'rtl' ? 1 - inside : inside) * 1000) / 10}%`
  }
}

/** What findings and cases say of violations, as SQL on findings called `f` and cases called `c`. */

/** Whether a finding says that the issue was broken; money owed says so where violations are not counted. */
export const broken = 'coalesce(f.violations > 0, f.backWages > 0 or f.penalties > 0, false)'

/**
 * Whether a case has violations: by their number, else as its source says in a word; null where it says neither. What counts none
 * may still be found in breach.
 */
export const inBreach = `coalesce(nullif(c.violations > 0, false), c.breach = 'yes', c.violations > 0)`

/** Whether a finding stands for its issue: the issue was broken, or is alleged. A finding of nought does not. */
export const foundOrAlleged = `(${broken} or coalesce(f.alleged, false))`

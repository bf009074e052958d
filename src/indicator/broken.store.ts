/** What a finding says, as SQL on the findings called `f`. */

/** Whether a finding says that the issue was broken; money owed says so where violations are not counted. */
export const broken = 'coalesce(f.violations > 0, f.backWages > 0 or f.penalties > 0, false)'

/** Whether a finding stands for its issue: the issue was broken, or is alleged. A finding of nought does not. */
export const foundOrAlleged = `(${broken} or coalesce(f.alleged, false))`

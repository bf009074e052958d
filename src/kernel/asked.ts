/** For how many milliseconds after a request people are taken to be at work in the portal. */
const atWork = 1000

let last = Number.NEGATIVE_INFINITY

/** Somebody asks the portal for something. */
export function noteAsked() {
  last = performance.now()
}

/**
 * Whether people are asking at present: what takes long and runs beside them, leaves them room on the machine. `since`: what was
 * asked before that moment does not count; it may be waiting for just this work.
 */
export const isAskedNow = (since: number): boolean => last > since && performance.now() - last < atWork

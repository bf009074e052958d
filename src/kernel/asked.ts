/** For how many milliseconds after a request people are taken to be at work in the portal. */
const atWork = 1000

let last = Number.NEGATIVE_INFINITY

/** Somebody asks the portal for something. */
export function noteAsked() {
  last = performance.now()
}

/** Whether people are asking at present: what takes long and runs beside them, leaves them room on the machine. */
export const isAskedNow = (): boolean => performance.now() - last < atWork

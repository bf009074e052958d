/**
 * Holds up who guesses: after `most` failures under one key, nothing more is tried until `within` milliseconds have
 * passed since the first of them. What succeeds is not counted. Kept in memory: a restart forgets it.
 */
export function makeGuessLimit(limit: { most: number; within: number }, clock: () => number = Date.now) {
  const failures = new Map<string, { count: number; since: number }>()
  const present = (key: string) => {
    const found = failures.get(key)
    return found && clock() - found.since < limit.within ? found : undefined
  }
  return {
    mayTry: (key: string): boolean => (present(key)?.count ?? 0) < limit.most,
    failed(key: string): void {
      if (failures.size > 10_000) for (const old of failures.keys()) if (!present(old)) failures.delete(old)
      const { count, since } = present(key) ?? { count: 0, since: clock() }
      failures.set(key, { count: count + 1, since })
    },
    succeeded: (key: string): void => void failures.delete(key)
  }
}

/** What one sender has for itself: an IPv4 address; of IPv6 its network, for a sender has all the addresses in it. */
export function networkOf(peer: string): string {
  const address = peer.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!address.includes(':')) return address
  const [head = [], tail = []] = address.split('::').map((half) => half.split(':').filter(Boolean))
  const noughts = address.includes('::') ? Array.from({ length: 8 - head.length - tail.length }, () => '0') : []
  return [...head, ...noughts, ...tail].slice(0, 4).join(':')
}

/** Who tries to sign in, and from where; `known`: in a browser in which this person has signed in before. */
export type SignInAttempt = { peer: string; email: string; known: boolean }

const minute = 60_000

/**
 * Guessing at one account is held up tightly, by the sender's network and the account together, and guessing at many
 * loosely, by the network, so that a workshop of fifty people behind one address can sign in, mistakes included. A
 * browser that the person has used before is counted for itself: no stranger can lock a person out of it.
 */
export function makeSignInLimit(clock: () => number = Date.now) {
  const one = makeGuessLimit({ most: 8, within: minute }, clock)
  const all = makeGuessLimit({ most: 60, within: minute }, clock)
  const keyOf = ({ peer, email, known }: SignInAttempt) =>
    `${known ? 'known' : networkOf(peer)} ${email.trim().toLowerCase()}`
  return {
    mayTry: (attempt: SignInAttempt): boolean =>
      one.mayTry(keyOf(attempt)) && (attempt.known || all.mayTry(networkOf(attempt.peer))),
    failed(attempt: SignInAttempt): void {
      one.failed(keyOf(attempt))
      if (!attempt.known) all.failed(networkOf(attempt.peer))
    },
    succeeded: (attempt: SignInAttempt): void => one.succeeded(keyOf(attempt))
  }
}

/**
 * Holds up who guesses: after `most` failures under one key, nothing more is tried until `within` milliseconds have
 * passed since the last of them. What succeeds is not counted, so that a workshop of fifty people behind one address
 * can sign in at once. Kept in memory: a restart forgets it.
 */
export function makeGuessLimit(limit: { most: number; within: number }, clock: () => number = Date.now) {
  const failures = new Map<string, { count: number; last: number }>()
  const present = (key: string) => {
    const found = failures.get(key)
    return found && clock() - found.last < limit.within ? found : undefined
  }
  return {
    mayTry: (key: string): boolean => (present(key)?.count ?? 0) < limit.most,
    failed(key: string): void {
      if (failures.size > 10_000) for (const old of failures.keys()) if (!present(old)) failures.delete(old)
      failures.set(key, { count: (present(key)?.count ?? 0) + 1, last: clock() })
    },
    succeeded: (key: string): void => void failures.delete(key)
  }
}

/** One thing to be done, under an id of its own: sent again it is done once. */
export type Entry = { id: string; operation: string; input: Record<string, unknown> }

/** What came of sending one: done with an answer, refused for good with a reason, or to be sent again later. */
export type Sending =
  | { is: 'done'; answer: Record<string, unknown> }
  | { is: 'refused'; problem: { type: string; detail: string } }
  | { is: 'later' }

type Means = {
  /** Under which name it is kept: by workshop and by person. */
  key: string
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  send(entry: Entry): Promise<Sending>
  /** One was done or refused, and waits no more. */
  on(entry: Entry, sending: Exclude<Sending, { is: 'later' }>): void
  /** What waits has changed. */
  changed(): void
  wait(milliseconds: number, work: () => void): void
}

const firstPause = 300
const longestPause = 1_500

/**
 * What was done here and is not known to have arrived. It outlives the page; it is sent in its order, one after the other, until
 * the server answered; two windows of one person send from the same box, which does no harm.
 */
export function makeOutbox(means: Means) {
  const { key, storage, send, on, changed, wait } = means
  let sending = false
  let pause = firstPause
  /** The last sending got no answer, and a next one is timed. */
  let waiting = false
  let timed = false

  const list = (): Entry[] => JSON.parse(storage.getItem(key) ?? '[]') as Entry[]
  function keep(entries: readonly Entry[]): void {
    if (entries.length === 0) storage.removeItem(key)
    else storage.setItem(key, JSON.stringify(entries))
    changed()
  }

  /** An edit that follows on one's own begins at what the former one made. */
  function goOn(entries: Entry[], done: Entry, { revision }: Record<string, unknown>): Entry[] {
    const note = done.input.note ?? done.id
    const made = done.operation === 'note.add' ? 1 : revision
    return entries.map((entry) =>
      made !== undefined && entry.input.note === note && 'revision' in entry.input
        ? { ...entry, input: { ...entry.input, revision: made } }
        : entry
    )
  }

  async function flush(): Promise<void> {
    if (sending) return
    sending = true
    try {
      for (let [first] = list(); first; [first] = list()) {
        const entry = first
        const result = await send(entry)
        if (result.is === 'later') {
          if (!timed) wait(pause, again)
          timed = waiting = true
          changed()
          pause = Math.min(longestPause, pause * 2)
          return
        }
        pause = firstPause
        waiting = false
        const rest = list().filter(({ id }) => id !== entry.id)
        keep(result.is === 'done' ? goOn(rest, entry, result.answer) : rest)
        on(entry, result)
      }
    } finally {
      sending = false
    }
  }

  function again(): void {
    timed = false
    void flush().then(() => changed())
  }

  return {
    list,
    add(entry: Entry): void {
      keep([...list(), entry])
      void flush()
    },
    flush,
    /** Whether the last sending got no answer: it is tried again. */
    isStuck: () => waiting && list().length > 0
  }
}

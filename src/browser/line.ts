type Heard = Record<string, (data: unknown) => void>

const pause = 600
const quiet = 40_000

/** Events of the server that go on where they broke off: a line that is lost is opened anew within a second. */
export function openLine(address: string, after: number, heard: Heard, changed: (open: boolean) => void): void {
  let last = after
  let source: EventSource | undefined
  let timer = 0

  function open(): void {
    source?.close()
    const own = new EventSource(`${address}?after=${last}`)
    source = own
    for (const [name, hear] of Object.entries(heard))
      own.addEventListener(name, (message) => {
        if (message.lastEventId) last = Math.max(last, Number(message.lastEventId))
        listen()
        hear(JSON.parse(message.data) as unknown)
      })
    own.addEventListener('open', () => changed(true))
    own.addEventListener('error', again)
    listen()
  }
  /** A line that says nothing for long is none, though nobody hung up. */
  function listen(): void {
    clearTimeout(timer)
    timer = window.setTimeout(again, quiet)
  }
  function again(): void {
    source?.close()
    changed(false)
    clearTimeout(timer)
    timer = window.setTimeout(open, pause)
  }
  addEventListener('online', again)
  open()
}

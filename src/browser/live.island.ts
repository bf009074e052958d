// Says on an open page of a plan that somebody else has changed the plan, and offers to show it. The page works without.

const notice = document.getElementById('live')
const address = notice?.dataset.url

/** A browser keeps six connections to a host for all its tabs: only the tab that is looked at listens. */
let source: EventSource | undefined
let seen = Number(notice?.dataset.after ?? 0)

function listen(): void {
  if (!notice || !address || document.visibilityState !== 'visible' || source) return
  source = new EventSource(`${address}&after=${seen}`)
  source.addEventListener('done', (message) => {
    const { number, mine } = JSON.parse(message.data) as { number: number; mine: boolean }
    seen = Math.max(seen, number)
    if (!mine) notice.hidden = false
  })
}

function look(): void {
  if (document.visibilityState === 'visible') listen()
  else {
    source?.close()
    source = undefined
  }
}

document.addEventListener('visibilitychange', look)
look()

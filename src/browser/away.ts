/** Has the browser keep the page for when there is no line, where it allows that; asks once more for what it was made of. */
export async function keepPage(): Promise<void> {
  const { serviceWorker } = navigator
  // On plain http there is none: then a page cannot be loaded without a line, and what was written is kept all the same.
  if (!serviceWorker) return
  const had = serviceWorker.controller !== null
  await serviceWorker.register('/workshops/away.js', { scope: '/workshops/' })
  await serviceWorker.ready
  if (had) return
  if (!serviceWorker.controller)
    await new Promise((resolve) => serviceWorker.addEventListener('controllerchange', resolve, { once: true }))
  const parts = document.querySelectorAll<HTMLLinkElement | HTMLScriptElement>('link[rel=stylesheet], script[src]')
  for (const part of parts) await fetch('href' in part ? part.href : part.src)
  await fetch(location.href, { headers: { accept: 'text/html' } })
}

/** Says since when the page is as it is, if it is one that was kept. Answers how to end that. */
export function sayKept(room: HTMLElement): () => void {
  const { kept } = room.dataset
  const said = document.getElementById('kept')
  if (!kept || !said) return () => undefined
  const time = new Intl.DateTimeFormat(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' })
  said.textContent = (said.dataset.said ?? '').replace('{time}', time.format(Number(kept)))
  said.hidden = false
  return () => {
    said.hidden = true
    delete room.dataset.kept
  }
}

// Puts the keyboard into the first field of a form that the address opens (`#add`), has Escape close it, and gives the
// keyboard back to the button that opened it. The page works without.

/** The form on demand of an id, if that is one. */
function formOf(id: string): HTMLElement | undefined {
  const found = id === '' ? null : document.getElementById(id)
  return found?.classList.contains('on-demand') ? found : undefined
}

function follow(): void {
  const id = decodeURIComponent(location.hash.slice(1))
  const field = formOf(id)?.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea')
  const closed = id.endsWith('-closed') ? id.slice(0, -'-closed'.length) : ''
  if (field) field.focus()
  else if (formOf(closed)) document.querySelector<HTMLElement>(`a[href="#${CSS.escape(closed)}"]`)?.focus()
}

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !(event.target instanceof Element)) return
  const form = event.target.closest('.on-demand:target')
  if (form) location.hash = `${form.id}-closed`
})
// First the form is drawn, then the keyboard goes there: to focus at once has the page laid out before anybody sees a change.
addEventListener('hashchange', () => requestAnimationFrame(() => setTimeout(follow)))
// The browser itself goes to what the address names when the page is there, and would take the keyboard back.
addEventListener('load', () => requestAnimationFrame(follow))

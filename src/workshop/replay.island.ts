// The board of a replay by hand and by itself: a slider over all that was done, and a button that plays it. What is shown is drawn
// by the server, as the links and the form beside have it; without a script those are all there is.

const slide = document.getElementById('slide')
const range = slide?.querySelector('input')
const button = slide?.querySelector('button')
const marks: number[] = JSON.parse(slide?.dataset.marks ?? '[]')

/** Milliseconds for which each step is shown. */
const pause = 1200

let asked = 0
let playing = 0

async function show(index: number): Promise<void> {
  const own = ++asked
  const url = new URL(location.href)
  url.searchParams.set('at', String(marks[index]))
  const answer = await fetch(url, { headers: { accept: 'text/html' } }).catch(() => undefined)
  if (!answer?.ok || own !== asked) return
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('replayed')
  if (!next || own !== asked) return
  document.getElementById('replayed')?.replaceWith(next)
  history.replaceState(null, '', url)
}

function say(): void {
  if (button) button.textContent = (playing ? button.dataset.pause : button.dataset.play) ?? ''
}

function stop(): void {
  clearTimeout(playing)
  playing = 0
  say()
}

/** One step after the other, each once the one before is there; from the beginning where it is at its end. */
async function play(): Promise<void> {
  if (!range) return
  const at = Number(range.value)
  if (at >= marks.length - 1) return stop()
  range.value = String(at + 1)
  await show(at + 1)
  if (playing) playing = window.setTimeout(() => void play(), pause)
}

if (slide && range && button && marks.length > 1) {
  slide.hidden = false
  range.addEventListener('input', () => {
    stop()
    void show(Number(range.value))
  })
  button.addEventListener('click', () => {
    if (playing) return stop()
    if (Number(range.value) >= marks.length - 1) {
      range.value = '0'
      void show(0)
    }
    playing = window.setTimeout(() => void play(), pause)
    say()
  })
}

type Line = { key: string; seat: number }
type Means = {
  /** The ground on which pointers are shown: shares of it are the same on every screen. */
  ground(): Element | null
  layer: HTMLElement
  /** What is written at the pointer of a seat. */
  nameOf(seat: number): string
}

const every = 50
const shownFor = 4_000

/** Shows where others point, and tells where one points oneself; nothing of it is kept anywhere. */
export function makePointers({ ground, layer, nameOf }: Means) {
  const shown = new Map<number, { drawn: HTMLElement; at: number }>()
  const mirrored = document.dir === 'rtl'
  let line: Line | undefined
  let others = 0
  let last = 0

  addEventListener('pointermove', (event) => {
    const box = ground()?.getBoundingClientRect()
    if (!line || others < 1 || !box || event.pointerType === 'touch' || event.timeStamp - last < every) return
    const across = ((event.clientX - box.left) / box.width) * 100
    const [x, y] = [mirrored ? 100 - across : across, ((event.clientY - box.top) / box.height) * 100]
    if (x < 0 || x > 100 || y < 0 || y > 100) return
    last = event.timeStamp
    const asked = new URLSearchParams({ key: line.key, x: x.toFixed(2), y: y.toFixed(2) })
    void fetch(`/pointer?${asked}`, { method: 'POST' }).catch(() => undefined)
  })
  /** Takes away the pointers that nobody has moved since a moment. */
  function forget(since: number): void {
    for (const [seat, { drawn, at }] of shown)
      if (at < since) {
        drawn.remove()
        shown.delete(seat)
      }
  }
  setInterval(() => forget(Date.now() - shownFor), 1_000)
  // Where they stood is elsewhere on a screen of another size.
  addEventListener('resize', () => forget(Number.POSITIVE_INFINITY))

  return {
    begin(own: Line): void {
      line = own
    },
    people(count: number): void {
      others = count - 1
    },
    /** Draws the pointers of others: seat, x and y in hundredths of a per cent of the ground. */
    draw(moved: readonly (readonly [number, number, number])[]): void {
      const box = ground()?.getBoundingClientRect()
      if (!box || box.width === 0) return
      for (const [seat, x, y] of moved) {
        if (seat === line?.seat) continue
        const drawn = shown.get(seat)?.drawn ?? document.createElement('span')
        if (!drawn.isConnected) {
          drawn.className = 'pointer'
          drawn.ariaHidden = 'true'
          drawn.textContent = nameOf(seat)
          layer.append(drawn)
        }
        const across = ((mirrored ? 10_000 - x : x) / 10_000) * box.width
        drawn.style.translate = `${box.left + scrollX + across}px ${box.top + scrollY + (y / 10_000) * box.height}px`
        shown.set(seat, { drawn, at: Date.now() })
      }
    }
  }
}

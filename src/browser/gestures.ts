export type Point = { x: number; y: number }
export type Box = { left: number; top: number; right: number; bottom: number }

type Gestures = {
  root: HTMLElement
  /** What would be dragged if one pressed here; undefined where nothing can be. */
  thingAt(target: Element): Element | undefined
  /** Whether a box may be drawn from here, to choose what lies in it. */
  boxFrom(target: Element, shift: boolean): boolean
  /** While it is dragged: the pointer is here, in pixels of the window. */
  over(at: Point | undefined): void
  drop(thing: Element, at: Point): void
  choose(box: Box): void
}

/** How far a pointer moves before it is a drag and no click, in pixels; how long a finger rests before it drags, in milliseconds. */
const threshold = 6
const longPress = 350
/** At the edge of the window the page follows. */
const edge = 60

/**
 * Dragging by mouse, pen and finger, and choosing with a box. What is dragged follows the pointer at once; where it was let go is
 * told. Escape, or a pointer that the browser takes away, lets go without a move.
 */
export function listenForGestures({ root, thingAt, boxFrom, over, drop, choose }: Gestures): { active(): boolean } {
  let pressed: { thing: Element; from: Point; pointer: number; held: boolean } | undefined
  let dragged: { thing: Element; ghost: HTMLElement | SVGElement } | undefined
  let box: { from: Point; drawn: HTMLElement } | undefined
  let timer = 0

  function end(): void {
    clearTimeout(timer)
    if (dragged?.ghost instanceof HTMLElement) dragged.ghost.remove()
    dragged?.thing.classList.remove('dragged')
    box?.drawn.remove()
    pressed = dragged = box = undefined
    over(undefined)
  }

  function lift(at: Point): void {
    if (!pressed) return
    const { thing } = pressed
    thing.classList.add('dragged')
    if (thing instanceof HTMLElement) {
      const ghost = thing.cloneNode(true) as HTMLElement
      ghost.removeAttribute('id')
      ghost.classList.replace('dragged', 'ghost')
      ghost.style.inlineSize = `${thing.getBoundingClientRect().width}px`
      root.append(ghost)
      dragged = { thing, ghost }
    } else dragged = { thing, ghost: thing as SVGElement }
    follow(at)
  }

  function follow(at: Point): void {
    if (!dragged || !pressed) return
    const { ghost } = dragged
    if (ghost instanceof HTMLElement) ghost.style.translate = `${at.x + 8}px ${at.y + 8}px`
    else {
      const scale = (ghost.ownerSVGElement as SVGSVGElement).getScreenCTM()?.a ?? 1
      ghost.style.transform = `translate(${(at.x - pressed.from.x) / scale}px, ${(at.y - pressed.from.y) / scale}px)`
    }
    over(at)
    if (at.y < edge) scrollBy(0, -12)
    else if (at.y > innerHeight - edge) scrollBy(0, 12)
  }

  function drawBox({ from, drawn }: NonNullable<typeof box>, at: Point): Box {
    const found = {
      left: Math.min(from.x, at.x),
      top: Math.min(from.y, at.y),
      right: Math.max(from.x, at.x),
      bottom: Math.max(from.y, at.y)
    }
    drawn.style.translate = `${found.left}px ${found.top}px`
    drawn.style.inlineSize = `${found.right - found.left}px`
    drawn.style.blockSize = `${found.bottom - found.top}px`
    return found
  }

  root.addEventListener('pointerdown', (event) => {
    const target = event.target as Element
    if (event.button !== 0 || target.closest('a.open, button, input, select, textarea, dialog, label, summary')) return
    const from = { x: event.clientX, y: event.clientY }
    const thing = thingAt(target)
    if (thing) {
      pressed = {
        thing,
        from,
        pointer: event.pointerId,
        held: event.pointerType !== 'touch' || thing instanceof SVGElement
      }
      if (event.pointerType === 'touch')
        timer = window.setTimeout(() => {
          if (!pressed) return
          pressed.held = true
          lift(from)
        }, longPress)
      // The browser would begin to choose words, or to drag the link.
      else event.preventDefault()
    } else if (event.pointerType === 'mouse' && boxFrom(target, event.shiftKey)) {
      event.preventDefault()
      const drawn = document.createElement('div')
      drawn.className = 'marquee'
      root.append(drawn)
      box = { from, drawn }
    }
  })
  addEventListener('pointermove', (event) => {
    const at = { x: event.clientX, y: event.clientY }
    if (box) drawBox(box, at)
    if (!pressed || event.pointerId !== pressed.pointer) return
    const far = Math.hypot(at.x - pressed.from.x, at.y - pressed.from.y) > threshold
    if (!pressed.held && far) return end()
    if (dragged) follow(at)
    else if (pressed.held && far) lift(at)
  })
  addEventListener('pointerup', (event) => {
    const at = { x: event.clientX, y: event.clientY }
    const [had, drawn] = [dragged, box]
    if (drawn) choose(drawBox(drawn, at))
    end()
    if (!had) return
    // The click that follows on letting go is none.
    addEventListener('click', stop, { capture: true, once: true })
    setTimeout(() => removeEventListener('click', stop, { capture: true }), 50)
    drop(had.thing, at)
  })
  addEventListener('pointercancel', letGo)
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape') letGo()
  })
  root.addEventListener('dragstart', (event) => {
    if (thingAt(event.target as Element)) event.preventDefault()
  })
  // A finger that holds something moves it, and not the page.
  root.addEventListener('touchmove', (event) => dragged && event.preventDefault(), { passive: false })
  root.addEventListener('contextmenu', (event) => dragged && event.preventDefault())

  function letGo(): void {
    if (dragged && !(dragged.ghost instanceof HTMLElement)) dragged.ghost.style.transform = ''
    end()
  }
  function stop(event: Event): void {
    event.preventDefault()
    event.stopPropagation()
  }
  return { active: () => dragged !== undefined || box !== undefined }
}

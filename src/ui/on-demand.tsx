import type { ComponentChildren } from 'preact'
import { useWords } from './context.ts'
import { type ButtonKind, LinkButton } from './form.tsx'

/** Where a form on demand stands on its page, unless it says otherwise. */
const usual = 'add'

/** In the head of a section: the button that opens the form on demand of this id. One of them on a page is filled. */
export function AddButton({
  children,
  id = usual,
  kind = 'main'
}: {
  children: ComponentChildren
  id?: string
  kind?: ButtonKind
}) {
  return (
    <LinkButton href={`#${id}`} kind={kind} slim={kind !== 'main'}>
      {children}
    </LinkButton>
  )
}

/**
 * A form that is shown where the address asks for it (`#add`), or where it came back; no script opens it. It stands
 * below the head of the section whose button leads to it. The keyboard goes on from it to its first field, and meets the
 * link that closes it last, though it is drawn beside the title; the island `on-demand` goes to the field at once.
 */
export function OnDemand({
  title,
  id = usual,
  open,
  children
}: {
  title: string
  id?: string
  open?: boolean
  children: ComponentChildren
}) {
  const words = useWords()
  return (
    <>
      <section id={id} class={open ? 'on-demand open' : 'on-demand'} aria-label={title} tabIndex={-1}>
        <div class="section-head">
          <h3>{title}</h3>
        </div>
        {children}
        {open ? null : (
          <a class="closing" href={`#${id}-closed`}>
            {words.t('ui.close')}
          </a>
        )}
      </section>
      <span id={`${id}-closed`} />
    </>
  )
}

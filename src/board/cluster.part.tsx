import type { ComponentChildren } from 'preact'
import { Written } from '../ui/written.tsx'

/** Notes that lie together, under the name that was given to them; without a name just the notes. */
export function Cluster({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div class={name ? 'cluster' : undefined}>
      {name ? (
        <h3>
          <Written>{name}</Written>
        </h3>
      ) : null}
      <ul class="notes">{children}</ul>
    </div>
  )
}

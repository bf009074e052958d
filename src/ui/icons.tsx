import type { JSX } from 'preact'

const outlines = {
  ok: <path d="M1 6.5 4.5 10 11 2" fill="none" stroke="currentColor" stroke-width="2.4" />,
  breach: <path d="M2 2l8 8M10 2 2 10" fill="none" stroke="currentColor" stroke-width="2.4" />,
  unknown: <path d="M0 6 6 0M0 12 12 0M6 12l6-6" fill="none" stroke="currentColor" stroke-width="1.4" />,
  na: <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" stroke-width="1.4" stroke-dasharray="2 1.6" />,
  enforcement: <rect x="1" y="1" width="10" height="10" />,
  education: <circle cx="6" cy="6" r="5.5" />,
  communication: <path d="M6 .5 12 11H0z" />,
  political: <path d="M6 0l6 6-6 6-6-6z" />,
  systemic: <path d="M3 .8h6l3 5.2-3 5.2H3L0 6z" />
} as const satisfies Record<string, JSX.Element>

type IconName = keyof typeof outlines

/** A mark of 12 units; it says nothing by itself, so a word always stands beside it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg viewBox="0 0 12 12" fill="currentColor" aria-hidden="true">
      {outlines[name]}
    </svg>
  )
}

/** The line with its bob: the sign of the product. */
export function PlumbMark() {
  return (
    <svg viewBox="0 0 18 32" aria-hidden="true">
      <path d="M9 0v15" stroke="currentColor" stroke-width="2" />
      <path d="M3 14h12v3.5L9 32 3 17.5z" fill="var(--bob)" />
    </svg>
  )
}

/** A person, where there is no room for the name. */
export function PersonMark() {
  return (
    <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.6" aria-hidden="true">
      <circle cx="10" cy="6.5" r="3.5" />
      <path d="M3 18c.6-4 3.3-6 7-6s6.4 2 7 6" />
    </svg>
  )
}

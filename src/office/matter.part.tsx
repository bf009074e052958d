import type { ComponentChildren } from 'preact'
import { useWords } from '../ui/context.ts'
import { HiddenField } from '../ui/form.tsx'
import { Notice } from '../ui/notice.tsx'
import { OperationForm } from '../ui/operation-form.tsx'
import type { MatterPart } from './rules.ts'

/** What of step 1 is ticked as mattering for a plan; `edit` says whether one may tick. */
export type Matter = { plan: string; of: MatterPart; ticked: readonly string[]; edit: boolean }

/** Around the lists of a part of step 1, within a plan: the form that keeps the ticks, and what they mean. */
export function WhatMatters({ matter, children }: { matter: Matter | undefined; children: ComponentChildren }) {
  const words = useWords()
  if (!matter) return <>{children}</>
  const { plan, of, ticked, edit } = matter
  const said = <p>{words.t(`matter.${of}`, { n: ticked.length })}</p>
  if (!edit)
    return (
      <>
        {said}
        {children}
      </>
    )
  return (
    <OperationForm operation="plan.set-what-matters" hidden={{ plan, of }} action={words.t('matter.save')} plain>
      {ticked.map((id) => (
        <HiddenField key={id} name="seen" value={id} />
      ))}
      <Notice>{said}</Notice>
      {children}
    </OperationForm>
  )
}

/** The tick of one mandate, resource or source; for those who only read, a word where it is ticked. */
export function MatterTick({ matter, row, name }: { matter: Matter | undefined; row: { id: string }; name: string }) {
  const words = useWords()
  if (!matter) return null
  const ticked = matter.ticked.includes(row.id)
  if (!matter.edit) return ticked ? <small>{words.t('matter.ticked')}</small> : null
  return (
    <input type="checkbox" name="ids" value={row.id} checked={ticked} aria-label={words.t('matter.tick', { name })} />
  )
}

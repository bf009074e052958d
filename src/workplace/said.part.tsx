import type { VNode } from 'preact'
import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { Tag } from '../ui/tag.tsx'
import type { WorkplaceShown } from './operations.ts'
import type { Registration, Setting } from './rules.ts'

/** How a workplace is written on every page. */

type Named = { name: string | null; identifier: string | null; masked?: boolean }

/** What a workplace is called: by its name, its number, or that it is a household. */
export function nameOf(words: Words, { name, identifier, masked }: Named): string {
  if (masked) return words.t('register.household')
  return name ?? (identifier ? words.t('register.by-number', { number: identifier }) : words.t('register.nameless'))
}

type Placed = Pick<WorkplaceShown, 'address' | 'city' | 'postcode' | 'county' | 'region'>

/** A place that a source writes in small or in capital letters alone, as places are written. */
function asPlace(name: string): string {
  const plain = name === name.toUpperCase() || name === name.toLowerCase()
  return plain ? name.toLowerCase().replaceAll(/(^|[\s-])\p{L}/gu, (start) => start.toUpperCase()) : name
}

/** Where it is, the nearest first, nothing said twice; empty where nothing is known. */
export function placeOf({ address, city, postcode, county, region }: Placed): string {
  const holds = (part: string | null) => part !== null && address?.toLowerCase().includes(part.toLowerCase())
  const town = [city && !holds(city) ? asPlace(city) : null, holds(postcode) ? null : postcode]
    .filter(Boolean)
    .join(' ')
  const bare = county?.replace(/ county$/i, '').toLowerCase()
  const wider = county && bare !== city?.toLowerCase() ? county : city || county ? null : region
  return [address, town, wider].filter(Boolean).join(', ')
}

/** The first and the last day on which a record knows it. */
export function periodOf(words: Words, { firstDay, lastDay }: Pick<WorkplaceShown, 'firstDay' | 'lastDay'>): string {
  if (!firstDay || !lastDay) return '–'
  if (firstDay === lastDay) return words.date(firstDay)
  return words.t('register.period', { from: words.date(firstDay), to: words.date(lastDay) })
}

/** What kind of economic unit it is, where that is known and worth saying. */
export function UnitTags({
  of: { registration, setting }
}: {
  of: { registration: Registration | '' | null; setting: Setting | '' | null }
}): VNode | null {
  const words = useWords()
  const shown = [
    ...(registration ? [words.t(`workplace.registration.${registration}`)] : []),
    ...(setting && setting !== 'fixed' ? [words.t(`workplace.setting.${setting}`)] : [])
  ]
  if (shown.length === 0) return null
  return (
    <>
      {shown.map((label) => (
        <Tag key={label}>{label}</Tag>
      ))}
    </>
  )
}

import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { type Category, CategoryMark } from '../ui/tag.tsx'
import { type StakeholderCategory, stakeholderCategories } from './rules.ts'

/** The mark with which a category is drawn. */
export const markOf: Record<StakeholderCategory, Category> = {
  workers: 'workers',
  employers: 'employers',
  government: 'government',
  non_governmental: 'ngo',
  media: 'media',
  wild_card: 'wildcard'
}

/** The names of the categories by their marks, for the keys of drawings. */
export function categoryNames(words: Words): Partial<Record<Category, string>> {
  return Object.fromEntries(
    stakeholderCategories.map((category) => [markOf[category], words.t(`stakeholder.category.${category}`)])
  )
}

/** A stakeholder's category: its letter, and its name beside it or only for those who listen. */
export function StakeholderMark({ category, alone }: { category: StakeholderCategory; alone?: boolean }) {
  const words = useWords()
  return <CategoryMark category={markOf[category]} label={words.t(`stakeholder.category.${category}`)} alone={alone} />
}

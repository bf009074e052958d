import { isolated } from '../evidence/names.part.tsx'
import type { PageContext } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import type { DataSets } from './counted.part.tsx'
import { readOddAmounts } from './odd.operations.ts'

/** Amounts far above the others of their column: whether the sums have them, how large they are, and the way to their records. */

type Odd = Awaited<ReturnType<(typeof readOddAmounts)['run']>>
export type OddAmounts = { of: Odd; currency: string }

export async function oddAmountsOf(context: PageContext, dataSets: DataSets): Promise<OddAmounts> {
  const dataSet = dataSets.map(({ id }) => id)
  const currency = context.session?.inspectorate.currency ?? ''
  return { of: dataSet.length > 0 ? await context.ask(readOddAmounts, { dataSet }) : [], currency }
}

const sentenceOf = (words: Words, { check, of }: Odd[number]): string =>
  of
    ? words.t(`figure.odd.${check}`, {
        n: of.rows,
        column: isolated(words, of.column),
        name: isolated(words, of.name)
      })
    : words.t(`figure.odd.${check}.alone`)

/** Each as a sentence whose amounts lead to their records. */
export function oddSentences(words: Words, odd: OddAmounts) {
  return odd.of.map((one) => {
    const said = sentenceOf(words, one)
    const { of } = one
    return (
      <span key={`${of?.data_set} ${of?.column} ${one.check} ${said}`}>
        {said}{' '}
        {(of?.highest ?? []).map(({ amount, line, dataSet, row }, index) => (
          <span key={`${dataSet} ${row}`}>
            {index > 0 ? ' · ' : ''}
            <a href={`/figures/records/${dataSet}/${row}`}>
              {words.t('figure.odd.one', { amount: words.money(amount, odd.currency), line })}
            </a>
          </span>
        ))}
        {of && of.highest.length === 0 ? <a href={`/evidence/${of.data_set}`}>{words.t('figure.odd.where')}</a> : null}
      </span>
    )
  })
}

/** The same as text, for files. */
export function oddTexts(words: Words, odd: OddAmounts): string[] {
  return odd.of.map((one) => {
    const amounts = (one.of?.highest ?? []).map(({ amount, line }) =>
      words.t('figure.odd.one', { amount: words.money(amount, odd.currency), line })
    )
    return [sentenceOf(words, one), amounts.join(' · ')].filter(Boolean).join(' ')
  })
}

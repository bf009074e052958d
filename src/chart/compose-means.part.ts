import { mandateKinds, resourceKinds, sourceKinds } from '../office/rules.ts'
import type { Composition } from './compose.part.ts'
import { groupRows, nameCell, tableBlocks } from './compose-ground.part.ts'
import type { Block } from './document.rules.ts'
import { sayQuantity } from './say.part.ts'
import type { Whole } from './whole.rules.ts'

/** Step 1: what the inspectorate must do, what it has, what it knows; each table by kind. */
export function composeMeans({ words, whole }: Composition): Block[] {
  const t = (key: string) => words.t(key)
  const kindsOf = (record: string, kinds: readonly string[]) =>
    kinds.map((kind) => ({ kind, name: t(`${record}.kind.${kind}`) }))
  const { mandates, resources, sources } = whole
  const quantity = (value: number | null, unit: string) => (value === null ? '' : sayQuantity(words, value, unit))
  return [
    ...tableBlocks(
      t('document.mandates'),
      [t('mandate.title'), t('mandate.reference')],
      groupRows(kindsOf('mandate', mandateKinds), mandates, (one) => [nameCell(one.title, one), one.reference])
    ),
    ...tableBlocks(
      t('document.powers'),
      [t('document.power'), t('resource.last_used'), t('resource.hindrance')],
      resources
        .filter(({ kind }) => kind === 'operational')
        .map((one) => [
          nameCell(named(one), one),
          one.last_used ? words.date(one.last_used) : t('resource.never'),
          one.hindrance
        ])
    ),
    ...tableBlocks(
      t('document.resources'),
      [
        t('resource.name'),
        { label: t('resource.quantity'), numeric: true },
        { label: t('resource.needed'), numeric: true },
        t('resource.hindrance')
      ],
      groupRows(kindsOf('resource', resourceKinds.slice(1)), resources, (one) => [
        nameCell(named(one), one),
        quantity(one.quantity, one.unit),
        quantity(one.needed, one.unit),
        one.hindrance
      ])
    ),
    ...tableBlocks(
      t('document.data'),
      [t('source.name'), t('source.period'), t('source.grade'), t('source.finding')],
      groupRows(kindsOf('source', sourceKinds), sources, (one) => [
        nameCell(one.name, one),
        one.period,
        one.grade ? t(`label.grade.${one.grade}`) : '',
        one.finding
      ])
    )
  ]

  /** What lies there and nobody uses says so beside its name. */
  function named({ name, untapped }: Whole['resources'][number]): string {
    return untapped ? `${name} (${t('resource.untapped.short')})` : name
  }
}

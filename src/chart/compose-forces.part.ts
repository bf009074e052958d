import { sayNext, sayWay, sayWho } from '../engagement/next.part.tsx'
import { type Branch, growTree, weighInfluences } from '../influence/rules.ts'
import { sayBasis } from '../influence/step.part.tsx'
import { categoryNames, markOf } from '../stakeholder/mark.part.tsx'
import { rings } from '../stakeholder/rules.ts'
import { bullseyePicture } from '../ui/bullseye.tsx'
import type { Composition } from './compose.part.ts'
import { markOfAny, nameCell, portrait, tableBlocks } from './compose-ground.part.ts'
import type { Block, TreeNode } from './document.rules.ts'
import { sayTogether } from './say.part.ts'
import { chosenHubs, type Whole } from './whole.rules.ts'

/** Step 3: for each hub the tree of whys, and what helps or hinders. */
export function composeInfluences({ words, whole, names }: Composition): Block[] {
  const t = (key: string) => words.t(key)
  return chosenHubs(whole).flatMap((hub): Block[] => {
    const influences = whole.influences.filter((one) => one.hub === hub.id)
    const { hinder, help } = weighInfluences(influences)
    const ofHub = whole.whys.filter((why) => why.hub === hub.id)
    const allInvented = ofHub.every(({ example }) => example)
    const node = ({ why, branches }: Branch<Whole['whys'][number]>): TreeNode => ({
      text: [
        why.text,
        sayBasis(words, why),
        why.changeable_by ? words.t('document.changeable', { who: why.changeable_by }) : ''
      ]
        .filter(Boolean)
        .join(' · '),
      ...(allInvented ? {} : markOfAny([why])),
      children: branches.map(node)
    })
    const whys = growTree(ofHub)
    if (whys.length === 0 && influences.length === 0) return []
    return [
      { kind: 'heading', level: 2, text: names.get(hub.id) ?? '' },
      ...(whys.length > 0
        ? ([
            { kind: 'heading', level: 3, text: t('document.whys'), ...(allInvented ? markOfAny(ofHub) : {}) },
            { kind: 'tree', nodes: whys.map(node) }
          ] as Block[])
        : []),
      ...tableBlocks(
        t('document.influences'),
        [t('influence.name'), t('influence.kind'), t('influence.works'), t('influence.wielder'), t('influence.lever')],
        [...hinder, ...help].map((one) => [
          nameCell(one.name, one),
          sayTogether(words, [
            t(`influence.sign.${one.sign}`),
            one.kind ? t(`influence.kind.${one.kind}`) : '',
            one.reach ? t(`influence.reach.${one.reach}`) : '',
            one.strength === null ? '' : words.t('document.strength', { strength: one.strength })
          ]),
          one.works,
          one.wielder,
          one.lever
        ])
      )
    ]
  })
}

/** Step 4: who does or can influence compliance. Rings judge partners: they are printed for the inspectorate alone. */
export function composeStakeholders(composition: Composition): Block[] {
  const { words, whole, names, edition } = composition
  const t = (key: string) => words.t(key)
  const placed = whole.stakeholders.filter(({ present_ring }) => present_ring !== '')
  const ring = (name: (typeof rings)[number] | '') => (name === '' ? undefined : rings.indexOf(name))
  const bullseye: Block[] =
    edition.inside && placed.length > 0
      ? [
          { kind: 'heading', level: 2, text: t('document.bullseye') },
          {
            kind: 'picture',
            ...bullseyePicture(
              {
                items: placed.map(({ name, category, present_ring, desired_ring }) => ({
                  name,
                  category: markOf[category],
                  present: ring(present_ring) ?? rings.length - 1,
                  desired: ring(desired_ring)
                })),
                rings: rings.map((one) => t(`label.ring.${one}`)),
                categoryNames: categoryNames(words),
                label: t('document.bullseye')
              },
              words,
              portrait
            ),
            title: t('document.bullseye.inside'),
            description: t('document.bullseye'),
            ...markOfAny(placed)
          }
        ]
      : []
  return [
    ...tableBlocks(
      t('document.stakeholders'),
      [
        t('stakeholder.name'),
        t('stakeholder.category'),
        t('stakeholder.influence'),
        t('stakeholder.in_kind'),
        t('stakeholder.connections')
      ],
      whole.stakeholders.map((one) => [
        nameCell(one.name, one),
        t(`stakeholder.category.${one.category}`),
        one.influence,
        one.in_kind,
        one.connections
      ])
    ),
    ...weights(words.t('document.weights'), whole, names),
    ...bullseye,
    ...engagement(composition)
  ]
}

/** What is next with each stakeholder, by whom, and when they last talked: printed for the inspectorate alone. */
function engagement({ words, edition }: Composition): Block[] {
  if (!edition.inside) return []
  const t = (key: string) => words.t(key)
  return tableBlocks(
    t('document.engagement'),
    [
      t('stakeholder.name'),
      t('document.way'),
      t('engagement.column.next'),
      t('engagement.column.who'),
      t('engagement.column.last')
    ],
    edition.engagement
      .filter(({ next }) => next.what !== 'nothing')
      .map(({ stakeholder, next, who, last }) => [
        nameCell(stakeholder.name, stakeholder),
        sayWay(words, stakeholder),
        sayNext(words, next),
        sayWho(words, who),
        last ? words.date(last.met_on) : t('engagement.never')
      ])
  )
}

/** The matrix stakeholders × hubs of step 4.3, over the chosen hubs. */
function weights(title: string, whole: Whole, names: ReadonlyMap<string, string>): Block[] {
  const hubs = chosenHubs(whole)
  const weightOf = (stakeholder: string, hub: string) =>
    whole.stakeholderHubs.find((one) => one.stakeholder === stakeholder && one.hub === hub)?.weight ?? 0
  const rows = whole.stakeholders.filter(({ id }) => hubs.some((hub) => weightOf(id, hub.id) > 0))
  return tableBlocks(
    title,
    ['', ...hubs.map(({ id }) => names.get(id) ?? '')],
    rows.map((one) => [nameCell(one.name, one), ...hubs.map((hub) => '●'.repeat(weightOf(one.id, hub.id)))])
  )
}

import { choice, reference, scale, text, yes } from '../kernel/field.ts'

export const stakeholderCategories = ['workers', 'employers', 'government', 'non_governmental', 'media', 'wild_card'] as const
export type StakeholderCategory = (typeof stakeholderCategories)[number]

/** Rings of the Commitment Bullseye from the centre outwards; hostile lies outside the board. */
export const rings = ['core', 'activists', 'supporters', 'disengaged', 'hostile'] as const
export type Ring = (typeof rings)[number]

export const stakeholderFields = {
  name: text(200, { needed: true }),
  category: choice(stakeholderCategories, { needed: true }),
  public_authority: yes,
  influence: text(1000, { long: true }),
  in_kind: text(1000, { long: true }),
  fills: reference('resource'),
  connections: text(1000, { long: true }),
  present_ring: choice(rings, { words: 'label.ring' }),
  desired_ring: choice(rings, { words: 'label.ring' }),
  approach: text(1000, { long: true })
}

/** Step 4.3: how much influence a stakeholder has over a hub, 0 none to 3 most. */
export const stakeholderHubFields = {
  stakeholder: reference('stakeholder', { needed: true }),
  hub: reference('hub', { needed: true }),
  weight: scale(0, 3, { needed: true })
}

/** How many rings nearer the plan wants a stakeholder; 0 stays, negative if it may drift away; null if unknown. */
export function ringsToMove(stakeholder: { present_ring: Ring | ''; desired_ring: Ring | '' }): number | null {
  if (stakeholder.present_ring === '' || stakeholder.desired_ring === '') return null
  return rings.indexOf(stakeholder.present_ring) - rings.indexOf(stakeholder.desired_ring)
}

/** Allies are worked with; foes are won over or limited. */
export function isAlly(stakeholder: { present_ring: Ring | '' }): boolean {
  return stakeholder.present_ring !== '' && rings.indexOf(stakeholder.present_ring) <= rings.indexOf('supporters')
}

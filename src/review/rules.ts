import { choice, date, number, reference, text } from '../kernel/field.ts'
import type { ProblemCode } from '../kernel/problem.ts'

export const versionFields = {
  number: number({ whole: true, min: 1, needed: true }),
  day: date({ needed: true }),
  note: text(1000, { long: true }),
  /** Day of the last signature that was asked. */
  agreed: date()
} as const

export const signatoryFields = {
  name: text(200, { needed: true }),
  function: text(200, { needed: true }),
  place: number({ whole: true, min: 1, max: 99 })
} as const

export const verdicts = ['signed', 'refused'] as const

export const signatureFields = {
  version: reference('plan_version', { needed: true }),
  signatory: reference('signatory', { needed: true }),
  verdict: choice(verdicts, { needed: true }),
  reason: text(1000, { long: true }),
  day: date({ needed: true })
} as const

type Signatory = { id: string; place: number | null }
type Signature = { signatory: string; verdict: string }

/** How far a version is, and whose turn it is. */
export type SignOff<S> = { state: 'nobody' | 'open' | 'refused' | 'agreed'; next: S | undefined; signed: number }

/** Who must sign, in the order of their places; who has none comes after them, in the order in which they were named. */
export function inOrder<S extends Signatory>(signatories: readonly S[]): S[] {
  const placeOf = ({ place }: S) => place ?? Number.POSITIVE_INFINITY
  return signatories.toSorted((a, b) => (placeOf(a) === placeOf(b) ? 0 : placeOf(a) - placeOf(b)))
}

/**
 * Where a version stands. One refusal ends it: what is put right is a new version. What was agreed stays agreed, whoever is
 * asked to sign later ones.
 */
export function signOffOf<S extends Signatory>(
  version: { agreed: string | null },
  signatories: readonly S[],
  signatures: readonly Signature[]
): SignOff<S> {
  const signed = signatures.filter(({ verdict }) => verdict === 'signed').length
  if (version.agreed) return { state: 'agreed', next: undefined, signed }
  if (signatures.some(({ verdict }) => verdict === 'refused')) return { state: 'refused', next: undefined, signed }
  if (signatories.length === 0) return { state: 'nobody', next: undefined, signed }
  const next = inOrder(signatories).find(({ id }) => !signatures.some(({ signatory }) => signatory === id))
  return { state: 'open', next, signed }
}

/** Why somebody cannot sign now; undefined where it is their turn. */
export function whyNotSign(
  { state, next }: SignOff<Signatory>,
  signatory: string,
  latest: boolean
): ProblemCode | undefined {
  if (!latest) return 'sign-old-version'
  if (state === 'agreed' || state === 'refused') return 'sign-over'
  return next?.id === signatory ? undefined : 'sign-not-in-turn'
}

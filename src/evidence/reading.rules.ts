import type { FieldName } from './table.rules.ts'

/**
 * What sources write and what it means: the harmonised value beside the source's own, which is kept. A pattern is a whole cell
 * in small letters; what none of them knows stands as it is written.
 */

const yes = 'y|yes|true|1|oui|o|vrai|s|si|sí|sim|verdadero|verdadeiro|evet|e|var|ja|да|نعم|是|有|はい|あり'
const no = 'n|no|non|não|nao|false|faux|falso|0|hayır|hayir|h|yok|nein|нет|لا|否|无|無|没有|いいえ|なし'

/**
 * What says that no breach was found: a whole cell in small letters. Neither "no" nor "0" is among it, which among issues are
 * codes of some.
 */
export const nothingFound =
  `no (contravention|violation|breach|offence|infraction|issue|finding|non[- ]?compliance)s?( (found|detected|noted))?|` +
  'none( found)?|compliant|in compliance|complied with law|satisfactory|nothing found|conform|' +
  "(aucune?|pas d['’]|sans) ?(infraction|manquement|irr[ée]gularit[ée])s?( constat[ée]e?s?)?|conforme|en r[èe]gle|" +
  'sin (infracci[oó]n|infracciones|incumplimientos?|irregularidades)|(no hay|ninguna) infracci[oó]n(es)?|cumple|' +
  '(sem|nenhuma) (infra[cç][aã]o|irregularidades?|autua[cç][aã]o)|regular|kein(e)? (verstoss|verstoß|verstöße|verstösse|mangel|mängel)|' +
  'ohne beanstandung|ihlal yok|нарушений нет|без нарушений|لا (توجد|يوجد) مخالف(ة|ات)|بدون مخالف(ة|ات)|ملتزم(ة)?|غير مخالف(ة)?|' +
  '위반 ?(없음|사항 ?없음)|적합|이상 ?없음|違反(なし|無し)|无违法|未违法|合规|合格|未發現違規|無違規'

const readings = {
  sex: {
    female: 'f|female|w|woman|women|girl|femme|féminin|feminin|fille|femenino|mujer|muj|أنثى|انثى|امرأة|إناث|الإناث',
    male: 'm|male|man|men|boy|h|homme|masculin|garçon|masculino|hombre|hom|varón|varon|ذكر|رجل|ذكور|الذكور'
  },
  answer: { yes, no },
  breach: {
    no: `${no}|${nothingFound}`,
    yes:
      `${yes}|contravention|violations?|breach|infractions?|offence|non[- ]?complian(t|ce)|not compliant|in violation|violation found|` +
      'infractions? constat[ée]es?|non conforme|en infraction|infracci[oó]n(es)?|con infracci[oó]n(es)?|incumple|incumplimiento|' +
      'infra[cç][aã]o|irregular|autuado|verstoss|verstoß|beanstandet|mangelhaft|ihlal|ihlal var|нарушение|нарушения|' +
      'مخالف(ة)?|توجد مخالف(ة|ات)|غير ملتزم(ة)?|위반|부적합|違反(あり|有り)?|违法|不合格|違規'
  },
  fatal: {
    yes: `${yes}|fatal|mortel(le)?|mortal|died|dead|death|d[ée]c[èe]s|muerte|fallecido|مميت|وفاة`,
    no: `${no}|non[- ]?fatal|non[- ]?mortel(le)?|no mortal|غير مميت`
  },
  migrant: {
    yes: `${yes}|migrant(e)?|migrant worker|foreign(er)?|foreign worker|[ée]trang[eè]re?|extranjer[oa]|مهاجر|أجنبي`,
    no: `${no}|national|citizen|local|native|ressortissant(e)?|nacional|مواطن`
  },
  informal: {
    yes: `${yes}|informal|undeclared|unregistered|informel(le)?|non d[ée]clar[ée]e?|no registrad[oa]|sin registro|غير منظم`,
    no: `${no}|formal|declared|registered|formel(le)?|d[ée]clar[ée]e?|registrad[oa]|منظم`
  },
  appeal: {
    upheld:
      'upheld|affirmed|confirmed|withdrawn|.*withdr[ae]w.*|confirmée?|maintenue?|retirée?|confirmad[oa]|desistid[oa]|مؤيد|مسحوب',
    overturned: 'overturned|vacated|annulled|dismissed|reversed|annulée?|infirmée?|anulad[oa]|revocad[oa]|ملغى',
    no,
    yes: `${yes}|appealed|filed|pending|contested|en cours|pendiente|interpuest[oa]|قيد النظر`
  }
} as const satisfies Record<string, Record<string, string>>

export type Reading = keyof typeof readings

const fieldReadings: Partial<Record<FieldName, Reading>> = {
  sex: 'sex',
  fatal: 'fatal',
  migrantStatus: 'migrant',
  informalStatus: 'informal',
  appealed: 'appeal',
  paid: 'answer',
  breach: 'breach'
}

/** By which table the cells of a field are read; undefined where they stand as they are. */
export function readingOf(field: FieldName): Reading | undefined {
  return fieldReadings[field]
}

/** Of so many rows nearly all must be answers. */
const nearlyAll = 0.95

/** Whether a column answers yes or no, in whatever language: then it names nothing. */
export function answersYesOrNo({ values, counts }: { values: readonly string[]; counts: readonly number[] }): boolean {
  const said = (value: string) => meaningOf('answer', value) !== undefined
  const rows = counts.reduce((sum, count) => sum + count, 0)
  const answers = values.reduce((sum, value, index) => sum + (said(value) ? (counts[index] ?? 1) : 0), 0)
  return rows > 0 && answers >= rows * nearlyAll
}

/** Whether nearly all rows of a column say in words that a breach was found or that none was, and both occur. */
export function saysBreach({ values, counts }: { values: readonly string[]; counts: readonly number[] }): boolean {
  const meant = values.map((value) => meaningOf('breach', value))
  const rows = counts.reduce((sum, count) => sum + count, 0)
  const told = counts.reduce((sum, count, index) => sum + (meant[index] ? count : 0), 0)
  return new Set(meant).has('yes') && new Set(meant).has('no') && told >= rows * nearlyAll
}

/** What each meaning of a reading is written as, in the order in which they are tried. */
export function meaningsOf(reading: Reading): readonly { means: string; pattern: string }[] {
  return Object.entries(readings[reading]).map(([means, pattern]) => ({ means, pattern }))
}

/** What a cell means; undefined where no pattern knows it. */
export function meaningOf(reading: Reading, cell: string): string | undefined {
  const written = cell.trim().toLowerCase()
  return meaningsOf(reading).find(({ pattern }) => new RegExp(`^(${pattern})$`, 'u').test(written))?.means
}

/** Age groups of workers by their first year; those under 18 are the young persons of Convention 81, Art. 21(c). */
export const ageGroups = [
  { from: 5, name: '0-17' },
  { from: 18, name: '18-24' },
  { from: 25, name: '25-34' },
  { from: 35, name: '35-44' },
  { from: 45, name: '45-54' },
  { from: 55, name: '55-64' },
  { from: 65, name: '65+' }
] as const

/** An age outside of these is a slip, or means that it is not known. */
export const likelyAges = { from: 5, to: 100 } as const

/** How a cell of age groups looks: "25-34", "25 à 34 ans", "<18", "65+". */
export const agePattern =
  '^(<|>|>=|under|over|moins de|plus de|menos de|más de|أقل من|أكثر من)? ?\\d{1,2}( ?(-|–|to|à|a|إلى) ?\\d{1,2}|\\+)?( (years?|ans|años|سنة))?( and over| et plus| y más)?$'

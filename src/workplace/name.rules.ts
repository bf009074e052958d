/**
 * How names are compared: without case, accents, punctuation, legal forms and fillers. The same tables are read here and
 * by the evidence's database, so that what is searched and what is matched are one thing.
 */

/** Letters that stay after accents are taken off, and what they count as. Longer names of legal forms are taken out whole. */
export const replaced: readonly (readonly [from: string, to: string])[] = [
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['þ', 'th'],
  ['株式会社', ' '],
  ['有限会社', ' '],
  ['合同会社', ' '],
  ['股份有限公司', ' '],
  ['有限公司', ' '],
  ['شركة ذات مسؤولية محدودة', ' '],
  ['ذات مسؤولية محدودة', ' ']
]

/** Single signs that count as another, each at the place of its own. */
export const signs = {
  from: 'øłđðıىة٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹',
  to: 'olddiيه01234567890123456789'
}

/** Signs within a word that part nothing: L.L.C. is llc, Miguel's is miguels. */
export const silent = "[.'’‘`´·ـ]"
/** Everything else that is neither letter nor figure parts words. */
export const parting = '[^\\p{L}\\p{N}]+'

/** Legal forms, and words that stand in every other name: two names that differ by these alone are one name. */
export const fillers: readonly string[] = (
  'llc llp lp inc incorporated corp corporation co company companies ltd limited plc pllc pc ps pty pte pvt na nv ' +
  'gmbh ag kg ohg ug mbh ev sa sas sarl sasu eurl snc scop suarl sl slu srl spa sc sapi sac eirl scrl ltda eireli epp ' +
  'bv oy oyj ab as asa aps kft doo dd zrt spzoo sp zoo bhd sdn ooo oao zao jsc pjsc fze fzco wll bsc saog saoc saa ' +
  'the and of for de la le les el los las y e et du des d l und der die das da do dos das ' +
  'شركه شركة شركات مؤسسه مؤسسة موسسه موسسة محدوده محدودة المحدوده المحدودة ذمم شمم مساهمه و في'
).split(' ')

/** What stands between the legal name and the name on the door. */
export const tradingAs =
  '^(.+?)[ ,(]+(?:d\\.?/?b\\.?/?a\\.?|doing business as|trading as|t/a|a\\.?/?k\\.?/?a\\.?|nom commercial|enseigne|nombre comercial|المعروفة باسم)[ :.]+(.+)$'

const fillerSet = new Set(fillers)
const marks = /\p{M}/gu
const signMap = new Map([...signs.from].map((sign, index) => [sign, [...signs.to][index] ?? '']))
const signPattern = new RegExp(`[${signs.from}]`, 'gu')
const silentPattern = new RegExp(silent, 'gu')
const partingPattern = new RegExp(parting, 'gu')
const tradingPattern = new RegExp(tradingAs, 'iu')

/** A name in small plain letters, its words parted by one space. */
export function fold(name: string): string {
  let plain = name.toLowerCase().normalize('NFD').replace(marks, '').normalize('NFC')
  for (const [from, to] of replaced) plain = plain.replaceAll(from, to)
  return plain
    .replace(signPattern, (sign) => signMap.get(sign) ?? sign)
    .replace(silentPattern, '')
    .replace(partingPattern, ' ')
    .trim()
}

/** The words of a name that tell it from others, in their order; all its words where none would be left. */
export function tokensOf(name: string): string[] {
  const words = fold(name).split(' ').filter(Boolean)
  const telling = words.filter((word) => !fillerSet.has(word))
  return (telling.length > 0 ? telling : words).map(withoutArticle)
}

/** The Arabic article is written together with its word. */
function withoutArticle(word: string): string {
  return word.startsWith('ال') && word.length > 4 ? word.slice(2) : word
}

/** The name on the door and the legal name, where one text holds both: "ABC LLC dba Joe's". */
export function partNames(name: string): { trading: string; legal: string | undefined } {
  const found = tradingPattern.exec(name)
  return found ? { trading: found[2] ?? name, legal: found[1] } : { trading: name, legal: undefined }
}

/** Texts that stand where a name is not known, in small letters. */
export const noNames: readonly string[] = [
  'none',
  'n/a',
  'n.a.',
  'na',
  '-',
  '--',
  '?',
  'unknown',
  'not available',
  'not provided',
  'confidential',
  'anonymous',
  'null',
  'self',
  'inconnu',
  'desconocido',
  'غير معروف'
]

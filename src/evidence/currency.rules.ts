/**
 * By what an amount names its currency, before or behind the number: in small letters, a dot at the end left out. `$`, `kr` and
 * the like are several currencies' and stand for themselves. Codes of ISO 4217 are known without words of their own.
 */
const written: Record<string, string> = {
  EUR: '€|euro|euros',
  USD: 'us$|u$s|u$d|usd$',
  GBP: '£|£stg',
  JPY: '円|¥',
  CNY: '元|圆|人民币|rmb',
  TWD: 'nt$|新台幣|新臺幣',
  HKD: 'hk$',
  KRW: '₩|원|won',
  INR: '₹|rs|inr rs',
  BRL: 'r$|reais',
  MXN: 'mx$|mex$',
  PEN: 's/|s/.|soles',
  BOB: 'bs',
  VES: 'bs.s|bs.d|bsf|bs.f',
  PYG: '₲|gs|guaraníes',
  GTQ: 'q|quetzales',
  HNL: 'l|lps|lempiras',
  NIO: 'c$',
  CRC: '₡|colones',
  PAB: 'b/|b/.',
  DOP: 'rd$',
  CLP: 'clp$|ch$',
  COP: 'col$|cop$',
  ARS: 'ar$',
  UYU: '$u|u$|uy$',
  CUP: '$mn',
  HTG: 'gourdes|gdes',
  JMD: 'j$',
  TTD: 'tt$',
  BBD: 'bds$',
  GYD: 'g$',
  BZD: 'bz$',
  XCD: 'ec$',
  CAD: 'ca$|can$|c$ ca|$ ca',
  AUD: 'a$|au$',
  NZD: 'nz$',
  SGD: 's$',
  FJD: 'fj$',
  PGK: 'k',
  TRY: '₺|tl|ytl',
  PLN: 'zł|zl|złotych',
  CZK: 'kč|kc',
  HUF: 'ft|forint',
  RON: 'lei|leu',
  BGN: 'лв|lv',
  RSD: 'дин|din|rsd din',
  BAM: 'km|км',
  MKD: 'ден|den',
  ALL: 'lek|lekë',
  RUB: '₽|руб|р|рублей|rub.',
  UAH: '₴|грн|hrn',
  KZT: '₸|тг|тенге',
  KGS: '⃀|сом',
  UZS: "so'm|so‘m|сўм|сум",
  TJS: 'сомони|смн',
  GEL: '₾|ლარი',
  AMD: '֏|դրամ',
  AZN: '₼|man',
  MNT: '₮|төг',
  CHF: 'fr|sfr|chf fr|franken',
  SEK: 'skr',
  DKK: 'dkr',
  NOK: 'nkr',
  ISK: 'íkr',
  ILS: '₪|nis|ש"ח',
  IDR: 'rp',
  MYR: 'rm',
  PHP: '₱|php ₱',
  THB: '฿|บาท',
  VND: '₫|đ|vnđ|đồng',
  LAK: '₭|ກີບ',
  KHR: '៛|riel',
  MMK: 'ks|kyat|kyats',
  BDT: '৳|tk|taka',
  LKR: 'slrs|රු',
  NPR: 'nrs|रू',
  PKR: 'pkr rs|روپے',
  MVR: 'mrf|rf',
  BTN: 'nu',
  AFN: '؋|afs',
  IRR: '﷼|تومان',
  XOF: 'fcfa|f cfa|cfa|francs cfa|xof cfa',
  XAF: 'frs cfa',
  GNF: 'fg|gnf fg',
  CDF: 'fc',
  RWF: 'frw|rwf frw',
  BIF: 'fbu',
  DJF: 'fdj',
  MGA: 'ar|ariary',
  NGN: '₦|naira',
  GHS: '₵|gh₵|gh¢|ghc|cedis',
  KES: 'ksh|kshs|kes sh',
  TZS: 'tsh|tshs',
  UGX: 'ush|ushs',
  ETB: 'br|birr',
  ZAR: 'r',
  BWP: 'p|pula',
  ZMW: 'zk',
  MZN: 'mt|mtn|meticais',
  AOA: 'kz',
  MUR: 'mur rs|₨',
  MAD: 'dh|dhs|د.م|درهم|درهما',
  DZD: 'da|د.ج',
  TND: 'dt|د.ت',
  LYD: 'ld|د.ل',
  EGP: 'e£|le|l.e|ج.م|جنيه|جنيها',
  SDG: 'ج.س',
  MRU: 'um|أ.م',
  SAR: 'ر.س|sr|ريال|ريالا|﷼ سعودي',
  AED: 'د.إ|dhs aed',
  QAR: 'ر.ق|qr',
  OMR: 'ر.ع',
  YER: 'ر.ي',
  KWD: 'د.ك|kd',
  BHD: 'د.ب|bd',
  JOD: 'د.أ|د.ا|jd',
  IQD: 'د.ع|دينار|ديناراً',
  SYP: 'ل.س|ليرة',
  LBP: 'ل.ل|ll|l.l',
  $: '$|dollar|dollars|pesos|peso',
  kr: 'kr|kronor|kroner',
  F: 'f|francs|ff'
}

/** ISO 4217, those that were given up lately included. */
const iso =
  'aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob bov brl bsd btn bwp byn byr bzd cad cdf chf clf clp cny cop crc cuc cup cve czk djf dkk dop dzd egp ern etb eur fjd fkp gbp gel ghs gip gmd gnf gtq gyd hkd hnl hrk htg huf idr ils inr iqd irr isk jmd jod jpy kes kgs khr kmf kpw krw kwd kyd kzt lak lbp lkr lrd lsl ltl lvl lyd mad mdl mga mkd mmk mnt mop mro mru mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sdg sek sgd shp skk sle sll sos srd ssp std stn svc syp szl thb tjs tmt tnd top trl try ttd twd tzs uah ugx usd uyu uzs vef ves vnd vuv wst xaf xcd xof xpf yer zar zmk zmw zwl zwg'.split(
    ' '
  )

const currencyOfWord = new Map<string, string>([
  ...iso.map((code) => [code, code.toUpperCase()] as const),
  ...Object.entries(written).flatMap(([currency, words]) => words.split('|').map((word) => [word, currency] as const))
])

const words = [...currencyOfWord.keys()].sort((one, other) => other.length - one.length)
/** Behind a number a letter can be a unit: "12 d", "5 k", "3 l". */
const wordsBehind = words.filter((word) => !/^[a-eg-z]$/.test(word))

const oneOf = (list: readonly string[]) =>
  `(?:${list.map((word) => word.replace(/[.$/()]/g, '\\$&')).join('|')}|\\p{Sc})`

/** The currency at the beginning of a number in small letters, behind its sign; and the one at its end. */
export const currencyBefore = `^([ (+-]*)(${oneOf(words)})[. ]*([+-]?)`
export const currencyBehind = ` *(${oneOf(wordsBehind)})\\.?([ )-]*)$`

const before = new RegExp(currencyBefore, 'u')
const behind = new RegExp(currencyBehind, 'u')

/** The word by which a cell names its currency, '' where it names none; the cell in small letters. */
export function currencyWord(text: string): string {
  return (/\d/.test(text) && (before.exec(text)?.[2] ?? behind.exec(text)?.[1])) || ''
}

/** The currency that a word means: a code of ISO 4217, or the word where it is several currencies'. */
export function currencyOf(word: string): string {
  return currencyOfWord.get(word) ?? word
}

/**
 * The words that name another currency than most of a column's amounts that name one do. Of two that stand equally often, the
 * first met holds.
 */
export function otherCurrencies(counts: readonly { word: string; rows: number }[]): string[] {
  const rows = new Map<string, number>()
  for (const count of counts) rows.set(currencyOf(count.word), (rows.get(currencyOf(count.word)) ?? 0) + count.rows)
  const [main] = [...rows].sort((one, other) => other[1] - one[1])[0] ?? []
  return counts.filter(({ word }) => currencyOf(word) !== main).map(({ word }) => word)
}

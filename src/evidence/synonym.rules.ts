import { fieldNames, ownFieldNames } from './field-name.rules.ts'
import { nationalNames, otherMeanings } from './national-name.rules.ts'
import type { FieldName, Measure, OwnField, TableName } from './table.rules.ts'

/** What a column's name says, in four languages: the field that it fills, the issue and the measure, the table of the file. */

const measureNames: Record<Measure, string> = {
  violations: 'violation|infraction|infraccion|infraccione|المخالفات|مخالفات',
  backWages: 'back wage|wage owed|wage due|unpaid wage|arriere|salaire du|salario adeudado|الأجور المستحقة',
  penalties: 'penalty|fine|amende|multa|الغرامة|غرامات',
  workersAffected: 'worker|employee|minor|travailleur|salarie|trabajadore|العمال|عمال'
}

const issueNames: Record<string, string> = {
  specialMinimumWage: 'special minimum wage|sub minimum wage',
  minimumWage: 'minimum wage|salaire minimum|salario minimo|الحد الأدنى للأجور',
  overtime: 'overtime|heure supplementaire|hora extra|horas extra|العمل الإضافي',
  childLabour: 'child labour|travail de enfant|travail enfant|trabajo infantil|عمل الأطفال',
  retaliation: 'retaliation|represaille|represalia',
  familyLeave: 'family leave|conge familial|licencia familiar',
  recordKeeping: 'record keeping|record',
  safetyAndHealth: 'safety|safety health|osh|securite|seguridad|السلامة',
  workingTime: 'working time|working hour|hour|temp de travail|jornada|ساعات العمل',
  wages: 'wage|salaire|salario|الأجور',
  other: 'other|autre|otro|otra|أخرى'
}

/** Short forms and compounds, written out. */
const longForms: Record<string, string> = {
  nm: 'name',
  cty: 'city',
  cd: 'code',
  st: 'state',
  cnt: 'count',
  nbr: 'number',
  nr: 'number',
  no: 'number',
  num: 'number',
  numero: 'number',
  qty: 'number',
  violtn: 'violation',
  viol: 'violation',
  violtd: 'violated',
  ee: 'worker',
  emp: 'worker',
  amt: 'amount',
  assd: 'assessed',
  bw: 'back wage',
  backwage: 'back wage',
  backpay: 'back wage',
  cmp: 'penalty',
  penaltie: 'penalty',
  minwage: 'minimum wage',
  minimumwage: 'minimum wage',
  mw: 'minimum wage',
  smw: 'special minimum wage',
  childlabor: 'child labour',
  childlabour: 'child labour',
  cl: 'child labour',
  labor: 'labour',
  ot: 'overtime',
  desc: 'description',
  addr: 'address',
  estab: 'establishment',
  reg: 'registration',
  fips: 'fip',
  zipcode: 'zip code',
  companie: 'company',
  citie: 'city',
  fatalitie: 'fatality',
  injurie: 'injury',
  dt: 'date',
  rcvd: 'received',
  recd: 'received',
  insp: 'inspection',
  vl: 'valor',
  qtd: 'quantidade',
  employercity: 'employer city',
  employerstate: 'employer state',
  employerzip: 'employer zip',
  employername: 'employer name',
  employeraddress: 'employer address',
  naic: 'naics',
  start: 'start',
  begin: 'start'
}

/**
 * The words of a name: no accents, no capitals, singular, short forms written out. "minwage_backwages" is minimum
 * wage back wage.
 */
export function wordsOf(name: string): string[] {
  const plain = name
    .replace(/(^|\s)n[º°]/gi, '$1number ')
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u064b-\u0652\u0640]/g, '')
    .normalize('NFC')
    .replace(/[أإآ]/g, 'ا')
    .toLowerCase()
  return plain
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => longForms[word] ?? singular(word))
    .flatMap((word) => (longForms[word] ?? word).split(' '))
}

/** Words of three letters and more lose a last s, except such as "address" or "status", which keep their own. */
function singular(word: string): string {
  return /^[a-z]{3,}[^s]s$/.test(word) && !/(us|is|cs)$/.test(word) ? word.slice(0, -1) : word
}

/** `alone`: the name must be these words and no others. */
type Phrase = readonly string[] & { alone?: true }
type NamedField = Exclude<FieldName, OwnField>

const phrases = (names: string): Phrase[] =>
  names.split('|').map((name) => Object.assign(wordsOf(name), name.startsWith('=') ? { alone: true as const } : {}))
const phrasesOf = <Key extends string>(names: Record<Key, string>) =>
  Object.entries<string>(names).map(([key, list]) => ({ key: key as Key, phrases: phrases(list) }))

/** Whoever says “worker” may say “employee”; but the employees of a case without more are all of the workplace. */
function withEmployees(field: string, list: readonly Phrase[]): Phrase[] {
  const said = list.filter((phrase) => phrase.includes('worker') && (field !== 'workersAffected' || isAffected(phrase)))
  return [...list, ...said.map((phrase) => phrase.map((word) => (word === 'worker' ? 'employee' : word)))]
}

const isAffected = (phrase: Phrase) => !phrase.every((word) => ['worker', 'number', 'of', 'count', 'n'].includes(word))

const fields = new Map(
  phrasesOf(fieldNames).map(({ key, phrases: list }) => [
    key,
    withEmployees(key, [...list, ...phrases(nationalNames[key] ?? '').filter(({ length }) => length > 0)])
  ])
)
const elsewhere = new Map(
  Object.entries(otherMeanings).map(([key, names]) => [key, phrases(names).map(([word]) => word)])
)
const fieldsOfTables = new Map(
  Object.entries(ownFieldNames).flatMap(([table, names]) =>
    phrasesOf(names as Record<FieldName, string>).map(
      ({ key, phrases: list }) =>
        [`${table} ${key}`, [...withEmployees('', list), ...(fields.get(key as NamedField) ?? [])]] as const
    )
  )
)
const measuresByName = phrasesOf(measureNames)
const issuesByName = phrasesOf(issueNames)

/**
 * How well a column's name says a field of a table: 1 for a name of the list, less the more other words stand around it, 0
 * for none.
 */
export function nameScore(table: TableName, field: FieldName, name: string): number {
  const words = wordsOf(name)
  const list = fieldsOfTables.get(`${table} ${field}`) ?? fields.get(field as NamedField) ?? []
  const exact = list.some((phrase) => phrase.length === words.length && phraseScore(phrase, words) === 1)
  if (!exact && elsewhere.get(field)?.some((word) => word && words.includes(word))) return 0
  const scores = list.map((phrase, index) => phraseScore(phrase, words) - index * 0.001)
  return Math.max(0, ...scores)
}

function phraseScore(phrase: Phrase, words: readonly string[]): number {
  if (!phrase.every((word) => words.includes(word)) || (phrase.alone && phrase.length < words.length)) return 0
  return phrase.length === words.length ? 1 : 0.35 + 0.5 * (phrase.length / words.length)
}

const issueColumns = phrases(
  'violation type|part section|violation|type of violation|violation description|violation category|provision|issue|infraction|' +
    'violation code|charge|article|legal provision|standard|offence|offense|law|infraction type|type d infraction|' +
    'finding type|type of finding|nonconformity type|non conformity type|type de constat|tipo de hallazgo|' +
    'section of act|breach|breach e|infraction relevee|ementa|materia|infracao|tipo de infracao|ihlal konusu|ihlal türü|' +
    '違反法規條款|违反法规条款|违法行为|违法事实|违法类型|違反法条|違反内容|rechtsgrundlage|verstoß|art des verstoßes|' +
    'legislation|regulation|theme|tema|legislacao|legislacion|vorschrift|위반내용|위반사항|위반조항|위반법조항|신고사항|違反条文|' +
    'disposition legale|infraccion|tipo de infraccion|disposicion|articulo|' +
    'نوع المخالفة|المخالفة|المادة|الحكم القانوني'
)

/** How well a column's name says that its cells name issues, 0 to 1. */
export function namesIssues(name: string): number {
  const words = wordsOf(name)
  return Math.max(0, ...issueColumns.map((phrase, index) => phraseScore(phrase, words) - index * 0.001))
}

/** Words that stand beside a measure without naming an issue. */
const generic = new Set(
  (
    'case total all sum overall paid owed assessed agreed atp affected number count amount of n violated initial ' +
    'current civil money due de d la le ' +
    'les del nombre numero monto montant importe concerne afectado عدد مبلغ ' +
    // Currencies, as in "Penalty (Rs.)".
    'rs r us usd eur gbp chf inr pkr bdt lkr kes ugx tzs zar ngn ghs brl mxn pen cop clp ars sgd myr php idr thb aud cad nzd ' +
    'dollar euro pound rupee shilling rand real reai peso sole dinar dirham riyal franc fcfa xof xaf yen won دينار درهم ريال جنيه'
  ).split(' ')
)

/** The issue and the measure in a column's name such as "childlabor_penalty"; undefined where it has not both. */
export function findingOf(name: string): { issue: string; measure: Measure; known: boolean } | undefined {
  const words = wordsOf(name)
  for (const { key: measure, phrases: list } of measuresByName) {
    for (const phrase of list) {
      const at = lastIndexOfPhrase(words, phrase)
      if (at < 0) continue
      const rest = [...words.slice(0, at), ...words.slice(at + phrase.length)].filter((word) => !generic.has(word))
      if (rest.length === 0) continue
      const known = issuesByName.find(({ phrases: names }) =>
        names.some((issue) => lastIndexOfPhrase(rest, issue) >= 0)
      )
      return { issue: known?.key ?? rest.join('-'), measure, known: known !== undefined }
    }
  }
  return undefined
}

function lastIndexOfPhrase(words: readonly string[], phrase: Phrase): number {
  for (let at = words.length - phrase.length; at >= 0; at--) {
    if (phrase.every((word, index) => words[at + index] === word)) return at
  }
  return -1
}

/** Words by which a file tells of what its records are, the surest table first. */
const tableWords: readonly (readonly [TableName, Phrase[]])[] = [
  [
    'audits',
    phrases(
      'audit|auditor|self assessment|auditeur|auto evaluation|autoevaluation|auditoria|auditora|autoevaluacion|' +
        'التدقيق|المدقق|التقييم الذاتي'
    )
  ],
  [
    'diseases',
    phrases('disease|icd|icd10|maladie|cim10|cim 10|enfermedad|enfermedade|cie10|cie 10|المرض|الأمراض|المرض المهني')
  ],
  [
    'accidents',
    phrases(
      'accident|incident|fatality|death|killed|victim|injured|injury|hazard|hospitalized|amputation|dece|mort|blesse|' +
        'accidente|muerte|fallecido|herido|acidente|unfall|災害番号|死亡者数|事故の型|재해일자|재해발생일|사망자수|재해유형|الحادث|الوفيات'
    )
  ]
]

/** The table of which the names of columns speak; undefined where they speak of none but cases or workplaces. */
export function tableSpoken(names: readonly string[]): TableName | undefined {
  const words = names.map(wordsOf)
  return tableWords.find(([, list]) =>
    list.some((phrase) => words.some((said) => phrase.every((word) => said.includes(word))))
  )?.[0]
}

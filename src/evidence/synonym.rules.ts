import type { FieldName, Measure, OwnField } from './rules.ts'

/** What columns are called in English, French, Spanish and Arabic, and the short forms that systems use for it. */

/**
 * Names of fields, most usual first, parted by "|". They are compared word by word, without accents, in the singular.
 */
const fieldNames: Record<Exclude<FieldName, OwnField>, string> = {
  record:
    'case id|case number|record|record id|row id|id|reference|file number|inspection number|activity number|' +
    'decision number|complaint id|complaint number|claim id|claim number|citation number|' +
    'numero de dossier|numero dossier|dossier|numero|identifiant|expediente|numero de expediente|numero de caso|' +
    'رقم الملف|رقم القضية|الرقم',
  identifier:
    'employer id|employer ubi|ubi|ein|tax id|tax number|registration number|business id|company id|establishment id|' +
    'workplace id|mine id|license|licence|cnpj|rut|rif|nit|ruc|cuit|nif|siret|siren|ice|vat|vat number|' +
    'numero fiscal|numero d immatriculation|identifiant employeur|identificador|registro|رقم المنشأة|الرقم الضريبي|' +
    'رقم التسجيل',
  workplace:
    'trade name|workplace|workplace name|establishment|establishment name|employer|employer name|company|' +
    'company name|business name|' +
    'business|firm|name|dba|entreprise|etablissement|employeur|nom de l entreprise|nom|nom de l etablissement|' +
    'empresa|' +
    'nombre de la empresa|empleador|establecimiento|centro de trabajo|nombre|المنشأة|اسم المنشأة|صاحب العمل|' +
    'الشركة|اسم الشركة|المؤسسة',
  legalName: 'legal name|registered name|raison sociale|denomination sociale|razon social|الاسم القانوني',
  address: 'address|street address|site address|street|adresse|rue|direccion|domicilio|calle|العنوان',
  city: 'city|city name|town|municipality|ville|commune|localite|ciudad|municipio|localidad|المدينة|البلدية',
  postcode: 'zip|zip code|postcode|post code|postal code|code postal|cp|codigo postal|الرمز البريدي',
  region:
    'region|iso region|region code|iso 3166 2|state|province|estado|provincia|departement|departamento|المنطقة|' +
    'الولاية|الإقليم',
  county:
    'county|county name|district|comte|arrondissement|gouvernorat|wilaya|province|condado|distrito|provincia|' +
    'departamento|المقاطعة|المحافظة|الولاية',
  countyCode: 'county code|county fip|fip|code departement|codigo provincia|رمز المحافظة',
  isicSection: 'isic section|isic4 section|isic|section|section citi|citi|seccion ciiu|ciiu|seccion|القسم',
  isicDivision: 'isic division|isic4 division|division|division citi|division ciiu|isic',
  industryCode:
    'naics code|naic code|naics|naics6|naics5|naics4|naics3|naics2|sic code|sic|nace|nace code|naf|code naf|ape|' +
    'code ape|ciiu|cnae|' +
    'industry code|activity code|code activite|code d activite|codigo actividad|codigo de actividad|رمز النشاط|' +
    'رمز الصناعة',
  industryTitle:
    'industry|industry title|industry name|industry description|naics description|naics title|' +
    'naics code description|sector|activity|branch|' +
    'economic activity|secteur|secteur d activite|activite|branche|actividad|actividad economica|rama|industria|' +
    'القطاع|النشاط|النشاط الاقتصادي|الصناعة',
  opened:
    'opened|open date|opening date|date opened|start date|received|date received|receipt date|filed|file date|' +
    'date filed|docket date|' +
    'case open|inspection date|visit date|date of visit|date d ouverture|date ouverture|date de visite|date d inspection|' +
    'fecha de apertura|' +
    'fecha apertura|fecha de inicio|fecha de visita|fecha de inspeccion|تاريخ الفتح|تاريخ الزيارة|تاريخ التفتيش',
  concluded:
    'concluded|closed|close date|closed date|closing date|date closed|close case date|date concluded|decided|' +
    'decision date|date issued|' +
    'issue date|end date|date de cloture|date cloture|date de decision|fecha de cierre|fecha cierre|' +
    'fecha de conclusion|fecha de resolucion|' +
    'prosecution date|referral date|inclusion date|case close|announced|date published|تاريخ الإغلاق|تاريخ القرار',
  periodStart:
    'finding start|finding start date|period start|violation start|violation start date|period from|' +
    'debut de periode|debut periode|' +
    'inicio del periodo|inicio de periodo|بداية الفترة',
  periodEnd:
    'finding end|finding end date|period end|violation end|violation end date|period to|fin de periode|' +
    'fin periode|fin del periodo|نهاية الفترة',
  trigger:
    'trigger|reason|origin|inspection type|visit type|case type|complaint type|motif|origine|type de visite|' +
    'type d inspection|motivo|origen|' +
    'tipo de inspeccion|tipo de visita|نوع التفتيش|نوع الزيارة|سبب الزيارة',
  year: 'year|inspection year|annee|exercice|ano|anio|السنة',
  quarter: 'quarter|trimestre|الربع',
  authority:
    'authority|office|office rid|inspection agency|agency|labour bureau|bureau|district office|autorite|' +
    'direction|oficina|autoridad|agencia|الجهة|المكتب',
  status:
    'status|case status|state of case|result|outcome|disposition|statut|etat|resultat|estado|resultado|' +
    'الحالة|النتيجة',
  unit:
    'unit status|economic unit|kind of unit|type of unit|kind of workplace|workplace status|registration status|' +
    'statut de l unite|type d unite|unite economique|tipo de unidad|unidad economica|situacion de registro|' +
    'نوع الوحدة|وضع التسجيل|الوحدة الاقتصادية',
  employees:
    'size|workforce|headcount|employee in establishment|number in establishment|nr in estab|effectif|plantilla|' +
    'tamano|عدد المستخدمين|حجم المنشأة',
  amountClaimed: 'amount claimed|claimed|claim amount|montant reclame|monto reclamado|المبلغ المطالب به',
  amountPaid:
    'amount paid|paid|amount collected|recovered|wage recovered|total recovered|montant paye|monto pagado|' +
    'المبلغ المدفوع',
  event: 'event|event type|accident type|type of accident|event title|type d accident|tipo de accidente|نوع الحادث',
  nature: 'nature|nature of injury|injury nature|nature de la lesion|naturaleza de la lesion|طبيعة الإصابة',
  agent: 'source|source of injury|agent|agent materiel|agente material|agente causante|مصدر الإصابة',
  victims: 'victim|number of victim|victime|nombre de victime|victima|عدد الضحايا|الضحايا',
  amputations: 'amputation|amputacion|البتر',
  violations:
    'violation|violation count|case violation count|number of violation|infraction|nombre d infraction|infraccion|' +
    'infraccione|' +
    'numero de infraccione|المخالفات|عدد المخالفات',
  workersAffected:
    'worker affected|affected worker|worker violated count|worker violated|worker paid|worker underpaid|' +
    'number of worker|worker count|n worker|worker|' +
    'travailleur concerne|salarie concerne|nombre de travailleur|nombre de salarie|trabajadore afectado|' +
    'numero de trabajadore|' +
    'العمال المتضررون|عدد العمال|عدد العمال المتضررين',
  backWages:
    'back wage|back wage total|total back wage|back wage atp amount|wage owed|wage due|unpaid wage|arrear|' +
    'amount assessed|total assessed|assessed|amount awarded|amount due|' +
    'arriere de salaire|salaire du|montant du|salario adeudado|monto adeudado|importe adeudado|الأجور المستحقة|' +
    'الأجور غير المدفوعة|المتأخرات',
  penalties:
    'penalty|penalty assessed amount|penalty amount|civil money penalty|total penalty|current penalty|' +
    'initial penalty|fine|amende|sanction|' +
    'montant de l amende|multa|sancion|monto de la multa|importe de la multa|الغرامة|الغرامات|مبلغ الغرامة',
  date:
    'accident date|incident date|event date|date of accident|date of incident|date|date de l accident|' +
    'date accident|date d accident|' +
    'fecha del accidente|fecha accidente|fecha de accidente|fecha|تاريخ الحادث|التاريخ',
  description:
    'description|narrative|hazard|summary|what happened|recit|resume|descripcion|relato|resumen|الوصف|وصف الحادث',
  deaths:
    'death|number of death|fatality|fatality count|killed|dece|mort|nombre de dece|muerte|fallecido|muerto|' +
    'الوفيات|عدد الوفيات',
  injured:
    'injured|number injured|injury|hospitalized|hospitalised|blesse|nombre de blesse|herido|lesionado|المصابون|' +
    'عدد المصابين',
  plan: 'plan|jurisdiction|plan type|juridiction|jurisdiccion',
  citation: 'citation|citation issued|cited'
}

const measureNames: Record<Measure, string> = {
  violations: 'violation|infraction|infraccion|infraccione|المخالفات|مخالفات',
  backWages: 'back wage|wage owed|wage due|unpaid wage|arriere|salaire du|salario adeudado|الأجور المستحقة',
  penalties: 'penalty|fine|amende|multa|الغرامة|غرامات',
  workersAffected: 'worker|minor|travailleur|salarie|trabajadore|العمال|عمال'
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
  qty: 'number',
  violtn: 'violation',
  viol: 'violation',
  violtd: 'violated',
  ee: 'worker',
  emp: 'worker',
  employee: 'worker',
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
  fips: 'fip',
  zipcode: 'zip code',
  companie: 'company',
  citie: 'city',
  fatalitie: 'fatality',
  injurie: 'injury',
  dt: 'date',
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

type Phrase = readonly string[]

const phrases = (names: string): Phrase[] => names.split('|').map(wordsOf)
const phrasesOf = <Key extends string>(names: Record<Key, string>) =>
  Object.entries<string>(names).map(([key, list]) => ({ key: key as Key, phrases: phrases(list) }))

const fields = new Map(phrasesOf(fieldNames).map(({ key, phrases: list }) => [key, list]))
const measuresByName = phrasesOf(measureNames)
const issuesByName = phrasesOf(issueNames)

/**
 * How well a column's name says a field: 1 for a name of the list, less the more other words stand around it, 0 for
 * none.
 */
export function nameScore(field: FieldName, name: string): number {
  const words = wordsOf(name)
  const scores = (fields.get(field as Exclude<FieldName, OwnField>) ?? []).map(
    (phrase, index) => phraseScore(phrase, words) - index * 0.001
  )
  return Math.max(0, ...scores)
}

function phraseScore(phrase: Phrase, words: readonly string[]): number {
  if (!phrase.every((word) => words.includes(word))) return 0
  return phrase.length === words.length ? 1 : 0.35 + 0.5 * (phrase.length / words.length)
}

const issueColumns = phrases(
  'violation type|violation|type of violation|violation description|violation category|provision|issue|infraction|' +
    'violation code|charge|article|legal provision|standard|offence|offense|law|infraction type|type d infraction|' +
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
    'les del nombre numero monto montant importe concerne afectado عدد مبلغ'
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

const accidentWords = new Set(
  (
    'accident incident fatality death killed victim injured injury hazard hospitalized amputation ' +
    'dece mort blesse accidente muerte fallecido herido الحادث الوفيات'
  ).split(' ')
)

/** Whether the names speak of accidents. */
export function namesAccidents(names: readonly string[]): boolean {
  return names.some((name) => wordsOf(name).some((word) => accidentWords.has(word)))
}

import { type FieldName, type FieldType, ownFields } from './table.rules.ts'

/** What sources write where they have nothing to say. Whole cells, in small letters; such a cell is read as an empty one. */

const always = [
  ...['-', '--', '---', '–', '—', '―', '−', '－', '.', '..', '...', '…', '?', '??', '/', '//'],
  ...['n/a', '#n/a', '#n/d', 'n/d', 'n.a.', 'n.d.', 's/d', 's.d.', 's/i', 'null', '(null)', '\\n', '<na>', '#nv'],
  ...['#value!', '#valeur!', '#¡valor!', '#ref!', '#¡ref!', '#div/0!', '#¡div/0!', '#name?', '#num!', '#null!'],
  ...['0000-00-00', '00/00/0000', '00.00.0000', '00-00-0000', '0000/00/00', '0000-00-00 00:00:00'],
  ...['not available', 'not applicable', 'no data', 'no date'],
  ...['non disponible', 'non renseigné', 'non renseignée', 'non communiqué', 'non communiquée', 'sans date'],
  ...['sin dato', 'sin datos', 'sin fecha', 'sin información', 'no aplica', 'no disponible'],
  ...['sem informação', 'não informado', 'não se aplica', 'sem data', 'yok'],
  ...['99991231', '9999-12-31', '31/12/9999', '12/31/9999', '31.12.9999', '31-12-9999', '9999-12-31 00:00:00'],
  ...[
    'nil',
    'néant',
    'neant',
    'aucun',
    'aucune',
    'sans objet',
    'non applicable',
    'pas de données',
    'ninguno',
    'ninguna'
  ],
  ...[
    'no hay',
    'no procede',
    'nenhum',
    'nenhuma',
    'não há',
    'não disponível',
    'sem dados',
    'nessuno',
    'nessuna',
    'geen'
  ],
  ...['keine', 'keiner', 'keine angabe', 'k.a.', 'k. a.', 'unbekannt', 'entfällt', 'нет данных', 'brak', 'لا شيء'],
  ...['該当なし', '未詳', '해당없음', '해당 없음', '미상', '暂无', '暫無'],
  ...['غير متوفر', 'غير متوفرة', 'غير متاح', 'لا يوجد', 'لا ينطبق', 'بدون تاريخ', '不详', '不詳', '不明', '无', '無']
] as const

/** Also codes: of Namibia, of states. In a field of codes they stand as they are. */
const otherwise = ['na', 'nd', 'nan', 'none'] as const

/** Texts that are codes, and columns that are kept as they are. */
const ofCodes: ReadonlySet<FieldName> = new Set<FieldName>([
  ...ownFields,
  ...(['record', 'identifier', 'inspection', 'postcode', 'regionName', 'countyCode', 'isic5', 'industryCode'] as const),
  ...(['isco', 'occupationCode', 'diseaseCode', 'citation', 'scheme'] as const)
])

/** No mark is longer, in bytes. */
export const longestMark = 40

/** All marks of one kind, in small letters. */
export const marksOf = (codes: boolean): readonly string[] => [...always, ...(codes ? [] : otherwise)]

/** All of \p{Zs}. */
export const spaces =
  ' \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000'

/** The signs with which such a cell can begin: spaces, and the first of each mark, small and large. */
export function markStarts(codes: boolean): string {
  const starts = marksOf(codes).map((mark) => String.fromCodePoint(mark.codePointAt(0) ?? 0))
  return [...new Set([...spaces, ...starts, ...starts.map((start) => start.toUpperCase())])].join('')
}

const marks = { codes: new Set(marksOf(true)), all: new Set(marksOf(false)) }

export type MarkedField = { name: FieldName | 'issues'; type: FieldType }

/** Whether the cells of a field are codes, of which some look like marks. */
export const holdsCodes = ({ name, type }: MarkedField): boolean =>
  type === 'code' || (name !== 'issues' && ofCodes.has(name))

/** Whether a cell says that nothing is there: "-", "N/A", "0000-00-00". `codes`: only what no code can be. */
export function isMissing(text: string, codes: boolean): boolean {
  return marks[codes ? 'codes' : 'all'].has(text.replace(/^\p{Zs}+|\p{Zs}+$/gu, '').toLowerCase())
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { openImports } from '../../test/import-text.ts'
import { readCountries } from '../office/country.store.ts'
import { inspectFile } from './file.store.ts'
import { proposeMapping } from './mapping.rules.ts'
import { indexRegions } from './region.rules.ts'
import { withRegions } from './region-field.rules.ts'
import { type Mapping, plainNotation } from './rules.ts'

/** Registers as countries write them, read as a newcomer would have them read: by what is proposed, and no more. */

const folder = mkdtempSync(join(tmpdir(), 'national-'))
const imports = openImports()
afterAll(async () => {
  await imports.close()
  rmSync(folder, { recursive: true })
})

async function propose(heading: string, rows: readonly string[], country = 'KEN') {
  const path = join(folder, 'file.csv')
  writeFileSync(path, `${[heading, ...rows].join('\n')}\n`)
  const { columns } = await inspectFile(path)
  const regions = indexRegions(readCountries('country').listsOf(country).regionNames ?? [])
  const { mapping } = withRegions(proposeMapping(columns), columns, regions)
  const fields = Object.fromEntries(Object.entries(mapping.fields).map(([field, { column }]) => [field, column]))
  return { mapping, fields }
}

const twelve = (row: (number: number) => string) => Array.from({ length: 12 }, (_, number) => row(number))

describe('what is proposed for the files of a country', () => {
  test('a Brazilian register of visits, with its counts, fines and workers registered as a result', async () => {
    const { mapping, fields } = await propose(
      'Nº Fiscalização;Data Início;Data Término;CNPJ;Razão Social;UF;CNAE;Origem da Ação;Trabalhadores Alcançados;Autos de Infração Lavrados;Valor das Multas (R$);Trabalhadores Registrados',
      twelve(
        (n) =>
          `00${n}/2018;${n + 13}/03/2018;${n + 15}/04/2018;21.838.83${n}/0001-22;Firma ${n};SP;0220-9/02;Denúncia;${n === 3 ? '2.300' : n};${n % 3};1.${200 + n},50;${n % 2}`
      )
    )
    expect(mapping.kind).toBe('visit')
    expect(mapping.notation.decimal).toBe(',')
    expect(fields).toMatchObject({
      record: 'Nº Fiscalização',
      opened: 'Data Início',
      concluded: 'Data Término',
      identifier: 'CNPJ',
      workplace: 'Razão Social',
      regionName: 'UF',
      isicCode: 'CNAE',
      trigger: 'Origem da Ação',
      violations: 'Autos de Infração Lavrados',
      penalties: 'Valor das Multas (R$)',
      formalised: 'Trabalhadores Registrados'
    })
    expect(mapping.fields.workersAffected?.notation).toBeUndefined()
  })

  test('a Korean register of complaints', async () => {
    const { mapping, fields } = await propose(
      '접수번호,접수일,사업자등록번호,사업장명,시도,업종코드,신고사항,조사일,조사결과,체불금액(원),처분일,과태료',
      twelve(
        (n) =>
          `2023-00${n},2023.10.${n + 13},428-59-8435${n},대한식품${n}호,서울특별시,107${n % 9}1,${n % 3 ? '임금체불' : '산업안전'},2023.11.${n + 13},${n % 2 ? '위반' : '위반없음'},"50,98${n % 9},000",2023.12.${n + 13},"16,300,00${n % 9}원"`
      ),
      'KOR'
    )
    expect(mapping.kind).toBe('complaint')
    expect(mapping.issues).toEqual({ column: '신고사항', meaning: 'alleged', parted: false })
    expect(fields).toMatchObject({
      record: '접수번호',
      received: '접수일',
      identifier: '사업자등록번호',
      workplace: '사업장명',
      regionName: '시도',
      isicCode: '업종코드',
      opened: '조사일',
      breach: '조사결과',
      backWages: '체불금액(원)',
      imposed: '처분일',
      penalties: '과태료'
    })
  })

  test('an Arabic register of visits: men and women apart, the governorate a region, figures of any script', async () => {
    const codes = ['١٠٧١', '٤١٠٠', '٤٧١١', '١٤١٠', '٥٦١٠', '٠١١٣']
    const { fields } = await propose(
      'رقم الزيارة,تاريخ الزيارة,اسم المنشأة,المحافظة,رمز النشاط,عدد العمال الذكور,عدد العمال الإناث,المخالفة,قيمة الغرامة (دينار)',
      twelve(
        (n) =>
          `٠٠${n}/٢٠٢٣,٢٠٢٣/٠٥/${n + 13},شركة البتراء ${n},${n % 2 ? 'إربد' : 'الزرقاء'},${codes[n % 6]},٢٤${n % 9},١٦${n % 9},${n % 2 ? 'ساعات العمل' : 'لا توجد مخالفة'},٦١١٫٨${n % 9}`
      ),
      'JOR'
    )
    expect(fields).toMatchObject({
      record: 'رقم الزيارة',
      opened: 'تاريخ الزيارة',
      regionName: 'المحافظة',
      isicCode: 'رمز النشاط',
      men: 'عدد العمال الذكور',
      women: 'عدد العمال الإناث',
      penalties: 'قيمة الغرامة (دينار)'
    })
    expect(fields.workersAffected).toBeUndefined()
  })

  test('amounts whose points part groups are read so beside their currency, and where one column of the file alone shows it', async () => {
    const euros = ['6.251 €', '626 €', '25.001 €', '38.742 €']
    const { mapping } = await propose(
      'Nº Expediente,Fecha de visita,Empresa,Sanción propuesta',
      twelve((n) => `E${n}x,${n + 13}/09/2023,Empresa ${n} SL,${euros[n % 4]}`)
    )
    expect(mapping.kind).toBe('visit')
    expect(mapping.notation.decimal).toBe(',')
    expect(mapping.fields.penalties).toEqual({ column: 'Sanción propuesta' })
  })

  test('a currency beside a measure is no issue, and the workers of a visit are those of the workplace', async () => {
    const { mapping, fields } = await propose(
      'Inspection ID,Date of Inspection,Name of Establishment,State,NIC-2008 Code,No. of Workers,Wages due (Rs.),Penalty (Rs.)',
      twelve(
        (n) =>
          `INSP/${n},${n + 10}-Jul-19,Shri Bricks ${n},Kerala,4100${n % 3},${n * 7},"71,3${n + 10}.87","7,1${n + 10}.89"`
      ),
      'IND'
    )
    expect(mapping.findings).toEqual([])
    expect(fields).toMatchObject({
      isicCode: 'NIC-2008 Code',
      employees: 'No. of Workers',
      backWages: 'Wages due (Rs.)',
      penalties: 'Penalty (Rs.)'
    })
  })

  test('an amount that is mostly said to be nothing is an amount', async () => {
    const { fields, mapping } = await propose(
      "N° d'intervention;Date d’intervention;Raison sociale;Montant de l’amende",
      twelve(
        (n) => `93-2021-0${n};${n + 13} oct. 2021;SARL ${'abcdefghijkl'[n]};${n < 9 ? 'néant' : `28 25${n % 9},29 €`}`
      )
    )
    expect(mapping.notation.decimal).toBe(',')
    expect(fields).toMatchObject({ opened: 'Date d’intervention', penalties: 'Montant de l’amende' })
  })

  test('a register of accidents: the killed are no age group, the county of Kenya is a region, that of Ohio is none', async () => {
    const of = (country: string, places: readonly string[]) =>
      propose(
        'Accident Ref,Date of Accident,Name of Occupier,County,Severity,No. Killed',
        twelve(
          (n) =>
            `ACC/${n},${n + 13}/11/2022,Works Ltd,${places[n % places.length]},${n % 5 ? 'Non-fatal' : 'Fatal'},${n % 3}`
        ),
        country
      )
    const kenya = await of('KEN', ['Nairobi', 'Nakuru', 'Mombasa'])
    expect(kenya.mapping.table).toBe('accidents')
    expect(kenya.fields).toMatchObject({
      record: 'Accident Ref',
      deaths: 'No. Killed',
      fatal: 'Severity',
      regionName: 'County'
    })
    expect((await of('USA', ['Franklin', 'Hamilton', 'Delaware'])).fields.county).toBe('County')
  })

  test('a register of workplaces in which those that go on end in the year 9999', async () => {
    const { fields } = await propose(
      'TRADING_NAME,PROVINCE,EMPLOYEES_TOTAL,DATE_REGISTERED,DATE_CEASED',
      twelve(
        (n) => `Spaza ${'abcdefghijkl'[n]},Limpopo,${n},201805${n + 10},${n < 9 ? '99991231' : `202001${n + 10}`}`
      ),
      'ZAF'
    )
    expect(fields).toMatchObject({ registered: 'DATE_REGISTERED', closed: 'DATE_CEASED', employees: 'EMPLOYEES_TOTAL' })
  })
})

describe('what such a file says', () => {
  const cases: Mapping = {
    table: 'cases',
    kind: 'visit',
    fields: {},
    findings: [],
    constants: {},
    notation: plainNotation
  }
  const { importText, rowsOf } = imports

  test('“no violation” names no issue, and answers in other words than yes and no are understood, or said not to be', async () => {
    const { outFolder, result } = await importText(
      'number,issue,result\n1,Wages,Contravention\n2,No violation,No contravention\n3,لا توجد مخالفة,위반없음\n4,Hours,Perhaps\n',
      {
        ...cases,
        fields: { record: { column: 'number' }, breach: { column: 'result' } },
        issues: { column: 'issue', meaning: 'found', parted: false }
      }
    )
    const issues = await rowsOf(outFolder, 'findings', 'issue')
    expect(issues.map(({ issue }) => issue)).toEqual(['Wages', 'Hours'])
    const answers = await rowsOf(outFolder, 'cases', 'breach')
    expect(answers.map(({ breach }) => breach)).toEqual(['yes', 'no', 'no', null])
    expect(result.warnings).toContainEqual({ code: 'breach-not-known', values: { rows: 1, word: 'Perhaps' } })
  })

  test('a code of an issue that looks like an answer is an issue, and “нет” beside “да” an answer', async () => {
    const { outFolder } = await importText('number,issue,result\n1,N,да\n2,H,нет\n3,0,なし\n', {
      ...cases,
      fields: { record: { column: 'number' }, breach: { column: 'result' } },
      issues: { column: 'issue', meaning: 'found', parted: false }
    })
    const issues = await rowsOf(outFolder, 'findings', 'issue')
    expect(issues.map(({ issue }) => issue)).toEqual(['N', 'H', '0'])
    const answers = await rowsOf(outFolder, 'cases', 'breach')
    expect(answers.map(({ breach }) => breach)).toEqual(['yes', 'no', 'no'])
  })

  test('a visit is of the day on which somebody came, another record of that on which it was concluded', async () => {
    const dayOf = async (kind: 'visit' | 'case') => {
      const fields = { opened: { column: 'from' }, concluded: { column: 'to' } }
      const { outFolder } = await importText('from,to\n2022-12-30,2023-01-15\n', { ...cases, kind, fields })
      const [row] = await rowsOf(outFolder, 'cases', 'day::varchar as day')
      return row?.day
    }
    expect([await dayOf('visit'), await dayOf('case')]).toEqual(['2022-12-30', '2023-01-15'])
  })

  test('a sanction of which only the day of its imposition is known has a day', async () => {
    const fields = { imposed: { column: 'served' } }
    const { outFolder } = await importText('served\n2023-01-15\n', { ...cases, kind: 'sanction', fields })
    expect(await rowsOf(outFolder, 'cases', 'day::varchar as day')).toEqual([{ day: '2023-01-15' }])
  })
})

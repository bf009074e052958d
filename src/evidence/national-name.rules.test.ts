import { describe, expect, test } from 'vitest'
import { proposeMapping } from './mapping.rules.ts'
import { guessColumn } from './profile.rules.ts'
import type { ColumnProfile } from './rules.ts'

/** The profile of a table given as its header and some rows. */
function profile(header: string, ...rows: string[]): ColumnProfile[] {
  const cells = rows.map((row) => row.split('|'))
  return header.split('|').map((name, index) => {
    const column = cells.map((row) => row[index] ?? '').filter((cell) => cell !== '')
    const values = [...new Set(column)]
    const counts = values.map((value) => column.filter((cell) => cell === value).length)
    const counted = { filled: column.length, of: rows.length, distinct: values.length, formulas: 0 }
    return { name, index, ...counted, examples: values, values, counts, ...guessColumn(values, counts) }
  })
}

/** Which column fills each field, and which names the issues. */
function proposed(header: string, ...rows: string[]): Record<string, string | undefined> {
  const { mapping } = proposeMapping(profile(header, ...rows))
  const fields = Object.entries(mapping.fields).map(([field, { column }]) => [field, column])
  return { table: mapping.table, issues: mapping.issues?.column, ...Object.fromEntries(fields) }
}

describe('the columns of registers that are much used', () => {
  test('violations of mines: an event has several, and their serial numbers are counted nowhere', () => {
    const row = (at: number) =>
      `${4000001 + (at >> 1)}|02/12/2018|02/14/2018|${8000001 + at}|0101517|Mine No. 41|21|KY|02/13/2018|56.14${at}(a)|${at}|${at}.50|${at}.50`
    const { mapping } = proposeMapping(
      profile(
        'EVENT_NO|INSPECTION_BEGIN_DT|INSPECTION_END_DT|VIOLATION_NO|MINE_ID|MINE_NAME|FIPS_STATE_CD|STATE|VIOLATION_ISSUE_DT|PART_SECTION|NO_AFFECTED|PROPOSED_PENALTY|AMOUNT_DUE',
        ...Array.from({ length: 20 }, (_, at) => row(at))
      )
    )
    const columns = Object.fromEntries(Object.entries(mapping.fields).map(([field, of]) => [field, of.column]))
    expect([mapping.grain, mapping.issues?.column]).toEqual(['finding', 'PART_SECTION'])
    expect(columns).toMatchObject({
      record: 'EVENT_NO',
      opened: 'INSPECTION_BEGIN_DT',
      concluded: 'INSPECTION_END_DT',
      identifier: 'MINE_ID',
      workplace: 'MINE_NAME',
      penalties: 'PROPOSED_PENALTY',
      workersAffected: 'NO_AFFECTED'
    })
    expect([columns.violations, columns.backWages, columns.countyCode]).toEqual([undefined, undefined, undefined])
  })

  test.each([
    [
      'N° PV|Raison sociale|SIRET|Date du contrôle|Infraction relevée|Amende notifiée (€)',
      [
        'PV-1|Café Ada|60347407100012|04/06/2015|Travail dissimulé|852,31',
        'PV-2|Chez Bo|60347407100013|25/06/2015|Durée|12,00'
      ],
      'record=N° PV,workplace=Raison sociale,identifier=SIRET,opened=Date du contrôle,issues=Infraction relevée,penalties=Amende notifiée (€)'
    ],
    [
      'NR_AUTO|DT_LAVRATURA|CNPJ|RAZAO_SOCIAL|UF|MUNICIPIO|EMENTA|QTD_TRABALHADORES|VL_MULTA',
      [
        '200|18/01/2019|20.787.375/0001-91|Padaria Sol|Acre|Belém|FGTS não depositado|1|1.000,50',
        '201|19/01/2019|20.787.375/0001-92|Bar Lua|Bahia|Olinda|Trabalho infantil|3|20,00'
      ],
      'record=NR_AUTO,opened=DT_LAVRATURA,identifier=CNPJ,workplace=RAZAO_SOCIAL,regionName=UF,city=MUNICIPIO,issues=EMENTA,workersAffected=QTD_TRABALHADORES,penalties=VL_MULTA'
    ],
    [
      'Dosya No|İşyeri Sicil No|İşyeri Unvanı|İl|Çalışan Sayısı|Teftiş Tarihi|İhlal Var mı|İhlal Konusu|İdari Para Cezası',
      [
        'TR1|1087575|Fred Sigorta|Adana|12|08.01.2018|Hayır||',
        'TR2|1087576|Ada Gıda|İzmir|3|18.01.2018|Evet|Fazla çalışma|1.572,34',
        'TR3|1087577|Bo Gıda|Bursa|9|19.01.2018|Evet|Yıllık izin|100,00'
      ],
      'record=Dosya No,identifier=İşyeri Sicil No,workplace=İşyeri Unvanı,regionName=İl,employees=Çalışan Sayısı,opened=Teftiş Tarihi,breach=İhlal Var mı,issues=İhlal Konusu,penalties=İdari Para Cezası'
    ],
    [
      'رقم الزيارة|اسم المنشأة|رقم السجل|تاريخ الزيارة|المخالفة|هل توجد مخالفة|قيمة الغرامة',
      [
        'Z-1|مصنع النور|17|31/01/2020|تشغيل الأطفال|نعم|50.50',
        'Z-2|مطعم السلام|18|15/02/2020||لا|',
        'Z-3|مخبز|19|15/02/2020|عدم دفع الأجور|نعم|10.00'
      ],
      'record=رقم الزيارة,workplace=اسم المنشأة,identifier=رقم السجل,opened=تاريخ الزيارة,issues=المخالفة,breach=هل توجد مخالفة,penalties=قيمة الغرامة'
    ],
    [
      '主管機關|處分字號|事業單位名稱(負責人)|違反法規條款|罰鍰金額',
      [
        '台北市|府勞職字第1號|中興電工股份有限公司|第6條第1項|30,000',
        '高雄市|府勞職字第2號|齊裕營造股份有限公司|第27條第1項|60,000'
      ],
      'record=處分字號,workplace=事業單位名稱(負責人),issues=違反法規條款,penalties=罰鍰金額'
    ],
    [
      'Expediente|CIF|Razón social|Fecha visita|Materia|¿Infracción?|Importe sanción',
      [
        '1|B1|Ana SL|31/01/2020|Jornada|Sí|10,50',
        '2|B2|Luz SA|01/02/2020|Salarios|No|',
        '3|B3|Sol SA|01/02/2020|Salarios|No|7,00'
      ],
      'record=Expediente,identifier=CIF,workplace=Razón social,opened=Fecha visita,issues=Materia,breach=¿Infracción?,penalties=Importe sanción'
    ],
    [
      'Aktenzeichen|Betriebsnummer|Betrieb|PLZ|Beschäftigte|Datum der Kontrolle|Verstoß festgestellt|Bußgeld',
      ['A1|77|Bäckerei Ada|10115|12|31.01.2020|ja|10,50', 'A2|78|Café Bo|10117|3|01.02.2020|nein|'],
      'record=Aktenzeichen,identifier=Betriebsnummer,workplace=Betrieb,postcode=PLZ,employees=Beschäftigte,opened=Datum der Kontrolle,breach=Verstoß festgestellt,penalties=Bußgeld'
    ],
    [
      'Case Ref|employername|employercity|employerstate|employerzip|Employees|Date|Fine',
      ['R1|Ada Ltd|Pasadena|Texas|77502|12|2020-01-31|10.50', 'R2|Bee Inc|Austin|Utah|77503|4|2020-02-01|7.00'],
      'record=Case Ref,workplace=employername,city=employercity,regionName=employerstate,postcode=employerzip,employees=Employees,opened=Date,penalties=Fine'
    ]
  ])('%s', (header, rows, expected) => {
    const found = proposed(header, ...rows)
    const wanted = Object.fromEntries(expected.split(',').map((pair) => pair.split('=')))
    expect(found).toMatchObject(wanted)
  })

  test.each([
    [
      'siret|denominationUniteLegale|libelleCommuneEtablissement|dateCreationEtablissement|etatAdministratifEtablissement',
      ['30000000000000|Travaux Ada|Clichy|2017-01-10|F', '30000000000137|Chez Bo|Arcueil|2003-02-11|A'],
      'identifier=siret,workplace=denominationUniteLegale,city=libelleCommuneEtablissement,registered=dateCreationEtablissement,status=etatAdministratifEtablissement'
    ],
    [
      '统一社会信用代码|企业名称|所在省份|行业代码|从业人数|成立日期|经营状态',
      [
        '91110000MA00000000|华盛有限公司|江苏省|A01|14|1996-08-01|注销',
        '91110001MA00000001|北辰有限公司|北京市|B06|4|2002-05-26|存续'
      ],
      'identifier=统一社会信用代码,workplace=企业名称,regionName=所在省份,industryCode=行业代码,employees=从业人数,registered=成立日期,status=经营状态'
    ]
  ])('a register of workplaces: %s', (header, rows, expected) => {
    const wanted = Object.fromEntries(expected.split(',').map((pair) => pair.split('=')))
    expect(proposed(header, ...rows)).toMatchObject({ table: 'workplaces', ...wanted })
  })

  test('the state of a union is not that of a case, and the workers of an audit are all of the workplace', () => {
    const osha = proposed(
      'estab_name|open_date|union_status|close_case_date',
      'Ada|2020-01-01|N|2020-02-01',
      'Bee|2020-01-03|Y|'
    )
    expect(osha.status).toBeUndefined()
    const audit = proposed(
      'Factory|Audit date|Auditor|Workers|Women',
      'Ada|2020-01-01|Eyes|12|3',
      'Bee|2020-01-03|Eyes|7|7'
    )
    expect(audit).toMatchObject({ table: 'audits', employees: 'Workers', women: 'Women' })
  })
})

describe('a column that answers yes or no', () => {
  test.each(['Sí No', 'oui non', 'sim não', 'نعم لا', 'evet hayır', '是 否', 'Y N', 'ja nein'])(
    'names no issue, and says whether something was in breach: %s',
    (pair) => {
      const [yes, no] = pair.split(' ')
      const found = proposed('employer|Infraction', `Ada|${yes}`, `Bee|${no}`, `Cato|${no}`)
      expect(found).toMatchObject({ issues: undefined, breach: 'Infraction', workplace: 'employer' })
    }
  )

  test('of anything else is kept as it is', () => {
    const found = proposed('employer|Infraction|Remote', 'Ada|Hours|yes', 'Bee|Wages|no', 'Cato|Wages|no')
    expect([found.issues, found.breach]).toEqual(['Infraction', undefined])
  })
})

test('a record number that stands on several rows is the record’s, with or without a column of issues', () => {
  const rows = ['E1|Ana|10,00', 'E1|Ana|12,50', 'E2|Luz|7,00', 'E2|Luz|9,00']
  const { mapping } = proposeMapping(profile('Expediente|Empresa|Multa', ...rows))
  expect([mapping.grain, mapping.fields.record?.column]).toEqual(['finding', 'Expediente'])
})

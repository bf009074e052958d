import { describe, expect, test } from 'vitest'
import { mappingFault, proposeMapping } from './mapping.rules.ts'
import { datesToDecide } from './mapping-form.rules.ts'
import { guessColumn } from './profile.rules.ts'
import { type ColumnProfile, type Mapping, plainNotation } from './rules.ts'
import { wordsOf } from './synonym.rules.ts'

/** The profile of a table given as its header and some rows. */
function profile(header: string[], ...rows: string[][]): ColumnProfile[] {
  return header.map((name, index) => {
    const cells = rows.map((row) => row[index] ?? '').filter((value) => value !== '')
    const values = [...new Set(cells)]
    const counts = values.map((value) => cells.filter((cell) => cell === value).length)
    const filled = rows.filter((row) => row[index]).length
    return {
      name,
      index,
      filled,
      of: rows.length,
      distinct: values.length,
      examples: values,
      values,
      counts,
      formulas: 0,
      ...guessColumn(values, counts)
    }
  })
}

const columnsOf = (mapping: Mapping) =>
  Object.fromEntries(Object.entries(mapping.fields).map(([field, { column }]) => [field, column]))

test('names of columns are compared in whole words', () => {
  expect(wordsOf('minwage_backwages')).toEqual(['minimum', 'wage', 'back', 'wage'])
  expect(wordsOf('caseViolationCount')).toEqual(['case', 'violation', 'count'])
  expect(wordsOf('Numéro de dossier')).toEqual(['number', 'de', 'dossier'])
  expect(wordsOf('Nº Expediente')).toEqual(['number', 'expediente'])
})

describe('a mapping is proposed from names and contents', () => {
  test('English', () => {
    const { mapping, missing } = proposeMapping(
      profile(
        ['Employer', 'ZIP', 'Fine', 'Opened', 'Closed', 'remarks'],
        ['Ada Ltd', '90210', '12.50', '2020-01-31', '2020-02-01', 'none'],
        ['Bee Inc', '90211', '1.00', '2020-03-01', '2020-04-01', 'late']
      )
    )
    expect(missing).toEqual([])
    expect(columnsOf(mapping)).toEqual({
      workplace: 'Employer',
      postcode: 'ZIP',
      penalties: 'Fine',
      opened: 'Opened',
      concluded: 'Closed'
    })
  })

  test('though single cells hold something else', () => {
    const rows = Array.from({ length: 55 }, (_, row) => [
      String(row),
      `Shop ${row}`,
      `2021-05-0${1 + (row % 9)}`,
      String(row % 3),
      `${15 + row}.25`
    ])
    const slips = [
      ['60', 'Shop A', '31/12/2021', '1', '10.00'],
      ['61', 'Shop B', '2021-03-01', 'two', 'abc'],
      ['62', 'Shop C', '9999-01-01', '1.5', '100']
    ]
    const { mapping, unused } = proposeMapping(
      profile(['id', 'company', 'opened', 'violations', 'backwages'], ...rows, ...slips)
    )
    expect(columnsOf(mapping)).toEqual({
      record: 'id',
      workplace: 'company',
      opened: 'opened',
      violations: 'violations',
      backWages: 'backwages'
    })
    expect([mapping.issues, unused]).toEqual([undefined, []])
  })

  test('a plain number of the rows is the record number', () => {
    const { mapping } = proposeMapping(
      profile(['Numéro', 'Entreprise', 'Commune'], ['1', 'Café Ada', 'Lyon'], ['2', 'Chez Bo', 'Dakar'])
    )
    expect(columnsOf(mapping)).toEqual({ record: 'Numéro', workplace: 'Entreprise', city: 'Commune' })
  })

  test('French, with its numbers and dates', () => {
    const { mapping } = proposeMapping(
      profile(
        ['N° de dossier', 'Raison sociale', 'Commune', 'Date de visite', "Nombre d'infractions", 'Montant de l’amende'],
        ['D1', 'Café Ada', 'Lyon', '31/01/2020', '3', '1 234,50'],
        ['D2', 'Chez Bo', 'Dakar', '15/02/2020', '0', '12,00']
      )
    )
    expect(mapping.notation).toEqual({ decimal: ',', date: 'DD/MM/YYYY' })
    expect(columnsOf(mapping)).toMatchObject({
      workplace: 'Raison sociale',
      city: 'Commune',
      opened: 'Date de visite',
      violations: "Nombre d'infractions",
      penalties: 'Montant de l’amende'
    })
  })

  test('Spanish', () => {
    const { mapping } = proposeMapping(
      profile(
        ['Expediente', 'Empresa', 'Municipio', 'Fecha de cierre', 'Trabajadores afectados', 'Multa'],
        ['1', 'Ana SL', 'Lima', '31/01/2020', '4', '1.000,00'],
        ['2', 'Luz SA', 'Cali', '01/02/2020', '0', '20,50']
      )
    )
    expect(columnsOf(mapping)).toEqual({
      record: 'Expediente',
      workplace: 'Empresa',
      city: 'Municipio',
      concluded: 'Fecha de cierre',
      workersAffected: 'Trabajadores afectados',
      penalties: 'Multa'
    })
  })

  test('Arabic', () => {
    const { mapping } = proposeMapping(
      profile(
        ['رقم الملف', 'اسم المنشأة', 'المدينة', 'تاريخ الزيارة', 'عدد المخالفات', 'الغرامة'],
        ['1', 'مصنع النور', 'عمان', '31/01/2020', '٣', '١٢٫٥٠'],
        ['2', 'مطعم السلام', 'إربد', '15/02/2020', '٠', '٥٫٠٠']
      )
    )
    expect(columnsOf(mapping)).toEqual({
      record: 'رقم الملف',
      workplace: 'اسم المنشأة',
      city: 'المدينة',
      opened: 'تاريخ الزيارة',
      violations: 'عدد المخالفات',
      penalties: 'الغرامة'
    })
  })

  test('groups of columns become one finding for each issue', () => {
    const { mapping } = proposeMapping(
      profile(
        ['employer', 'overtime_violations', 'overtime_fines', 'h2a_violations', 'h2a_employees', 'violations'],
        ['Ada Ltd', '1', '2.50', '0', '0', '1'],
        ['Bee Inc', '0', '0.00', '3', '7', '3']
      )
    )
    expect(mapping.findings).toEqual([
      { issue: 'overtime', violations: 'overtime_violations', penalties: 'overtime_fines' },
      { issue: 'h2a', violations: 'h2a_violations', workersAffected: 'h2a_employees' }
    ])
    expect(columnsOf(mapping)).toEqual({ workplace: 'employer', violations: 'violations' })
  })

  test('accidents are told from cases', () => {
    const { mapping } = proposeMapping(
      profile(
        ['Accident date', 'Town', 'Deaths', 'Summary'],
        ['2020-01-31', 'Lima', '1', 'Fell from a roof.'],
        ['2020-02-01', 'Cali', '0', 'Burnt.']
      )
    )
    expect(mapping.table).toBe('accidents')
    expect(columnsOf(mapping)).toEqual({
      date: 'Accident date',
      city: 'Town',
      deaths: 'Deaths',
      description: 'Summary'
    })
  })

  test.each([
    {
      language: 'English',
      header: 'Reg. no,Business name,Street address,Town,NACE code,Number of employees,Women,Registration date',
      found: 'identifier,workplace,address,city,isicCode,employees,women,registered'
    },
    {
      language: 'French',
      header: 'SIRET,Raison sociale,Adresse,Commune,Code NAF,Nombre de salariés,Femmes,Date d’immatriculation',
      found: 'identifier,workplace,address,city,isicCode,employees,women,registered'
    },
    {
      language: 'Spanish',
      header: 'RUC,Razón social,Dirección,Municipio,CIIU,Número de trabajadores,Mujeres,Fecha de inscripción',
      found: 'identifier,workplace,address,city,isicCode,employees,women,registered'
    },
    {
      language: 'Arabic',
      header: 'رقم المنشأة,اسم المنشأة,العنوان,المدينة,رمز النشاط,عدد العاملين,عدد النساء,تاريخ التسجيل',
      found: 'identifier,workplace,address,city,industryCode,employees,women,registered'
    }
  ])('a register of workplaces is told from cases by its $language names', ({ header, found }) => {
    const { mapping, missing } = proposeMapping(
      profile(
        header.split(','),
        ['80012', 'Ada Ltd', '1 High Street', 'Lyon', '10.71', '12', '5', '2011-03-01'],
        ['80013', 'Bee and Sons', '7 Mill Lane', 'Brest', '47.11', '3', '3', '2014-09-12'],
        ['80014', 'Cato', '9 Quay', 'Nice', '56.10', '40', '11', '2020-01-31']
      )
    )
    expect(mapping.table).toBe('workplaces')
    expect(mapping.kind).toBeUndefined()
    expect(Object.keys(columnsOf(mapping))).toEqual(expect.arrayContaining(found.split(',')))
    expect(missing).toEqual([])
  })

  test.each([
    ['Audit date,Factory name,Auditor,Standard,Non-conformities,Finding type', 'audit'],
    ['Date de l’auto-évaluation,Établissement,Auditeur,Référentiel,Non-conformités,Type d’infraction', 'assessment'],
    ['Fecha de auditoría,Empresa,Entidad auditora,Norma,No conformidades,Tipo de infracción', 'audit'],
    ['تاريخ التدقيق,اسم المنشأة,جهة التدقيق,المعيار,عدد المخالفات,نوع المخالفة', 'audit']
  ])('private audits are told from visits: %s', (header, kind) => {
    const { mapping } = proposeMapping(
      profile(
        header.split(','),
        ['2024-02-01', 'Ada Ltd', 'Bright Auditing', 'SA8000', '3', 'Working hours too long'],
        ['2024-03-01', 'Bee and Sons', 'Clear Eyes', 'SMETA', '0', 'No wage slips'],
        ['2024-05-13', 'Cato', 'Bright Auditing', 'SMETA', '1', 'Blocked exits']
      )
    )
    expect(mapping).toMatchObject({ table: 'audits', kind })
    expect(columnsOf(mapping)).toMatchObject({
      audited: header.split(',')[0],
      workplace: header.split(',')[1],
      auditor: header.split(',')[2],
      scheme: header.split(',')[3],
      violations: header.split(',')[4]
    })
    expect(mapping.issues).toMatchObject({ column: header.split(',')[5], meaning: 'found' })
  })

  test.each([
    'Date of recognition,Disease,ICD-10 code,Causative agent,ISCO-08,Sex,Fatal',
    'Date de reconnaissance,Maladie,CIM-10,Agent causal,CITP-08,Sexe,Mortel',
    'Fecha de reconocimiento,Enfermedad,CIE-10,Agente causal,CIUO-08,Sexo,Mortal',
    'تاريخ الاعتراف,المرض,رمز المرض,العامل المسبب,رمز المهنة,الجنس,مميت'
  ])('occupational diseases are told from accidents: %s', (header) => {
    const { mapping } = proposeMapping(
      profile(
        header.split(','),
        ['2021-01-01', 'Asbestosis', 'J61', 'Asbestos', '7112', 'M', 'yes'],
        ['2021-02-01', 'Hearing loss', 'H83.3', 'Noise', '8141', 'F', 'no'],
        ['2021-02-09', 'Mesothelioma', 'C45.0', 'Asbestos', '7112', 'M', 'yes']
      )
    )
    expect(mapping.table).toBe('diseases')
    const code = header.includes('رمز المهنة') ? 'occupationCode' : 'isco'
    const names = ['recognised', 'disease', 'diseaseCode', 'agent', code, 'sex', 'fatal']
    expect(columnsOf(mapping)).toEqual(Object.fromEntries(names.map((name, index) => [name, header.split(',')[index]])))
  })

  test('where day and month could stand the other way round, it says so', () => {
    const { reasons } = proposeMapping(
      profile(['employer', 'opened'], ['Ada Ltd', '01/02/2020'], ['Bee Inc', '03/04/2020'])
    )
    expect(reasons.find(({ field }) => field === 'opened')?.reason).toBe('date-order-unclear')
  })

  describe('a mapping of another data set', () => {
    const known = (fields: Mapping['fields']): Mapping => ({
      table: 'cases',
      grain: 'record',
      fields,
      findings: [],
      constants: { region: 'US-CA' },
      notation: { decimal: '.', date: 'MM/DD/YYYY' }
    })

    test('says first which column fills which field, where the file has all its columns', () => {
      const columns = profile(['employer', 'remarks'], ['Ada Ltd', 'Bo'])
      const { mapping, reasons } = proposeMapping(columns, [known({ workplace: { column: 'remarks' } })])
      expect(columnsOf(mapping)).toMatchObject({ workplace: 'remarks' })
      expect(reasons[0]).toMatchObject({ field: 'workplace', reason: 'known-mapping' })
      const elsewhere = known({ workplace: { column: 'elsewhere' } })
      expect(columnsOf(proposeMapping(columns, [elsewhere]).mapping)).toEqual({ workplace: 'employer' })
    })

    test('never says how numbers and days are written here, nor what holds for every row', () => {
      const fields = { workplace: { column: 'Employer' }, opened: { column: 'Opened' }, penalties: { column: 'Fine' } }
      const file = (day: string, fine: string) =>
        profile(['Employer', 'Opened', 'Fine'], ['Ada', day, fine], ['Bee', day, `1${fine}`], ['Cat', day, `2${fine}`])
      const read = (day: string, fine: string) => proposeMapping(file(day, fine), [known(fields)]).mapping
      expect(read('31/01/2020', '1.500').notation).toEqual({ decimal: ',', date: 'DD/MM/YYYY' })
      expect(read('2020-01-31', '10,00').notation).toEqual({ decimal: ',', date: 'YYYY-MM-DD' })
      expect(read('01/31/2020', '10.00').notation).toEqual({ decimal: '.', date: 'MM/DD/YYYY' })
      expect(read('2020-01-31', '10,00').constants).toEqual({})
    })

    test('leaves it to a person where day and month could stand the other way round', () => {
      const columns = profile(['employer', 'opened'], ['Ada Ltd', '01/02/2020'], ['Bee Inc', '03/04/2020'])
      const proposal = proposeMapping(columns, [known({ opened: { column: 'opened' } })])
      expect(datesToDecide(proposal, columns).unclear).toBe(true)
    })

    test('does not keep the other columns from being proposed', () => {
      const columns = profile(['Case no', 'Employer', 'Workers affected'], ['1', 'Ada Ltd', '3'], ['2', 'Bee', '0'])
      const { mapping } = proposeMapping(columns, [known({ record: { column: 'Case no' } })])
      expect(columnsOf(mapping)).toEqual({
        record: 'Case no',
        workplace: 'Employer',
        workersAffected: 'Workers affected'
      })
    })

    test('does not put a text into a field of numbers', () => {
      const columns = profile(['Employer', 'Fine'], ['Ada Ltd', 'none'], ['Bee', 'unknown'])
      const { mapping } = proposeMapping(columns, [known({ penalties: { column: 'Fine' } })])
      expect(mapping.fields.penalties).toBeUndefined()
    })
  })

  test('no column is proposed twice, whatever the names', () => {
    const { mapping } = proposeMapping(
      profile(['name', 'name (2)', 'employer name', 'date', 'closed date'], ['a', 'b', 'c', '2020-01-01', '2020-01-02'])
    )
    const columns = Object.values(mapping.fields).map(({ column }) => column)
    expect(new Set(columns).size).toBe(columns.length)
  })
})

test('a mapping that cannot be used says why', () => {
  const mapping: Mapping = { table: 'cases', fields: {}, findings: [], constants: {}, notation: plainNotation }
  expect(mappingFault(mapping, [])).toEqual({ code: 'mapping-empty', values: {} })
  const named: Mapping = { ...mapping, fields: { workplace: { column: 'a' }, city: { column: 'b' } } }
  expect(mappingFault(named, ['a'])).toEqual({ code: 'mapping-unknown-column', values: { column: 'b', field: 'city' } })
  const twice: Mapping = { ...mapping, fields: { workplace: { column: 'a' }, city: { column: 'a' } } }
  expect(mappingFault(twice, ['a'])).toEqual({ code: 'mapping-column-twice', values: { column: 'a' } })
  expect(mappingFault(named, ['a', 'b'])).toBeUndefined()
  expect(mappingFault({ ...named, grain: 'finding' }, ['a', 'b'])).toEqual({ code: 'mapping-lacks-record', values: {} })
})

import { join } from 'node:path'
import { type Row, readTable, writeTable } from './csv.ts'
import { nameGiver, normalised } from './names.ts'

const cells = (rows: readonly Row[], ...columns: string[]): string[] =>
  rows.flatMap((row) => columns.map((column) => row[column] ?? ''))

/** What is left of "900 Monterey Street Soledad CA 93960": town, state and ZIP code. */
const withoutStreet = (row: Row): string => {
  const zip = /\d{5}(-\d{4})?$/.exec(row.address ?? '')?.[0] ?? ''
  return `${row.city} CA ${zip}`.trim()
}

/**
 * Writes the two wage and hour registers with generated names, and the Californian part of the deaths at work.
 * Places, industries and figures stay as the source has them; the case numbers of the San Francisco district are
 * replaced by running numbers, because the real ones lead to the real names.
 */
export const writeRegisters = (source: string, target: string): void => {
  const register = readTable(join(source, 'us_whd_california.csv'))
  const district = readTable(join(source, 'us_whd_sf_district.csv'))
  const claims = readTable(join(source, 'us_ca_wage_claims.csv.gz'))
  const deaths = readTable(join(source, 'us_osha_fatalities.csv'))

  const real = [
    ...cells(register.rows, 'trade_nm'),
    ...cells(district.rows, 'trade_name', 'legal_name'),
    ...cells(claims.rows, 'employer_name', 'employer_dba')
  ]
  const names = nameGiver(new Set(real.map(normalised)))

  const registerRows = register.rows.map((row) => ({
    ...row,
    trade_nm: names.trade(row.trade_nm ?? '', row.naic_cd ?? '')
  }))
  const districtRows = district.rows.map((row, at) => ({
    ...row,
    case_id: String(at + 1),
    trade_name: names.trade(row.trade_name ?? '', row.naics3 ?? ''),
    legal_name: names.legal(row.legal_name ?? ''),
    address: withoutStreet(row)
  }))
  writeTable(join(target, 'register.csv.gz'), { header: register.header, rows: registerRows })
  writeTable(join(target, 'sf_district.csv.gz'), { header: district.header, rows: districtRows })
  writeTable(join(target, 'fatalities.csv.gz'), {
    header: deaths.header,
    rows: deaths.rows.filter((row) => row.region === 'US-CA')
  })
}

/**
 * Makes the data that ships with the product from the public data that it comes from. Run by hand, with Node 24:
 *
 *     node demo/make.ts <folder of the public data>
 *
 * Writes demo/*.csv.gz, and in country/ the code lists, the crosswalks and the map of the counties. A second run writes
 * the same bytes. Kept by hand, and only read here: california_city_county.csv and california_zip_prefix.csv in
 * country/us, make/words.json (parts of the generated names), make/countries.json, make/isic_sections_ar.json.
 */
import { join } from 'node:path'
import { writeCodelists } from './make/codelists.ts'
import { writeCounties } from './make/counties.ts'
import { writeIlostat, writeStatistics } from './make/ilostat.ts'
import { writeZipCounties } from './make/places.ts'
import { writeRegisters } from './make/registers.ts'

const source = process.argv[2]
if (source === undefined) throw new Error('Name the folder of the public data: node demo/make.ts <folder>')
const country = join(import.meta.dirname, '../country')

writeRegisters(source, import.meta.dirname)
writeStatistics(source, import.meta.dirname)
writeCodelists(source, country)
writeIlostat(source, join(country, 'int/ilostat'))
writeZipCounties(source, join(country, 'us'))
writeCounties(source, join(country, 'us'), 320)

import type { Area } from './region-map.tsx'

const county = (name: string, breaches: number, cases: number, path: string): Area => ({
  id: name.toLowerCase().replaceAll(' ', '-'),
  name,
  path,
  count: cases,
  value: cases > 0 ? breaches / cases : undefined,
  href: '#map'
})

/** Counties in the south of California, for the map on the page of parts. */
export const sampleAreas: readonly Area[] = [
  county(
    'Fresno',
    226,
    431,
    'M114 183l1 2l1 3l0 2l3 2l0 1l4 1l4 -2l2 0l1 -1l1 0l2 -1l2 1l1 -2l1 -2l0 -1l1 -1l1 0l1 -1l1 0l0 -2l1 ' +
      '1l1 -2l-1 0l1 -1l1 0l1 0l0 1l1 -2l2 1l1 -3l0 -4l1 -1l8 -9l2 1l1 1l2 2l2 0l1 1l0 1l-1 2l0 2l3 1l1 2l-' +
      '1 1l1 3l2 0l2 1l2 2l1 2l2 4l0 2l-1 0l1 3l-19 1l0 3l-9 0l0 3l-5 0l-3 3l-3 3l0 -1l-2 1l-6 0l0 8l-11 10' +
      'l-1 -2l-2 0l-2 -1l-1 -1l-2 -2l0 -1l-1 0l-1 -2l1 -2l-1 -1l0 -1l0 -2l2 0l0 -6l-9 -9l7 -8l2 0l0 -2l2 -2' +
      'z'
  ),
  county(
    'Imperial',
    31,
    108,
    'M245 317l18 0l1 0l23 0l-2 1l0 1l-1 3l2 1l0 4l-1 2l2 3l0 -1l1 1l1 -1l2 1l1 3l0 1l0 3l-2 2l0 1l-2 1l-3' +
      ' -1l0 1l-22 2l-19 2l0 -17l1 0l0 -13z'
  ),
  county(
    'Inyo',
    2,
    3,
    'M166 168l27 0l20 18l27 26l12 11l5 6l-2 0l0 1l-27 0l-29 -1l-8 0l0 1l-3 0l0 -3l1 0l0 -3l-1 -1l0 -1l-1 ' +
      '0l0 -3l-1 -1l1 -2l-2 -2l0 -3l0 -2l-1 -1l0 -2l-2 0l-1 -2l0 -2l-1 -1l0 -1l-1 -1l-1 -3l1 0l-1 -2l-1 -3l' +
      '1 0l0 -2l-2 -4l-1 -2l-2 -2l-2 -1l-2 0l-1 -3l1 -1l-1 -2l-3 -1l0 -2l1 -2l0 -1z'
  ),
  county(
    'Kern',
    69,
    221,
    'M124 230l19 0l22 0l12 0l9 0l2 0l3 0l0 -1l8 0l0 4l0 1l1 0l-1 1l0 7l0 23l-1 0l-19 1l-16 0l-1 1l-2 0l0 ' +
      '-1l-8 0l0 -2l-1 0l0 -1l-3 0l-2 0l-1 0l0 -7l-3 0l1 -4l-4 0l0 -3l-4 0l0 -3l-2 0l0 -3l-3 0l-1 -3l-2 -1l' +
      '0 -3l-3 0l0 -6z'
  ),
  county(
    'Kings',
    12,
    30,
    'M120 225l11 -10l0 -8l6 0l2 -1l0 1l3 -3l2 0l-1 3l2 0l0 5l-2 0l0 5l0 13l-19 0l-1 0l0 -1l-1 -1l1 -1l-2 ' + '-2l-1 0z'
  ),
  county(
    'Los Angeles',
    3921,
    5484,
    'M171 315l1 0l3 2l2 1l1 0l1 2l0 2l-2 -1l-2 0l-1 -1l0 -3l-2 0l-1 -2zM171 332l3 3l4 4l-1 0l-1 1l-2 -1l-' +
      '1 -3l-2 -4zM162 267l1 -1l16 0l19 -1l0 10l1 8l0 2l-1 5l-2 5l-1 0l-1 2l1 1l-6 0l0 1l-1 2l-2 2l0 2l-1 0' +
      'l-2 0l0 1l-2 1l-2 -1l-1 0l-2 -1l0 -1l1 -1l0 -1l-2 -4l-1 -2l-2 -2l-3 0l-3 1l-1 1l-2 -1l-2 -1l0 -1l4 -' +
      '3l4 0l0 -3l1 0l-1 -3l-7 -17z'
  ),
  county(
    'Orange',
    701,
    1099,
    'M185 305l1 0l0 -2l2 -2l1 -2l0 -1l6 0l3 3l3 3l1 1l0 2l2 0l2 1l-3 5l0 1l0 1l-2 1l-1 2l-1 -1l-1 -1l-1 0' +
      'l-2 -3l-3 -2l-2 -1l-2 -1l-2 -2l-1 -2z'
  ),
  county(
    'Riverside',
    270,
    572,
    'M293 293l0 2l-3 3l1 1l0 2l-1 0l0 2l1 2l0 2l-1 0l0 4l0 1l-1 1l-1 3l-1 1l-23 0l-1 0l-18 0l-28 0l-6 0l0' +
      ' -1l-4 -1l0 -1l-4 0l0 -1l3 -5l-2 -1l-2 0l0 -2l-1 -1l-3 -3l0 -2l2 0l0 -2l1 -1l0 -1l6 0l4 0l0 1l9 0l0 ' +
      '-1l12 0l35 0l0 -2l26 0z'
  ),
  county(
    'San Bernardino',
    298,
    633,
    'M198 265l1 0l0 -23l0 -7l1 -1l-1 0l0 -1l0 -4l29 1l27 0l0 -1l2 0l7 7l8 7l15 16l0 5l2 1l1 3l2 2l3 7l0 2' +
      'l1 0l3 3l2 1l1 2l0 1l-3 2l0 1l-2 1l-1 1l-2 1l-1 1l-26 0l0 2l-35 0l-12 0l0 1l-9 0l0 -1l-4 0l-6 0l0 1l' +
      '-1 1l0 2l-2 0l0 2l-3 -3l-1 -1l1 -2l1 0l2 -5l1 -5l0 -2l-1 -8l0 -10z'
  ),
  county(
    'San Diego',
    372,
    909,
    'M200 318l1 -2l2 -1l0 -1l4 0l0 1l4 1l0 1l6 0l28 0l0 13l-1 0l0 17l-30 3l0 -3l-1 -2l-1 -1l-1 1l-1 -2l0 ' +
      '-2l-1 -2l1 -2l-1 -5l-1 -4l-1 -1l-4 -7l-3 -2z'
  ),
  county(
    'San Luis Obispo',
    17,
    45,
    'M90 230l7 0l26 0l1 0l0 6l3 0l0 3l2 1l1 3l3 0l0 3l2 0l0 3l4 0l0 3l4 0l-1 4l3 0l0 7l-2 0l-2 -2l-2 -1l-' +
      '2 0l-2 -1l-1 -1l-2 -1l-2 0l-3 -2l-1 0l-1 1l-1 2l-1 0l-1 0l-2 1l1 2l0 1l-4 -3l-2 0l-4 1l0 -3l0 -3l-2 ' +
      '-1l-1 -1l-1 1l-3 -2l-1 -1l1 -4l0 -2l-1 -2l-3 0l-3 -3l-2 -4l-2 0l-2 -2l0 -2l-1 -1z'
  ),
  county(
    'Santa Barbara',
    43,
    107,
    'M157 315l1 -1l0 2l-1 0l0 -1zM132 293l2 0l1 1l2 0l2 1l2 0l1 -1l2 1l-2 1l-2 0l-2 1l-5 0l0 -2l-1 -2zM12' +
      '2 296l3 0l1 -1l1 0l1 0l0 1l2 0l0 2l-4 2l-2 -1l-2 -3zM116 294l2 0l1 -1l0 1l2 1l-2 0l-3 -1zM111 260l4 ' +
      '-1l2 0l4 3l0 -1l-1 -2l2 -1l1 0l1 0l1 -2l1 -1l1 0l3 2l2 0l2 1l1 1l2 1l2 0l2 1l2 2l2 0l1 0l0 16l0 2l-1' +
      ' 1l-2 -1l-4 -1l-1 1l-2 -1l-3 1l-4 -2l-2 0l-2 -1l-4 1l-5 0l0 -1l-2 -2l-1 -1l-2 0l0 -1l1 -4l-1 -2l1 -4' +
      'l-2 -2l1 -2z'
  ),
  county(
    'Tulare',
    103,
    177,
    'M178 194l1 2l-1 0l1 3l1 1l0 1l1 1l0 2l1 2l2 0l0 2l1 1l0 2l0 3l2 2l-1 2l1 1l0 3l1 0l0 1l1 1l0 3l-1 0l' +
      '0 3l-2 0l-9 0l-12 0l-22 0l0 -13l0 -5l2 0l0 -5l-2 0l1 -3l-2 0l3 -3l5 0l0 -3l9 0l0 -3l19 -1z'
  ),
  county(
    'Ventura',
    155,
    326,
    'M146 295l1 0l1 0l0 1l-2 0l0 -1zM145 282l1 -1l0 -2l0 -16l2 0l3 0l0 1l1 0l0 2l8 0l0 1l2 0l7 17l1 3l-1 ' +
      '0l0 3l-4 0l-4 3l0 1l-5 -2l-1 0l-2 -2l-2 -4l-1 0l-2 -2l-3 -2zM142 322l1 0l3 1l0 1l-1 1l-2 -1l-1 -2z'
  )
]

import { expect, test } from 'vitest'
import { readDate } from './date.rules.ts'
import { guessColumn } from './profile.rules.ts'

test.each([
  ['2014-06-01', 'YYYY-MM-DD', '2014-06-01'],
  ['01/06/2014', 'DD/MM/YYYY', '2014-06-01'],
  ['6/1/2014', 'MM/DD/YYYY', '2014-06-01'],
  ['1.6.2014', 'DD.MM.YYYY', '2014-06-01'],
  ['20140601', 'YYYYMMDD', '2014-06-01'],
  ['1-Jun-2014', 'DD-MMM-YYYY', '2014-06-01'],
  ['٠١/٠٦/٢٠١٤', 'DD/MM/YYYY', '2014-06-01'],
  ['2014-06-01T10:30:00Z', 'YYYY-MM-DD', '2014-06-01'],
  ['2014-06-01 10:30:00+02:00', 'YYYY-MM-DD', '2014-06-01'],
  ['20140601T103000Z', 'YYYYMMDD', '2014-06-01'],
  ['1/6/2014, 10:22:33 PM', 'DD/MM/YYYY', '2014-06-01'],
  ['5/27/20', 'MM/DD/YYYY', '2020-05-27'],
  ['27.5.20', 'DD.MM.YYYY', '2020-05-27'],
  ['27. 5. 1999', 'DD.MM.YYYY', '1999-05-27'],
  ['13-MAY-20', 'DD-MMM-YYYY', '2020-05-13'],
  ['13-MAY-20 10.22.33.000000 AM', 'DD-MMM-YYYY', '2020-05-13'],
  ['13-MAY-98', 'DD-MMM-YYYY', '1998-05-13'],
  ['15 févr. 2020', 'DD-MMM-YYYY', '2020-02-15'],
  ['1er août 2020', 'DD-MMM-YYYY', '2020-08-01'],
  ['mercredi 13 mai 2020', 'DD-MMM-YYYY', '2020-05-13'],
  ['3 de marzo de 2019', 'DD-MMM-YYYY', '2019-03-03'],
  ['7 de dezembro de 2021', 'DD-MMM-YYYY', '2021-12-07'],
  ['15 EKİM 2020', 'DD-MMM-YYYY', '2020-10-15'],
  ['١٥ يناير ٢٠٢٠', 'DD-MMM-YYYY', '2020-01-15'],
  ['15 كانون الأول 2020', 'DD-MMM-YYYY', '2020-12-15'],
  ['13 maybe 2020', 'DD-MMM-YYYY', undefined],
  ['May 13, 2020', 'MMM-DD-YYYY', '2020-05-13'],
  ['20/05/27', 'YY/MM/DD', '2020-05-27'],
  ['2020.5.27.', 'YYYY.MM.DD', '2020-05-27'],
  ['1996年8月1日', 'YYYY年MM月DD日', '1996-08-01'],
  ['2020년 5월 13일', 'YYYY年MM月DD日', '2020-05-13'],
  ['104/02/15', 'ROC', '2015-02-15'],
  ['民國104年2月15日', 'ROC', '2015-02-15'],
  ['令和5年3月1日', 'era', '2023-03-01'],
  ['R5.3.1', 'era', '2023-03-01'],
  ['平成30年12月31日', 'era', '2018-12-31'],
  ['令和元年5月1日', 'era', '2019-05-01'],
  ['H28.12.1', 'era', '2016-12-01'],
  ['43964', 'serial', '2020-05-13'],
  ['43964.75', 'serial', '2020-05-13'],
  ['31/02/2014', 'DD/MM/YYYY', undefined],
  ['13/13/2014', 'DD/MM/YYYY', undefined],
  ['epoch', 'YYYY-MM-DD', undefined]
] as const)('the date "%s" is read as %s', (text, notation, date) => {
  expect(readDate(text, notation)).toBe(date)
})

test.each([
  [['13-MAY-20', '27-JUN-19'], 'DD-MMM-YYYY'],
  [['5/27/20', '6/14/19'], 'MM/DD/YYYY'],
  [['27.5.20', '3.12.19'], 'DD.MM.YYYY'],
  [['98/05/27', '99/12/31'], 'YY/MM/DD'],
  [['104/02/15', '99/12/01'], 'ROC'],
  [['H28.12.1', 'R2.4.30'], 'era'],
  [['1996年8月1日'], 'YYYY年MM月DD日'],
  [['15 févr. 2020', '3 mars 2021'], 'DD-MMM-YYYY']
] as const)('a column of %j is known by its content as days', (values, date) => {
  expect(guessColumn(values)).toEqual({ type: 'date', notation: { date } })
})

test('a number of five figures is a day only where the column is called so', () => {
  expect(guessColumn(['43964', '43988'], [1, 1], 'Fecha de visita')).toEqual({
    type: 'date',
    notation: { date: 'serial' }
  })
  expect(guessColumn(['43964', '43988'], [1, 1], 'Penalty').type).toBe('integer')
})

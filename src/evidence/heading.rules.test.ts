import { describe, expect, test } from 'vitest'
import { readTableStart } from './header.rules.ts'
import { joinNames } from './heading.rules.ts'

const start = (text: string, stated = {}) => {
  const found = readTableStart(text, stated)
  return found && { header: found.header, line: found.headerLine, lines: found.headerLines }
}

describe('names of columns that stand over two lines', () => {
  test('are joined: the group and what it holds', () => {
    expect(start('Employer,Fines,,Wages,\n,imposed,paid,owed,paid\nAda,1,2,3,4\nBee,5,6,7,8\n')).toEqual({
      header: ['Employer', 'Fines imposed', 'Fines paid', 'Wages owed', 'Wages paid'],
      line: 1,
      lines: 2
    })
  })

  test('are found below a title, and where the upper line names hardly anything', () => {
    const text =
      'Report of 2025,,,,,\n\n,,,Sanctions,,\nNo,Employer,City,fines,orders,fines\n1,Ada,Lyon,1,2,3\n2,Bee,Lyon,1,2,3\n'
    expect(start(text)).toMatchObject({ lines: 1, line: 4 })
    const two = 'Report of 2025,,,,,,\n,,,Fines,,Orders,\nNo,Employer,City,made,kept,made,kept\n1,Ada,Lyon,1,2,3,4\n'
    expect(start(two)).toEqual({
      header: ['No', 'Employer', 'City', 'Fines made', 'Fines kept', 'Orders made', 'Orders kept'],
      line: 2,
      lines: 2
    })
  })

  test('can stand over three', () => {
    const text = 'Employer,2025,,,\n,Fines,,Wages,\n,made,kept,owed,paid\nAda,1,2,3,4\nBee,1,2,3,4\n'
    expect(start(text)).toMatchObject({
      header: ['Employer', '2025 Fines made', '2025 Fines kept', '2025 Wages owed', '2025 Wages paid'],
      lines: 3
    })
  })

  test('are not seen in the first record of a file, however few names it has', () => {
    expect(start('name,,count\nAda,x,12\nBee,y,3\n')).toMatchObject({ lines: 1 })
    expect(start('name,,city\nAda,x,Lyon\nBee,y,Lille\n')).toMatchObject({ lines: 1 })
    expect(start('id,employer,city\n1,Ada,Lyon\n2,Bee,Lille\n')).toMatchObject({ lines: 1 })
    expect(start('employer,note,owed\nAda,,\nBee,late,3\nCy,,4\n')).toMatchObject({ lines: 1 })
    expect(start('Region: North,,Period: 2025,\nNo,Employer,City,Owed\n1,Ada,Lyon,5\n')).toMatchObject({
      line: 2,
      lines: 1
    })
  })

  test('are taken as a person says, on so many lines', () => {
    const text = 'Employer,City\nname,name\nAda,Lyon\n'
    expect(start(text)).toMatchObject({ lines: 1 })
    expect(start(text, { headerLine: 1, headerLines: 2 })?.header).toEqual(['Employer name', 'City name'])
    expect(start('Employer,Fines,,\n,a,b,c\nAda,1,2,3\n', { headerLine: 2, headerLines: 1 })?.header).toEqual([
      '#1',
      'a',
      'b',
      'c'
    ])
  })

  test('do not pass a group on to a column beside it', () => {
    expect(joinNames(['City', '', 'Fines', ''], ['', 'code', 'made', 'kept'])).toEqual([
      'City',
      'code',
      'Fines made',
      'Fines kept'
    ])
    expect(joinNames(['City', 'City', 'Fines'], ['City', 'code', ''])).toEqual(['City', 'code', 'Fines'])
  })
})

import { describe, expect, test } from 'vitest'
import { plainName, typeOfContent } from './proof.rules.ts'

const bytes = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0))
const typeOf = (content: string) => typeOfContent(bytes(content).subarray(0, 16), (text) => content.includes(text))

describe('what a file is', () => {
  test('is what its content says', () => {
    expect(typeOf('\u00ff\u00d8\u00ff\u00e0 a photograph')).toBe('jpeg')
    expect(typeOf('\u0089PNG\r\n\u001a\n …')).toBe('png')
    expect(typeOf('RIFF....WEBPVP8 ')).toBe('webp')
    expect(typeOf('%PDF-1.7 …')).toBe('pdf')
    expect(typeOf('PK\u0003\u0004 … word/document.xml …')).toBe('docx')
  })

  test('is nothing that is taken where it is a page, a program, an archive or a document with macros', () => {
    for (const content of [
      '<!doctype html><script>',
      '<svg xmlns="…" onload="…">',
      'MZ\u0090',
      'PK\u0003\u0004 xl/workbook.xml',
      'PK\u0003\u0004 word/document.xml word/vbaProject.bin',
      ' %PDF-1.7',
      ''
    ])
      expect(typeOf(content)).toBeUndefined()
  })

  test('its name is kept without folders and without signs that mean something elsewhere', () => {
    expect(plainName('C:\\photos\\list "1".jpg')).toBe('list 1.jpg')
    expect(plainName('../../etc/passwd')).toBe('passwd')
    expect(plainName('قائمة.pdf')).toBe('قائمة.pdf')
    expect(plainName('///')).toBe('file')
  })
})

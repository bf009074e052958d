import { describe, expect, test } from 'vitest'
import { guessEncoding } from './encoding.rules.ts'

/** The bytes of a text in an encoding that only its decoder is at hand for: each letter is looked for among all. */
function bytesIn(encoding: string, text: string): Uint8Array {
  const decoder = new TextDecoder(encoding)
  const known = new Map<string, number[]>()
  for (let lead = 0x80; lead < 0x100; lead++) {
    known.set(decoder.decode(Uint8Array.of(lead)), [lead])
    for (let second = 0x40; second < 0xff; second++) {
      const letters = decoder.decode(Uint8Array.of(lead, second))
      if ([...letters].length === 1 && !known.has(letters)) known.set(letters, [lead, second])
    }
  }
  return Uint8Array.from(
    [...text].flatMap((letter) =>
      (letter.codePointAt(0) ?? 0) < 0x80 ? [letter.charCodeAt(0)] : (known.get(letter) ?? [])
    )
  )
}

const rows = (header: string, row: (number: number) => string) =>
  `${header}\n${Array.from({ length: 12 }, (_, number) => row(number)).join('\n')}\n`

describe('the encoding of a file that is no UTF-8 is told by its bytes', () => {
  test.each([
    [
      'windows-1256',
      rows('الرقم,اسم المنشأة,المدينة,عدد المخالفات', (n) => `${n},شركة البناء والتعمير,الدار البيضاء,${n}`)
    ],
    ['windows-1256', rows('id,المدينة', (n) => `${n},عمّان`)],
    [
      'gb18030',
      rows('编号,企业名称,城市,日期,罚款', (n) => `${n},上海建筑工程有限公司,上海市浦东新区,2020-02-15,${n}`)
    ],
    ['big5', rows('編號,事業單位名稱,縣市,處分日期,罰鍰金額', (n) => `${n},臺灣股份有限公司,臺北市,104/02/15,${n}`)],
    ['shift_jis', rows('番号,事業場の名称,所在地', (n) => `${n},さくら建設株式会社,東京都千代田区`)],
    ['euc-kr', rows('번호,사업장 이름,도시', (n) => `${n},한국 건설 주식회사,서울특별시`)],
    ['windows-1251', rows('Номер,Название предприятия,Город', (n) => `${n},Строительная компания,Москва`)],
    ['windows-1252', rows('Case no;Raison sociale;Ville', (n) => `${n};Café Élysée n° 1 – “œuvre” €;Besançon`)],
    ['windows-1252', rows('Nr;Betrieb;Ort', (n) => `${n};ÄRZTEHAUS MÜLLER GRÖßE;KÖLN`)],
    ['windows-1252', rows('Nº;Razón social;Población', (n) => `${n};Año Ñandú S.A.;Cádiz`)]
  ])('%s', (encoding, text) => {
    const bytes = bytesIn(encoding, text)
    expect(new TextDecoder(encoding).decode(bytes)).toBe(text)
    expect(guessEncoding(bytes)).toBe(encoding)
  })
})

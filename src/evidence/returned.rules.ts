import { csvMark } from './csv.rules.ts'

/** Refused and doubtful rows as they are handed out: what stands in the file, and why in words. */

type Signs = { delimiter: string; quote: string }

/** Sentences of the codes that a row is returned with. */
export type Explain = (codes: readonly string[]) => string

/** What the columns are called that a file of refused rows carries behind those that were sent. */
export const returnedColumns = ['row_number', 'column', 'reason', 'surplus']

/** Whether a file is one of rows that were handed out. */
export const isReturned = (header: readonly string[]): boolean => returnedColumns.every((name) => header.includes(name))

/** The apostrophe that was put before what a spreadsheet would carry out; it is taken off again when rows come back. */
export const guardPattern = "^'([=+\\-@\\t\\r＝＋－＠])"

/** The column behind the others in which the reasons stand in words. */
export const explanation = 'explanation'

const parting = '; '

/**
 * Adds to each row of a file of returned rows what its codes mean, and begins with the mark by which spreadsheets know UTF-8.
 * The code stands in the last cell but one, the surplus in the last. Takes the file in pieces, cut anywhere; `end` answers
 * what is left of it.
 */
export function explainReturned(signs: Signs, explain: Explain): { push(piece: string): string; end(): string } {
  let row = ''
  let quoted = false
  let cuts: number[] = []
  let first = true

  function finish(end: string): string {
    const [from = 0, to = 0] = cuts.slice(-2)
    const codes = unquoted(row.slice(from + 1, to), signs.quote)
    const added = first ? explanation : explain(codes.split(parting).filter(Boolean))
    const written = `${first ? csvMark : ''}${row}${signs.delimiter}${returnedCell(added, signs)}${end}`
    row = ''
    cuts = []
    first = false
    return written
  }

  return {
    push(piece) {
      let out = ''
      for (const sign of piece) {
        if (sign === '\n' && !quoted) {
          out += finish('\n')
          continue
        }
        if (sign === signs.quote) quoted = !quoted
        else if (sign === signs.delimiter && !quoted) cuts.push(row.length)
        row += sign
      }
      return out
    },
    end: () => (row === '' ? '' : finish(''))
  }
}

/** A cell's text; a code holds no quotation marks of its own. */
function unquoted(cell: string, quote: string): string {
  return cell.replaceAll(quote, '')
}

/** A cell as a file is written that has other signs than a comma and a double quotation mark. */
export function returnedCell(text: string, { delimiter, quote }: Signs): string {
  const plain = ![delimiter, quote, '\n', '\r'].some((sign) => text.includes(sign))
  return plain ? text : quote + text.replaceAll(quote, quote + quote) + quote
}

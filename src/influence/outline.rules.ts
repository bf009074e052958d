/** Pasted lines without their indentation, and under which line a line stands; lines are counted from 1. */
export type Outline = { lines: string; under: ReadonlyMap<number, number> }

const tab = 4
const shape =
  /^([ \t\u00a0]*)((?:[•·▪◦‣*–—-]|o(?=\t))[ \t]|(\d{1,3}(?:\.\d{1,3})*)[.)]?\t|(\d{1,3}(?:\.\d{1,3})*)[.)] |(\d{1,3}(?:\.\d{1,3})+) |[a-z]{1,4}[.)]\t)?/

/**
 * Reads how deep each line of a pasted list stands: by how far it is indented; where no line is, by its mark, as a word
 * processor sends its lists: 1.1 under 1, and each further kind of mark a level deeper.
 */
export function readOutline(text: string): Outline {
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n')
  const read = lines.map(readLine)
  const indented = new Set(read.filter(({ said }) => said).map(({ indent }) => indent)).size > 1
  const marks = [...new Set(read.filter(({ said }) => said).map(({ mark }) => mark))]
  const depthOf = ({ indent, mark, numbers }: Line): number =>
    indented ? indent : numbers > 0 && marks.every((one) => one === '1') ? numbers : marks.indexOf(mark)
  const under = new Map<number, number>()
  const above: { line: number; depth: number }[] = []
  let quoted = false
  for (const [index, line] of read.entries()) {
    const inside = quoted
    if ((lines[index]?.split('"').length ?? 1) % 2 === 0) quoted = !quoted
    if (!line.said || inside) continue
    const depth = depthOf(line)
    while ((above.at(-1)?.depth ?? -1) >= depth) above.pop()
    const parent = above.at(-1)
    if (parent) under.set(index + 1, parent.line)
    above.push({ line: index + 1, depth })
  }
  return { lines: read.map(({ rest }) => rest).join('\n'), under }
}

type Line = { indent: number; mark: string; numbers: number; said: boolean; rest: string }

function readLine(line: string): Line {
  const [all = '', space = '', mark = '', ...numbered] = shape.exec(line) ?? []
  const number = numbered.find((one) => one !== undefined)
  return {
    indent: [...space].reduce((width, sign) => width + (sign === '\t' ? tab : 1), 0),
    mark: number ? '1' : /^[a-z]{1,4}[.)]/.test(mark) ? 'a' : mark.trim(),
    numbers: number?.split('.').length ?? 0,
    said: line.slice(all.length).trim() !== '',
    rest: line.slice(all.length)
  }
}

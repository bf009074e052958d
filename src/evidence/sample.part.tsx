import { useWords } from '../ui/context.ts'
import { Scroll } from '../ui/table.tsx'

/** The first rows as they stand in the file. */
export function SampleRows({
  header,
  rows
}: {
  header: readonly string[]
  rows: readonly { line: number; cells: string[] }[]
}) {
  const words = useWords()
  const caption = words.t('evidence.sample.title', { n: rows.length })
  return (
    <Scroll label={caption} wide>
      <table>
        <caption class="vh">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" class="num">
              {words.t('evidence.sample.line')}
            </th>
            {header.map((name) => (
              <th key={name} scope="col">
                <bdi>{name}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, cells }) => (
            <tr key={line}>
              <th scope="row" class="num">
                {words.number(line)}
              </th>
              {header.map((name, index) => (
                <td key={name}>
                  <bdi>{(cells[index] ?? '').slice(0, 80)}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

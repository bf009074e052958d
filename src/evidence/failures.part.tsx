import type { PageContext } from '../kernel/page.ts'
import { useWords } from '../ui/context.ts'
import { Notice } from '../ui/notice.tsx'
import { isolated } from './names.part.tsx'
import type { readDataSet } from './operations.ts'
import { Counts } from './outcome.part.tsx'

type Version = Awaited<ReturnType<(typeof readDataSet)['run']>>['versions'][number]

type FailuresProps = { of: readonly Version[]; among: readonly Version[]; may: PageContext['may'] }

/** Files that could not be imported and wait to be put right: why, and the way to read each another way. */
export function Failures({ of, among, may }: FailuresProps) {
  return (
    <>
      {of.map((version) => (
        <Failed key={version.id} version={version} among={among} may={may} />
      ))}
    </>
  )
}

/** The file that stopped those after it: they can be imported once it is put right. */
function causeOf(version: Version, among: readonly Version[]): Version | undefined {
  const before = among.find(({ id, state }) => id === version.follows && state === 'failed')
  return before?.problem?.code === 'import-before-failed' ? causeOf(before, among) : before
}

type FailedProps = { version: Version; among: readonly Version[]; may: PageContext['may'] }

function Failed({ version, among, may }: FailedProps) {
  const words = useWords()
  const cause = causeOf(version, among)
  const { code, values } = version.problem ?? { code: 'unexpected', values: {} }
  const { reasons = [] } = version.result
  return (
    <Notice kind="bad" title={words.t('evidence.failed.title', { file: isolated(words, version.file_name) })}>
      <p>{words.t(`problem.${code}`, values)}</p>
      {reasons.length > 0 ? <Counts of={reasons} caption={words.t('evidence.refused.reasons')} /> : null}
      {version.rejected > 0 && may('workplace.read-persons') ? (
        <p>
          <a href={`/evidence/${version.data_set}/rejects.csv?version=${version.id}`} download>
            {words.t('evidence.refused.download')}
          </a>
        </p>
      ) : null}
      {may('evidence.import') ? (
        <p>
          {cause ? (
            <>
              <a href={`/evidence/uploads/${cause.id}?data_set=${cause.data_set}`}>
                {words.t('evidence.failed.first', { file: isolated(words, cause.file_name) })}
              </a>
              <br />
            </>
          ) : null}
          <a href={`/evidence/uploads/${version.id}?data_set=${version.data_set}`}>
            {words.t(cause ? 'evidence.failed.this' : 'evidence.failed.again')}
          </a>
        </p>
      ) : null}
    </Notice>
  )
}

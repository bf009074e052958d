import { SelectField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { LinkButton } from '../ui/form.tsx'
import { Notice } from '../ui/notice.tsx'
import { isolated } from './names.part.tsx'
import type { readUpload } from './upload.operations.ts'

type Upload = Pick<Awaited<ReturnType<(typeof readUpload)['run']>>, 'owner' | 'owners' | 'after' | 'proposal'>

/** Whether the rows are records of their own, or findings of those of a data set that is there. */
export function OwnerChoice({ of: { owner, owners } }: { of: Upload }) {
  const words = useWords()
  if (owners.length === 0) return null
  return (
    <SelectField
      name="joined_to"
      label={words.t('evidence.owner')}
      value={owner?.id ?? 'none'}
      options={[
        { value: 'none', label: words.t('evidence.owner.none') },
        ...owners.map(({ id, name }) => ({ value: id, label: words.t('evidence.owner.of', { name }) }))
      ]}
    />
  )
}

/** How many rows name a record that is there; or which file must come first. */
export function OwnerPreview({ of: { owner, after, proposal } }: { of: Upload }) {
  const words = useWords()
  if (after)
    return (
      <Notice kind="wait" title={words.t('evidence.owner.after.title', { file: isolated(words, after.file_name) })}>
        <p>{words.t('evidence.owner.after')}</p>
        <p>
          <LinkButton href={`/evidence/uploads/${after.id}`}>{words.t('evidence.owner.after.action')}</LinkButton>
        </p>
      </Notice>
    )
  if (owner) {
    const { rows, found, column, name } = owner
    return (
      <Notice kind={found < rows ? 'wait' : 'good'} title={words.t('evidence.owner.title', { name })}>
        <p>
          {words.t('evidence.owner.found', { found, rows, column: isolated(words, column) })}{' '}
          {found < rows ? words.t('evidence.owner.missing', { n: rows - found }) : null}
        </p>
      </Notice>
    )
  }
  const { grain, fields } = proposal.mapping
  const named = fields.workplace ?? fields.legalName ?? fields.identifier
  if (proposal.agreed || grain !== 'finding' || named) return null
  return <p class="soft measure">{words.t('evidence.owner.first')}</p>
}

import { useWords } from '../ui/context.ts'
import { Figure } from '../ui/figure.tsx'
import { Tag } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { type ChainNode, countBelow, growChains } from './chain.rules.ts'
import type { BusinessLink, Employer } from './step.operations.ts'

type Node = ChainNode<Employer, BusinessLink>

/** Who gives the work and who takes it, as a tree; nothing where no link is known. */
export function Chains({ employers, links }: { employers: readonly Employer[]; links: readonly BusinessLink[] }) {
  const words = useWords()
  const trees = growChains(employers, links).toSorted((a, b) => countBelow(b) - countBelow(a))
  const [first] = trees
  if (!first || first.below.length === 0) return null
  return (
    <Figure
      level={2}
      title={words.t('hub.chain.finding', {
        name: first.employer.name,
        n: countBelow(first),
        of: employers.length
      })}
      unit={words.t('hub.chain.unit')}
      source={words.t('hub.chain.source')}
      example={employers.some(({ example }) => example)}
    >
      <ul class="chain">
        {trees.map((tree) => (
          <Branch key={tree.employer.id} of={tree} />
        ))}
      </ul>
    </Figure>
  )
}

function Branch({ of: { employer, link, below } }: { of: Node }) {
  const words = useWords()
  return (
    <li>
      <div class="row base">
        {link ? <span class="soft small">{words.t(`business_link.kind.${link.kind}`)}</span> : null}
        <a href={`#${employer.id}`}>
          <Written>{employer.name}</Written>
        </a>
        <Tag>{words.t(`employer.role.${employer.role}`)}</Tag>
        {employer.workplaces === null ? null : (
          <span class="soft small">{words.t('hub.chain.workplaces', { n: employer.workplaces })}</span>
        )}
      </div>
      {below.length > 0 ? (
        <ul>
          {below.map((node) => (
            <Branch key={node.link?.id} of={node} />
          ))}
        </ul>
      ) : null}
    </li>
  )
}

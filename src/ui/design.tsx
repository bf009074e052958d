import { useWords } from './context.ts'
import { Drawings } from './design.drawings.tsx'
import { FormParts, TableParts } from './design.forms.tsx'
import { Part } from './design.part.tsx'
import { sampleText as text } from './design.text.ts'
import { Button, LinkButton } from './form.tsx'
import { Layout } from './layout.tsx'
import { Details, Empty, Facts, Notice, Progress, Skeleton, Terms } from './notice.tsx'
import { AddButton, OnDemand } from './on-demand.tsx'
import { Crumbs, Decide, Items, PageHead, SectionHead, StepHead, Tabs } from './step.tsx'
import { CategoryMark, Chip, categories, Direction, Dots, Example, families, Tag } from './tag.tsx'

/** Every drawing with its own figures; apart from the other parts, so that each page stays light. */
export function DesignDrawingsPage() {
  const words = useWords()
  return (
    <Layout title={words.t('ui.design.drawings')}>
      <PageHead
        title={words.t('ui.design.drawings')}
        actions={<LinkButton href="/design">{words.t('ui.design.title')}</LinkButton>}
      />
      <div class="stack-l">
        <Drawings />
      </div>
    </Layout>
  )
}

/** Every part in every state: what a page may be made of. */
export function DesignPage() {
  const words = useWords()
  return (
    <Layout title={words.t('ui.design.title')}>
      <PageHead
        title={words.t('ui.design.title')}
        actions={<LinkButton href="/design/drawings">{words.t('ui.design.drawings')}</LinkButton>}
      >
        {words.t('ui.design.lede')}
      </PageHead>
      <div class="stack-l">
        <Part name="colour">
          <Colours />
        </Part>
        <Part name="type">
          <h1>{text.finding}</h1>
          <h2>{text.section}</h2>
          <h3>{text.figure}</h3>
          <p class="measure">{text.running}</p>
          <p class="soft">{text.unit}</p>
          <p class="faint small">{text.source}</p>
          <h3 lang="ar" dir="rtl">
            {text.arabicFinding}
          </h3>
        </Part>
        <Part name="buttons">
          <div class="row">
            <Button kind="main">{text.mainAct}</Button>
            <Button>{text.otherAct}</Button>
            <Button kind="stop">{text.stopAct}</Button>
            <Button kind="plain">{text.plainAct}</Button>
            <Button disabledBecause={text.disabledWhy}>{text.disabledAct}</Button>
            <LinkButton href="#buttons" slim>
              {text.slimAct}
            </LinkButton>
          </div>
          <Button wide>{text.longAct}</Button>
        </Part>
        <FormParts />
        <TableParts />
        <Part name="tags">
          <Tags />
        </Part>
        <Part name="notices">
          <Notices />
        </Part>
        <Part name="heads">
          <Crumbs items={[{ label: text.plan, href: '#heads' }, { label: text.stepName }]} />
          <StepHead number={3} name={text.stepName} question={text.question} questions={text.questions}>
            {text.stepLede}
          </StepHead>
          <Tabs
            label={text.stepName}
            items={text.tabs.map((label, index) => ({ label, href: `#tab-${index}`, current: index === 1 }))}
          />
          <SectionHead
            title={text.section}
            level={3}
            mark={<Example />}
            actions={
              <AddButton id="demanded" kind="outline">
                {text.slimAct}
              </AddButton>
            }
          />
          <OnDemand id="demanded" title={text.slimAct}>
            <p>{text.stepLede}</p>
          </OnDemand>
          <Facts items={text.facts} />
          <div class="two">
            <Items
              items={text.items.map((item) => ({
                key: item.title,
                body: (
                  <>
                    <strong>{item.title}</strong>
                    <p class="soft small">{item.detail}</p>
                  </>
                ),
                actions: (
                  <LinkButton href="#heads" slim>
                    {text.slimAct}
                  </LinkButton>
                )
              }))}
            />
            <Decide
              title={text.decide}
              items={[
                {
                  title: text.decision,
                  children: text.decisionTakes,
                  wait: text.decisionWait,
                  action: (
                    <LinkButton href="#heads" slim>
                      {text.mainAct}
                    </LinkButton>
                  )
                }
              ]}
            />
          </div>
          <Terms items={text.terms} />
        </Part>
      </div>
    </Layout>
  )
}

const ranges = [
  [
    'paper',
    'sheet',
    'sunk',
    'ink',
    'ink-2',
    'ink-3',
    'hair',
    'edge',
    'act',
    'act-strong',
    'act-tint',
    'bob',
    'bob-ink',
    'bob-tint'
  ],
  ['ok', 'ok-tint', 'breach', 'breach-tint', 'unknown', 'unknown-tint', 'na', 'mark', 'grid', 'focus'],
  ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c1-tint', 'c2-tint', 'c3-tint', 'c4-tint', 'c5-tint', 'c6-tint'],
  ['seq-1', 'seq-2', 'seq-3', 'seq-4', 'seq-5', 'seq-6', 'heat-1', 'heat-2', 'heat-3', 'heat-4', 'heat-5', 'heat-6'],
  ['div-1', 'div-2', 'div-3', 'div-4', 'div-5', 'div-6', 'div-7']
] as const

function Colours() {
  return (
    <div class="stack-s">
      {ranges.map((range) => (
        <ul key={range[0]} class="swatches">
          {range.map((token) => (
            <li key={token}>
              <svg aria-hidden="true">
                <rect width="100%" height="100%" fill={`var(--${token})`} stroke="var(--hair)" />
              </svg>
              <code>{token}</code>
            </li>
          ))}
        </ul>
      ))}
    </div>
  )
}

function Tags() {
  return (
    <>
      <div class="row">
        {(['ok', 'breach', 'unknown', 'na', 'wait', 'recorded', 'proposed'] as const).map((kind) => (
          <Tag key={kind} kind={kind} />
        ))}
        <Example />
        <Tag>{text.plainTag}</Tag>
      </div>
      <div class="row">
        {families.map((family) => (
          <Tag key={family} kind={family} />
        ))}
      </div>
      <div class="row">
        {categories.map((category) => (
          <CategoryMark key={category} category={category} />
        ))}
        <CategoryMark category="ngo" alone />
        <Direction of="plus" />
        <Direction of="minus" />
        <Dots value={4} label={text.strength} />
      </div>
      <div class="row">
        <Chip removeHref="#tags">{text.filter}</Chip>
        <span class="soft small">{text.filtered}</span>
      </div>
    </>
  )
}

function Notices() {
  return (
    <>
      {(['plain', 'wait', 'bad', 'good'] as const).map((kind) => (
        <Notice key={kind} kind={kind} title={text.notices[kind].title}>
          {text.notices[kind].detail}
        </Notice>
      ))}
      <Progress value={38} max={71} label={text.progress}>
        {text.progress}
      </Progress>
      <Details summary={text.howTitle} open>
        {text.how}
      </Details>
      <Empty title={text.emptyTitle} action={<LinkButton href="#notices">{text.emptyAct}</LinkButton>}>
        {text.empty}
      </Empty>
      <Skeleton lines={3} />
    </>
  )
}

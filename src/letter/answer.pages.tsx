import { acceptedProofs } from '../delivery/proof.rules.ts'
import { answers } from '../escalation/rules.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { ChoiceField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { DateField, FileField, LongTextField, TextField } from '../ui/field.tsx'
import { Button, Form, FormActions } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Notice, Terms } from '../ui/notice.tsx'
import { errorsOf } from '../ui/operation-form.tsx'
import { PageHead } from '../ui/step.tsx'
import { Written } from '../ui/written.tsx'
import type { AnswerDesk, Shown } from './answer.routes.ts'
import { readLinkCode } from './rules.ts'

/** The page of one letter, for its employer, who has no account: it tells of that letter and of nothing else. */
export function answerPages(desk: AnswerDesk): Page[] {
  return [
    page('/answer', 'anyone', async (context) => {
      const code = readLinkCode(context.query('code'))
      if (code) return new Response(null, { status: 303, headers: { location: `/answer/${code}` } })
      return drawDoor(context, context.query('code') !== '' || context.query('wrong') !== '')
    }),
    page('/answer/:code', 'anyone', async (context) => {
      const code = readLinkCode(context.params.code ?? '')
      const letter = code ? await desk.look(code) : undefined
      return code && letter ? drawLetter(context, code, letter) : drawDoor(context, true)
    })
  ]
}

function drawDoor({ words }: PageContext, wrong: boolean) {
  const title = words.t('answer.door')
  return (
    <Layout title={title}>
      <div class="door stack-m">
        <PageHead title={title}>{words.t('answer.door.explained')}</PageHead>
        <Form
          action="/answer"
          method="get"
          errors={wrong ? { code: words.t('problem.letter-code') } : {}}
          prefix="answer-door"
        >
          <TextField name="code" label={words.t('answer.code')} help={words.t('answer.code.help')} autocomplete="off" />
          <FormActions>
            <Button kind="main" wide>
              {words.t('answer.open')}
            </Button>
          </FormActions>
        </Form>
      </div>
    </Layout>
  )
}

function drawLetter({ words, form }: PageContext, code: string, letter: Shown) {
  const own = form?.operation === 'answer' ? form : undefined
  const answered = letter.answer !== ''
  const over = !answered && new Date().toISOString().slice(0, 10) > letter.expires
  const title = words.t(answered ? 'answer.received' : over ? 'answer.over' : 'answer.title')
  return (
    <Layout title={title}>
      <div class="door stack-m">
        <PageHead kicker={letter.house} title={title}>
          {answered
            ? words.t('answer.received.explained')
            : over
              ? words.t('answer.over.explained', { day: words.date(letter.expires), house: letter.house })
              : words.t('answer.explained', { day: words.date(letter.deadline) })}
        </PageHead>
        {letter.example ? <Notice kind="wait">{words.t('letter.sheet.example')}</Notice> : null}
        <Terms
          items={[
            { term: words.t('letter.sheet.reference'), value: <bdi>{letter.reference}</bdi> },
            { term: words.t('letter.sheet.day'), value: words.date(letter.day) },
            ...(letter.issue ? [{ term: words.t('answer.about'), value: <Written>{letter.issue}</Written> }] : []),
            ...(answered ? receipt(words, letter) : [])
          ]}
        />
        {answered || over ? null : (
          <Form
            action={`/answer/${code}`}
            values={own?.sent}
            errors={errorsOf(words, own?.problem)}
            prefix="answer"
            files
          >
            <ChoiceField
              name="outcome"
              label={words.t('answer.outcome')}
              options={answers.map((value) => ({ value, label: words.t(`answer.outcome.${value}`) }))}
            />
            <DateField name="until" label={words.t('answer.until')} help={words.t('answer.until.help')} optional />
            <LongTextField name="text" label={words.t('answer.text')} rows={5} maxLength={4000} optional />
            <FileField
              name="file"
              label={words.t('answer.file')}
              help={words.t('answer.file.help')}
              accept={acceptedProofs}
              optional
            />
            <p class="soft small">{words.t('answer.once')}</p>
            <FormActions>
              <Button kind="main" wide>
                {words.t('answer.send')}
              </Button>
            </FormActions>
          </Form>
        )}
        {answered ? <Kept /> : null}
      </div>
    </Layout>
  )
}

function receipt(words: PageContext['words'], letter: Shown) {
  return [
    { term: words.t('answer.received.on'), value: letter.answered_on ? words.date(letter.answered_on) : '' },
    { term: words.t('answer.outcome'), value: <strong>{words.t(`answer.outcome.${letter.answer}`)}</strong> },
    ...(letter.answer_until ? [{ term: words.t('answer.until'), value: words.date(letter.answer_until) }] : []),
    ...(letter.answer_text ? [{ term: words.t('answer.text'), value: <Written>{letter.answer_text}</Written> }] : []),
    ...(letter.file_name ? [{ term: words.t('answer.file'), value: <bdi>{letter.file_name}</bdi> }] : [])
  ]
}

function Kept() {
  const words = useWords()
  return <p class="soft small">{words.t('answer.received.keep')}</p>
}

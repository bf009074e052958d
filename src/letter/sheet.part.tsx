import { QrCode } from '../ui/qr.tsx'
import { Written } from '../ui/written.tsx'
import type { Sheet } from './template.rules.ts'

/** Lines one under another. */
function Lines({ of }: { of: readonly string[] }) {
  return of.map((line, index) => (
    <>
      {index > 0 ? <br /> : null}
      <Written>{line}</Written>
    </>
  ))
}

/** A letter as it is printed: one sheet of A4, in its own language. */
export function LetterSheet({ of, logo }: { of: Sheet; logo: string }) {
  const [name, ...place] = of.sender
  return (
    <article class="letter-sheet" lang={of.language} dir={of.direction} aria-label={`${of.reference} ${of.workplace}`}>
      <header>
        <p>
          <strong>{name}</strong>
          <br />
          <Lines of={place} />
        </p>
        {logo ? <img src={logo} alt="" /> : null}
      </header>
      <div class="letter-top">
        <address>
          <Lines of={of.to} />
        </address>
        <dl>
          {of.facts.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      </div>
      <p class="letter-subject">
        <Written>{of.subject}</Written>
      </p>
      {of.body.map((lines, index) => (
        <p key={index}>
          <Lines of={lines} />
        </p>
      ))}
      <p class="letter-signature">
        <Lines of={of.signature} />
      </p>
      <footer>
        <div>
          <p>
            <strong>{of.answer.title}</strong>
          </p>
          <p>{of.answer.how}</p>
          <p>
            <bdi>{of.answer.place}</bdi> <bdi class="code">{of.answer.code}</bdi>
          </p>
        </div>
        <QrCode text={of.answer.link} label={of.answer.link} />
      </footer>
      {of.example ? <p class="letter-example">{of.example}</p> : null}
    </article>
  )
}

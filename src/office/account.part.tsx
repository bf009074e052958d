import { useWords } from '../ui/context.ts'
import { TextField } from '../ui/field.tsx'

/** A new password, typed twice. */
export function NewPassword() {
  const words = useWords()
  return (
    <div class="side-by-side">
      <TextField
        name="password"
        type="password"
        label={words.t('account.password.new')}
        help={words.t('account.password.help')}
        autocomplete="new-password"
      />
      <TextField
        name="again"
        type="password"
        label={words.t('account.password.again')}
        help={words.t('account.password.again.help')}
        autocomplete="new-password"
      />
    </div>
  )
}

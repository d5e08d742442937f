import type { JSX } from 'preact'
import type { Form } from './form'
import type { Words } from './words'

interface Props {
  readonly form: Form
  readonly all: readonly string[]
  readonly words: Words
  change(to: Form): void
}

/** Those that most questions are about. */
const USUAL = ['process-crash', 'machine-crash', 'clean-shutdown', 'isr-shrink', 'leader-move', 'cut-off']

export const Faults = ({ form, all, words, change }: Props): JSX.Element => {
  const field = (name: string): JSX.Element => (
    <div key={name} class="field">
      <label>
        <span lang="en">{name}</span>
        <input
          {...{ name, type: 'text', inputMode: 'numeric', autocomplete: 'off' }}
          value={form.faults[name] ?? ''}
          onInput={({ currentTarget }) =>
            change({ ...form, faults: { ...form.faults, [name]: currentTarget.value.trim() } })
          }
        />
      </label>
    </div>
  )
  const rare = all.filter((name) => !USUAL.includes(name))
  return (
    <fieldset>
      <legend>{words.faults}</legend>
      <p class="hint wide">{words.faultsHelp}</p>
      {USUAL.map(field)}
      <details class="wide" open={rare.some((name) => form.faults[name] !== undefined)}>
        <summary>{words.moreFaults}</summary>
        <div class="fields">{rare.map(field)}</div>
      </details>
    </fieldset>
  )
}

import type { JSX } from 'preact'
import type { Catalogue } from '../catalogue'
import type { Form } from './form'
import type { Words } from './words'

interface Props {
  readonly form: Form
  readonly catalogue: Catalogue
  readonly words: Words
  change(to: Form): void
}

/** The KIPs and fixes of a version, each with a box to switch it off. */
export const Kips = ({ form, catalogue, words, change }: Props): JSX.Element | null => {
  const all = catalogue.kafkas.find(({ name }) => name === form.fields['kafka'])?.amendments ?? []
  const { without } = form
  if (all.length === 0) return null
  const on = all.filter(({ name }) => !without.includes(name)).length
  return (
    <details class="wide">
      <summary>{words.kips(on, all.length)}</summary>
      <p class="hint">{words.kipsHelp}</p>
      <div class="kips">
        {all.map(({ name, title }) => (
          <label key={name} class="box">
            <input
              {...{ name, type: 'checkbox' }}
              checked={!without.includes(name)}
              onChange={({ currentTarget: { checked } }) =>
                change({
                  ...form,
                  without: checked ? without.filter((left) => left !== name) : [...without, name],
                })
              }
            />
            <span>
              <b>{name}</b> <span lang="en">{title}</span>
            </span>
          </label>
        ))}
      </div>
    </details>
  )
}

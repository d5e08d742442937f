import type { ComponentChildren, JSX } from 'preact'
import type { Catalogue } from '../catalogue'
import { Faults } from './faults'
import { formFor, typedIn, withField, type Form } from './form'
import { Kips } from './kips'
import type { Words } from './words'

interface Choosing {
  readonly form: Form
  readonly catalogue: Catalogue
  readonly words: Words
  change(to: Form): void
}

interface Props extends Choosing {
  readonly isBusy: boolean
  find(): void
  stop(): void
  /** What is said beside the buttons. */
  readonly children: ComponentChildren
}

/** The question. Each field is named after its option on the command line. */
export const FormOf = ({ form, catalogue, words, isBusy, change, find, stop, children }: Props): JSX.Element => {
  const fill = (name: string, word: string): void => change(withField(form, name, word, catalogue))
  const at = { form, fill }
  const versions = catalogue.kafkas.map(({ name }) => [name, name] as const)
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!isBusy) find()
      }}
    >
      <Examples {...{ form, catalogue, words, change }} />
      <fieldset>
        <legend>{words.version}</legend>
        <Choice {...at} name="kafka" label={words.kafka} among={versions} />
        <Choice {...at} name="unlike" label={words.unlike} among={[['', words.unlikeNone], ...versions]} />
        <Kips {...{ form, catalogue, words, change }} />
      </fieldset>
      <fieldset>
        <legend>{words.settings}</legend>
        <Choice {...at} name="acks" label="acks" among={same(['all', '1', '0'])} />
        <Entry {...at} name="min-isr" label="min.insync.replicas" />
        <Box {...at} name="unclean" label={words.unclean} />
      </fieldset>
      <fieldset>
        <legend>{words.world}</legend>
        <Entry {...at} name="brokers" label={words.brokers} />
        <Entry {...at} name="records" label={words.records} />
        <Entry {...at} name="epochs" label={words.epochs} />
        <Entry {...at} name="leader" label={words.leader} />
        <Choice {...at} name="grain" label={words.grain} among={same(['atomic', 'message'])} />
        <Choice {...at} name="judge" label={words.judge} among={same(['clean', 'any'])} />
        <Entry {...at} name="max-states" label={words.maxStates} />
        <Box {...at} name="availability" label={words.availability} />
      </fieldset>
      <Faults {...{ form, words, change }} all={catalogue.faults} />
      <Labelled label={words.more} isWide hint={words.moreHelp}>
        <input
          type="text"
          spellcheck={false}
          autocapitalize="off"
          aria-describedby="more-help"
          value={form.more}
          onInput={({ currentTarget }) => change({ ...form, more: currentTarget.value })}
        />
      </Labelled>
      <div class="buttons">
        <button type="submit" class="find" aria-disabled={isBusy}>
          {words.find}
        </button>
        <button type="button" aria-disabled={!isBusy} onClick={() => isBusy && stop()}>
          {words.stop}
        </button>
        {children}
      </div>
    </form>
  )
}

/** Questions that find something. The one that the form asks is shown, also while arrow keys go through them. */
const Examples = ({ form, catalogue: { examples }, words, change }: Choosing): JSX.Element => {
  const asked = (one: Form): string => JSON.stringify([typedIn(one), one.more])
  const now = examples.findIndex(({ question }) => asked(formFor(question)) === asked(form))
  return (
    <Labelled label={words.example} isWide>
      <select
        value={String(now)}
        onChange={({ currentTarget: { value } }) => {
          const { question } = examples[Number(value)] ?? {}
          if (question !== undefined) change(formFor(question))
        }}
      >
        <option value="-1">{words.pick}</option>
        {examples.map(({ title }, index) => (
          <option key={title} value={String(index)}>
            {title}
          </option>
        ))}
      </select>
    </Labelled>
  )
}

const same = (all: readonly string[]): readonly (readonly [string, string])[] => all.map((word) => [word, word])

interface At {
  readonly form: Form
  readonly name: string
  readonly label: string
  fill(name: string, word: string): void
}

const Entry = ({ form, name, label, fill }: At): JSX.Element => (
  <Labelled label={label}>
    <input
      {...{ name, type: 'text', inputMode: 'numeric', autocomplete: 'off' }}
      value={form.fields[name] ?? ''}
      onInput={({ currentTarget }) => fill(name, currentTarget.value.trim())}
    />
  </Labelled>
)

const Choice = ({
  form,
  name,
  label,
  among,
  fill,
}: At & { readonly among: readonly (readonly [word: string, label: string])[] }): JSX.Element => (
  <Labelled label={label}>
    <select
      name={name}
      value={form.fields[name] ?? ''}
      onChange={({ currentTarget }) => fill(name, currentTarget.value)}
    >
      {among.map(([word, shown]) => (
        <option key={word} value={word}>
          {shown}
        </option>
      ))}
    </select>
  </Labelled>
)

const Box = ({ form, name, label, fill }: At): JSX.Element => (
  <label class="box">
    <input
      {...{ name, type: 'checkbox' }}
      checked={form.fields[name] === 'yes'}
      onChange={({ currentTarget }) => fill(name, currentTarget.checked ? 'yes' : 'no')}
    />
    <span>{label}</span>
  </label>
)

const Labelled = ({
  label,
  isWide = false,
  hint,
  children,
}: {
  readonly label: string
  readonly isWide?: boolean
  readonly hint?: string
  readonly children: ComponentChildren
}): JSX.Element => (
  <div class={isWide ? 'field wide' : 'field'}>
    <label>
      <span>{label}</span>
      {children}
    </label>
    {hint !== undefined && (
      <p class="hint" id="more-help">
        {hint}
      </p>
    )}
  </div>
)

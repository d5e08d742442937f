import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Tell } from './state'
import { shortened } from './find'

/** The keys, and the meaning of the signs. */
export const Help = ({ command, tell }: { readonly command: string; readonly tell: Tell }): JSX.Element => {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={() => tell({ type: 'help' })}>
      <h2 id="help-title">How to read this page</h2>
      <p>
        Time runs down. Every lane is one of those who take part; an arrow is a message. The colour of a broker's lane
        is the leader epoch that it believes in, and the lane is thick where it believes that it leads. A broken lane is
        a broker that is down; a dotted one is paused, or cut off.
      </p>
      <p>
        A cell is a record: its value, and the epoch in which it was written. The bar is the high watermark, the bracket
        the log end. A dashed cell is a record that clients were told is safe, and that this replica lacks.
      </p>
      <dl class="keys">
        {KEYS.map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p>
        Written by <code>tidemark {shortened(command)}</code>
      </p>
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </dialog>
  )
}

const KEYS: readonly (readonly [readonly string[], string])[] = [
  [['←', '→'], 'one step back, one step on'],
  [['Page up', 'Page down'], 'ten steps'],
  [['Home', 'End'], 'the first state, the last state'],
  [['Space'], 'play or stop'],
  [['C'], 'side by side with the other version, or alone'],
  [['/'], 'search'],
  [['?'], 'this help'],
]

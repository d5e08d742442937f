import type { JSX } from 'preact'
import { shortened } from '../find'
import type { Moments } from '../moments'

interface Props {
  readonly moments: Moments
  readonly step: number
}

/** The fields that the step changed. */
export const Differences = ({ moments, step }: Props): JSX.Element | null => {
  const changes = moments.account.deeds[step - 1]?.changes
  if (step === 0 || changes === undefined) return null
  return (
    <details class="part" open>
      <summary>
        What step {step} changed <span class="count">{changes.length}</span>
      </summary>
      {changes.length === 0 ? (
        <p class="none">nothing</p>
      ) : (
        <div class="scroll" tabIndex={0} role="region" aria-label="What changed">
          <table class="changes">
            <thead>
              <tr>
                <th scope="col">field</th>
                <th scope="col">before</th>
                <th scope="col">after</th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ path, before, after }) => (
                <tr key={path}>
                  <th scope="row">{shortened(path)}</th>
                  <td>{shortened(before, 400)}</td>
                  <td>{shortened(after, 400)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  )
}

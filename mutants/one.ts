/**
 * Runs in a copy of the project whose model has a mistake, and prints as JSON which check notices it. An argument names
 * the pass, or the kind, of the checks to run. The default is all.
 */
import { resolve } from 'node:path'
import { killers } from './judge'
import type { Verdict } from './verdict'

const verdict = (): Verdict => {
  const [, , only] = process.argv
  const asked = killers(resolve(__dirname, '..')).filter(
    ({ kind, pass }) => only === undefined || kind === only || pass === only,
  )
  for (const { kind, name, find } of asked) {
    try {
      const how = find()
      if (how !== undefined) return { killed: true, by: kind, how, where: name }
    } catch (error) {
      const how = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
      return { killed: true, by: 'error', how, where: name }
    }
  }
  return { killed: false }
}

process.stdout.write(`${JSON.stringify(verdict())}\n`)

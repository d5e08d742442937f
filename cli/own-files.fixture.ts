/** Files of users for tests: machines, properties and amendments. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const FOLDER = mkdtempSync(join(tmpdir(), 'tidemark-own-'))
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }))

export const LIBRARY = JSON.stringify(join(__dirname, '..', 'library', 'index'))

/** Writes a file, and returns its path. */
export const file = (name: string, text: string): string => {
  const path = join(FOLDER, name)
  writeFileSync(path, text)
  return path
}

/** A counter to `most`, which the property forbids from `limit` on. */
export const counter = (name: string, { most = 9, limit = 3, field = 'count' } = {}): string =>
  file(
    name,
    `const { always, defineMachine, int, record, refuse } = require(${LIBRARY})
const isFull = refuse('is full')
exports.machine = defineMachine({
  name: 'counter',
  initial: { count: 0, ${field}: 0 },
  schema: record({ count: int(0, ${most}) }),
  actions: { tick: { code: 't', text: 'the counter ticks', fields: {} } },
  rules: { tick: (state) => state.count === ${most} ? isFull : { ...state, count: state.count + 1, ${field}: state.${field} + 1 } },
})
exports.properties = [always('few', ({ ${field} }) => ${field} >= ${limit} ? 'too many ticks' : undefined)]
`,
  )

/** The journal of a campaign: what a process leaves behind that was killed in the middle of a line. */
import { memoryDisk } from '../../explorer/node/saving/memory-disk'
import type { Result } from './job'
import { openJournal, type Done } from './journal'

const PATH = '.tidemark/campaigns/one/done.jsonl'
const result: Result = { kind: 'search', verdict: 'holds', distinct: 5, generated: 6, depth: 2 }
const done: readonly Done[] = ['a', 'b', 'c'].map((key) => ({ key, result }))

const written = (): Uint8Array => {
  const bytes = new Map<string, Uint8Array>()
  const { journal } = openJournal(memoryDisk(bytes), 'one')
  journal.append(done.slice(0, 2))
  journal.append(done.slice(2))
  journal.close()
  return bytes.get(PATH) ?? new Uint8Array()
}

test('what was appended is read again', () => {
  expect(openJournal(memoryDisk(new Map([[PATH, written()]])), 'one').done).toEqual(done)
})

test('wherever it was cut off, whole lines are read, and what is appended then is read too', () => {
  const whole = written()
  for (let length = 0; length <= whole.length; length++) {
    const bytes = new Map([[PATH, whole.slice(0, length)]])
    const lines = Buffer.from(whole.slice(0, length)).toString().split('\n').length - 1
    const { journal, done: read } = openJournal(memoryDisk(bytes), 'one')
    expect(read).toEqual(done.slice(0, read.length))
    expect(read.length).toBeGreaterThanOrEqual(lines)
    journal.append([{ key: 'd', result }])
    journal.close()
    expect(openJournal(memoryDisk(bytes), 'one').done).toEqual([...read, { key: 'd', result }])
  }
})

test('a damaged line is left out, and those behind it are read', () => {
  const bytes = written()
  bytes[20] = 7
  expect(openJournal(memoryDisk(new Map([[PATH, bytes]])), 'one').done).toEqual(done.slice(1))
})

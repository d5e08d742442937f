/** The checksum of the code by which results are told apart from those of another program. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { programSum } from './program'

const root = mkdtempSync(join(tmpdir(), 'tidemark-program-'))
afterAll(() => rmSync(root, { recursive: true }))

const write = (path: string, text: string): void => writeFileSync(join(root, path), text)

for (const room of ['contract', 'kit', 'model', 'properties', 'explorer', 'lab', 'specimens', 'cli'])
  mkdirSync(join(root, room))
write('model/rule.ts', 'one')

test('a change of the code, of its place, or of the version gives another checksum; a test or a command does not', () => {
  const sum = programSum('1', root)
  write('model/rule.test.ts', 'x')
  write('cli/report.ts', 'x')
  expect(programSum('1', root)).toBe(sum)
  expect(programSum('2', root)).not.toBe(sum)
  write('kit/rule.ts', 'one')
  expect(programSum('1', root)).not.toBe(sum)
  rmSync(join(root, 'kit/rule.ts'))
  write('model/rule.ts', 'two')
  expect(programSum('1', root)).not.toBe(sum)
})

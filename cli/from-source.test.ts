/** How this project is started from its sources: see from-source.js. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOT = join(__dirname, '..')
const FOLDER = mkdtempSync(join(tmpdir(), 'tidemark-source-'))
for (const name of ['from-source.js', 'package.json', 'tsconfig.json']) cpSync(join(ROOT, name), join(FOLDER, name))
symlinkSync(join(ROOT, 'node_modules'), join(FOLDER, 'node_modules'))
afterAll(() => rmSync(FOLDER, { recursive: true }))

const MAIN = join(FOLDER, 'main.ts')
const started = (text: string): { readonly stdout: string; readonly stderr: string } => {
  writeFileSync(MAIN, text)
  return spawnSync(process.execPath, ['-r', join(FOLDER, 'from-source.js'), MAIN], { encoding: 'utf8' })
}

test('a source that has changed is compiled again', () => {
  const [one, again, other] = ['1', '1', '2'].map((word) => started(`const n: number = ${word}\nconsole.log(n)`))
  expect([one?.stdout, again?.stdout, other?.stdout]).toEqual(['1\n', '1\n', '2\n'])
  expect(readdirSync(join(FOLDER, '.cache', 'compiled'))).toEqual(['main.ts.js'])
})

test('an error names the line of the source', () => {
  expect(started("interface A {\n  a: 1\n}\n\nthrow new Error('x' as string)").stderr).toContain(`${MAIN}:5`)
})

test('a folder that cannot be written costs time only', () => {
  rmSync(join(FOLDER, '.cache'), { recursive: true })
  writeFileSync(join(FOLDER, '.cache'), 'not a folder')
  expect(started('const n: number = 3\nconsole.log(n)')).toMatchObject({ stdout: '3\n', stderr: '' })
})

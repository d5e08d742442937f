/** What is left when the process that started brokers is gone, however it went. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startGuard } from './guard'
import { until } from './waiting'

const PROJECT = join(__dirname, '..', '..')

/** A program that starts a process of its own, has it watched, and says its id. */
const PROGRAM = `
  const { startGuard } = require('./conformance/wire/guard')
  const child = require('node:child_process').spawn('sleep', ['600'], { stdio: 'ignore' })
  startGuard(process.argv[1]).watch(child.pid)
  process.stdout.write(String(child.pid))
  setInterval(() => undefined, 1000)`

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test.each(['SIGKILL', 'SIGINT'] as const)('after %s nothing runs, and the folder is gone', async (signal) => {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-guard-'))
  const program = spawn(process.execPath, ['-r', './from-source.js', '-e', PROGRAM, folder], { cwd: PROJECT })
  const said = await new Promise<string>((done) => program.stdout.once('data', (text: Buffer) => done(text.toString())))
  expect(isAlive(Number(said))).toBe(true)
  program.kill(signal)
  await until('the process to be gone', () => !isAlive(Number(said)))
  await until('the folder to be gone', () => !existsSync(folder))
})

test('at the end of a session as well', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-guard-'))
  const child = spawn('sleep', ['600'], { stdio: 'ignore' })
  const guard = startGuard(folder)
  guard.watch(child.pid ?? 0)
  await guard.end()
  expect(existsSync(folder)).toBe(false)
  await until('the process to be gone', () => child.signalCode !== null)
})

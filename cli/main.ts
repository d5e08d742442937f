#!/usr/bin/env node
import './needs-node'
import { processClock } from '../explorer/node/clock'
import { filesOnDisk } from '../explorer/node/files'
import { troubleIn } from '../explorer/node/saving/keeper'
import { realDisk } from '../explorer/node/saving/disk'
import { catchInterrupt } from '../explorer/node/signals'
import { specimens } from '../specimens/catalogue'
import { EXIT } from './exit'
import { parts } from './parts'
import { run } from './run'
import { paintFor } from './terminal'

// A reader that closes the pipe early (| head) is not an error. A full disk behind the pipe is one.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  process.stderr.write(`tidemark: the answer could not be printed: ${troubleIn(error)}\n`)
  process.exit(EXIT.badInput)
})

// Nobody can be told. The exit code still says what the answer is.
process.stderr.on('error', () => undefined)

/** Inside the repository an npm script starts the program. Elsewhere it has its own command, or is started by npx. */
const selfFor = (script: string | undefined): string => {
  if (script === 'npx') return 'npx tidemark'
  return script === 'tidemark' || script === 'start' ? 'npm run -s tidemark --' : 'tidemark'
}

/** Signal 0 sends nothing. It only tests whether the process exists. */
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const main = async (): Promise<void> => {
  process.exitCode = await run(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    errIsTerminal: process.stderr.isTTY,
    errWidth: paintFor(process.stderr, process.env).width,
    paint: paintFor(process.stdout, process.env),
    self: selfFor(process.env['npm_lifecycle_event']),
    clock: processClock,
    files: filesOnDisk,
    disk: realDisk,
    env: (name) => process.env[name],
    pid: process.pid,
    isAlive,
    listenOn: (port, respond) => parts.server().listenOnLoopback(port, respond),
    typing: () => ({ input: process.stdin, output: process.stdout }),
    startKafka: async (release, by) =>
      by === 'wire' ? parts.wire().startWire(release) : await parts.classes().startClasses(release),
    runFree: (plan, watch) => parts.free().runFree(plan, watch),
    listen: catchInterrupt,
    specimens,
  })
}

void main()

import { setTimeout as sleep } from 'node:timers/promises'
import { wholeNumber } from '../lab/questions/words'
import { badInput } from '../lab/questions/bad-input'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import { allUnderWay } from './live'
import { USUAL_PORT, type Typed } from './options'
import { pageOfSaved } from './page'
import type { Listening } from './serving/http'
import { LOOPBACK } from './serving/loopback'
import { respond, type Site } from './serving/respond'

/** Milliseconds between two checks for Ctrl-C. */
const PATIENCE = 100

/**
 * `tidemark serve`: serves the runs of this folder, their pages and running searches to a browser on this machine.
 * Ctrl-C ends it.
 */
export const runServe = async (typed: Typed, io: Io): Promise<Answer> => {
  const port = wholeNumber('port', typed['port'] ?? USUAL_PORT, 0, 65_535)
  const seen = { requests: 0 }
  const site: Site = {
    files: io.files,
    underWay: () => allUnderWay(io.files, io.isAlive),
    pageOf: (path, text) => pageOfSaved(path, text, io),
  }
  const interrupt = io.listen()
  try {
    const listening = await listen(io, port, (asked, at) => {
      seen.requests++
      return respond(site, asked, at)
    })
    const url = `http://${LOOPBACK}:${listening.port}/`
    io.err(`serving   ${url} (this machine only); stop with Ctrl-C\n`)
    while (!interrupt.isWanted()) await sleep(PATIENCE)
    await listening.close()
    return {
      text: `served    ${seen.requests} requests at ${url}\nnext      ${io.self} report`,
      json: { format: 1, exitCode: EXIT.holds, command: 'serve', url, requests: seen.requests },
      exitCode: EXIT.holds,
    }
  } finally {
    interrupt.release()
  }
}

const listen = async (io: Io, port: number, answer: Parameters<Io['listenOn']>[1]): Promise<Listening> => {
  try {
    return await io.listenOn(port, answer)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      throw badInput(`--port is ${port}: this port is in use, expected a free port, or 0 for any`)
    if (code === 'EACCES') throw badInput(`--port is ${port}: this port needs privileges, expected a port above 1023`)
    throw error
  }
}

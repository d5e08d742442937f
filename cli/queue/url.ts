import { badInput } from '../../lab/questions/bad-input'

/** The environment variable with the password of the queue. It is never on a command line, and in no file. */
export const PASSWORD = 'TIDEMARK_QUEUE_PASSWORD'

/** How a server is reached. */
export interface Server {
  readonly host: string
  readonly port: number
  readonly db: number
  readonly username?: string
  readonly password?: string
  readonly tls?: Readonly<Record<string, never>>
}

const EXPECTED = 'expected redis://host:port or rediss://host:port, with a number of a database behind it or without'
const USUAL_PORT = 6379

/** Reads the URL of a queue. A URL with a password is refused, and is not repeated in what is printed. */
export const readServer = (url: string, password: string | undefined): Server => {
  const read = URL.canParse(url) ? new URL(url) : undefined
  if (read !== undefined && read.password !== '')
    throw badInput(
      `--queue has a password in it: expected a URL without one, and the password in the variable ${PASSWORD}`,
    )
  if (read === undefined || !/^rediss?:$/.test(read.protocol) || read.hostname === '')
    throw badInput(`--queue is '${/@/.test(url) ? '...' : url}': ${EXPECTED}`)
  if (read.search !== '' || read.hash !== '' || !/^(\/\d{0,5})?$/.test(read.pathname))
    throw badInput(`--queue has something behind the port: ${EXPECTED}`)
  return {
    host: read.hostname.replace(/^\[|\]$/g, ''),
    port: read.port === '' ? USUAL_PORT : Number(read.port),
    db: Number(read.pathname.slice(1)),
    ...(read.username === '' ? {} : { username: decodeURIComponent(read.username) }),
    ...(password === undefined ? {} : { password }),
    ...(read.protocol === 'rediss:' ? { tls: {} } : {}),
  }
}

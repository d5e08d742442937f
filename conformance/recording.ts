/**
 * A session with a driver, kept as lines of JSON: the greeting, then each request with its reply. What a real Kafka answered once
 * can so be compared with the model where there is no Java.
 */
import type { Driver } from './driver'
import type { Greeting, Reply, Request } from './protocol'

interface Answered {
  readonly request: Request
  readonly reply: Reply
}

/** The same driver; what passes is kept. */
export const recording = (driver: Driver): Driver & { text(): string } => {
  const kept: string[] = [JSON.stringify(driver.greeting)]
  return {
    ...driver,
    ask: async (request) => {
      const place = kept.push('') - 1
      const reply = await driver.ask(request)
      kept[place] = JSON.stringify({ request, reply } satisfies Answered)
      return reply
    },
    text: () => `${kept.join('\n')}\n`,
  }
}

/** A driver that answers as one did then. A request that was not recorded, or in another order, is an error. */
export const playedBack = (text: string): Driver => {
  const [first = '', ...lines] = text.trimEnd().split('\n')
  const left = lines.map((line) => JSON.parse(line) as Answered)
  return {
    greeting: JSON.parse(first) as Greeting,
    ask: (request) => {
      const next = left.shift()
      if (next !== undefined && JSON.stringify(next.request) === JSON.stringify(request))
        return Promise.resolve(next.reply)
      return Promise.reject(new Error(`not recorded: ${JSON.stringify(request)}`))
    },
    close: () => Promise.resolve(),
  }
}

import type { Worker } from 'node:worker_threads'

/** Threads that share out work: whoever is free takes the next piece. */
export interface Crew<T, R> {
  /** Whether somebody is free. */
  hasRoom(): boolean
  give(task: T): void
  /** What has come since the last time; waits for something to come, but not longer than so many milliseconds. */
  news(milliseconds: number): Promise<readonly News<T, R>[]>
  /** Ends all threads, whatever they are at. */
  dismiss(): Promise<void>
}

export interface News<T, R> {
  readonly task: T
  readonly reply: Reply<R>
}

/** What came of a piece of work: a result, an error of its own, or the death of the thread that was at it. */
export type Reply<R> = { readonly result: R } | { readonly error: Error } | { readonly died: string }

/** Up to `size` threads, each started when it is needed first, or needed again because another one died. */
export const crew = <T, R>(size: number, start: () => Worker): Crew<T, R> => {
  const free: Worker[] = []
  const busy = new Map<Worker, T>()
  const waiting = mailbox<News<T, R>>()

  const finish = (worker: Worker, reply: Reply<R>): void => {
    const task = busy.get(worker)
    if (task === undefined) return
    busy.delete(worker)
    waiting.put({ task, reply })
  }

  const hire = (): Worker => {
    const worker = start()
    let because: string | undefined
    worker.on('message', (reply: Reply<R>) => {
      finish(worker, reply)
      free.push(worker)
    })
    worker.on('error', (error) => (because = error instanceof Error ? error.message : String(error)))
    worker.on('exit', (code) => {
      if (free.includes(worker)) free.splice(free.indexOf(worker), 1)
      finish(worker, { died: because ?? `it ended with code ${code}` })
    })
    return worker
  }

  return {
    hasRoom: () => busy.size < size,
    give(task) {
      const worker = free.pop() ?? hire()
      busy.set(worker, task)
      worker.postMessage(task)
    },
    news: (milliseconds) => waiting.take(milliseconds),
    async dismiss() {
      await Promise.all([...free, ...busy.keys()].map((worker) => worker.terminate()))
    },
  }
}

/** What comes, and whoever waits for it. */
const mailbox = <M>(): { put(message: M): void; take(milliseconds: number): Promise<readonly M[]> } => {
  const messages: M[] = []
  let wake = (): void => undefined
  return {
    put(message) {
      messages.push(message)
      wake()
    },
    async take(milliseconds) {
      if (messages.length === 0)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      return messages.splice(0)
    },
  }
}

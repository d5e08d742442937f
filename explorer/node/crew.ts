import type { Worker } from 'node:worker_threads'

/** Threads that share work: a free thread takes the next piece. */
export interface Crew<T, R> {
  /** True if a thread is free. */
  hasRoom(): boolean
  give(task: T): void
  /** The results since the last call. Waits for a result, but at most this many milliseconds. */
  news(milliseconds: number): Promise<readonly News<T, R>[]>
  /** Ends all threads, even if they are working. */
  dismiss(): Promise<void>
}

export interface News<T, R> {
  readonly task: T
  readonly reply: Reply<R>
}

/** The reply to a piece of work: a result, an error, or the crash of its thread. */
export type Reply<R> = { readonly result: R } | { readonly error: Error } | { readonly died: string }

/** Up to `size` threads. Each is started when it is first needed, or when it must replace a crashed thread. */
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

/** The results, and the caller that waits for them. */
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

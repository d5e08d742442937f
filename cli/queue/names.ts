import { hostname } from 'node:os'

/** The name of a worker in the queue: its machine, its process, and its threads. */
export const workerName = (pid: number, threads: number): string =>
  `${hostname().replace(/[^\w-]/g, '-')}-${pid}-${threads}`

/** The threads of all workers of a queue, from the list of the clients of the server. */
export const threadsIn = (workers: readonly { readonly [key: string]: string }[]): number =>
  workers.reduce((all, { rawname = '' }) => all + Number(/-(\d{1,3})$/.exec(rawname)?.[1] ?? '1'), 0)

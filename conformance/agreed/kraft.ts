/** Schedules of the KRaft era on Kafka's own classes, and what came of them: `kraft-results.json`, from which pages and tests are made. */
import { z } from 'zod'

const scheduleShape = z.strictObject({
  /** Also the name of the session, where one is recorded. */
  name: z.string(),
  /** The bug that it shows, or that a schedule beside it shows. */
  bug: z.string(),
  what: z.string(),
  /** The name of its page in docs/findings, after the bug, where that is not the name of the schedule; or a path in docs/. */
  page: z.string().optional(),
  /** It differs from the schedule above it in when one step comes, and shows that the loss is not the driver's. */
  isControl: z.literal(true).optional(),
  token: z.string(),
  /** The releases on which every step agreed. */
  agrees: z.array(z.string()).readonly(),
  left: z.enum(['lost', 'kept']),
  text: z.string().optional(),
  /** Who steps it: `npm run test:real` does so again and again. */
  by: z.enum(['npm run test:real', 'hand']),
})

export type KraftSchedule = Readonly<z.infer<typeof scheduleShape>>

const fileShape = z.strictObject({ format: z.literal(1), schedules: z.array(scheduleShape) })

/** Throws if the text is not what `kraft-results.json` may be. */
export const readKraftSchedules = (text: string): readonly KraftSchedule[] =>
  fileShape.parse(JSON.parse(text)).schedules

/** The releases that have a driver of Kafka's own classes with KRaft. */
export const KRAFT_RELEASES = ['4.1.0', '4.3.1', '4.4.0'] as const

import type { z } from 'zod'
import type { Trace, Unconfirmed } from '../contract/run'
import type { trace } from './json-parts'
import type { unconfirmed } from './json-unconfirmed'

/** A trace for --json. Copies the lists, because the type of the schema is not readonly. */
export const traceAsJson = ({ columns, legend, initial, steps, ...end }: Trace): z.infer<typeof trace> => ({
  columns: [...columns],
  legend: [...legend],
  initial: [...initial],
  steps: steps.map((step) => ({ ...step, cells: [...step.cells], notes: [...step.notes] })),
  ...end,
})

/** What is unconfirmed, for --json. */
export const unconfirmedAsJson = ({ findings, events }: Unconfirmed): z.infer<typeof unconfirmed> => ({
  findings: findings.map((found) => ({ ...found })),
  events: [...events],
})

/** A number with as many digits as mean something. */
export const rounded = (value: number): number => Math.round(value * 1000) / 1000

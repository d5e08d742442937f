import type { Change } from '../kit/difference'
import { pad } from './check'
import type { WhyJson } from './json-why'
import type { Paint } from './paint'
import { printable } from './printable'
import { columns } from './table'
import { counted } from './words'

/** Some actions at one moment of a schedule. */
export interface Asked {
  /** The text by which they were chosen. */
  readonly said: string
  /** After so many steps. */
  readonly after: number
  readonly actions: readonly Action[]
}

interface Action {
  readonly event: string
  readonly code: string
  readonly because?: string
  readonly changes?: readonly Change[]
}

/** What could happen instead of a step that cannot be taken, and the steps that were perhaps meant. */
export interface Instead {
  readonly possible: readonly string[]
  readonly nearest: readonly string[]
}

/** Each action: refused, and by which guard; or enabled, and what it would change. */
export const whyText = ({ said, after, actions }: Asked, next: string, paint: Paint): string => {
  const shown = actions.slice(0, MOST_ACTIONS)
  const more = actions.length - shown.length
  return [
    paint.bold(`'${printable(said)}' after ${counted(after, 'step')}`),
    ...shown.flatMap((action) => actionText(action, paint)),
    ...(more > 0 ? [`${pad('')}and ${counted(more, 'other action')}; --json lists them`] : []),
    '',
    `${pad('next')}${next}`,
  ].join('\n')
}

const actionText = ({ event, because, changes = [] }: Action, paint: Paint): readonly string[] => {
  if (because !== undefined) return [`${paint.yellow(pad('refused'))}${event}: ${because}`]
  const rows = changes.map(({ path, before, after }) => [`${pad('')}  ${path}`, before, '->', after])
  return [
    `${paint.green(pad('enabled'))}${event}${changes.length === 0 ? ', and changes nothing' : ', and changes'}`,
    ...(rows.length === 0 ? [] : [columns(rows)]),
  ]
}

/** The lines below a step that cannot be taken. */
export const insteadText = ({ possible, nearest }: Instead): readonly string[] => [
  ...nearest.map((event, index) => `${pad(index === 0 ? 'nearest' : '')}${event}`),
  ...possible.slice(0, MOST_POSSIBLE).map((event, index) => `${pad(index === 0 ? 'possible' : '')}${event}`),
  ...(possible.length === 0 ? [`${pad('possible')}nothing`] : []),
  ...(possible.length > MOST_POSSIBLE
    ? [`${pad('')}and ${counted(possible.length - MOST_POSSIBLE, 'other step')}; --json lists them`]
    : []),
]

export const whyAsJson = ({ actions }: Asked): WhyJson =>
  actions.map(({ changes, ...action }) => ({
    ...action,
    ...(changes === undefined ? {} : { changes: changes.map((change) => ({ ...change })) }),
  }))

export const insteadAsJson = (instead?: Instead): { possible?: string[]; nearest?: string[] } =>
  instead === undefined
    ? {}
    : {
        possible: [...instead.possible],
        ...(instead.nearest.length === 0 ? {} : { nearest: [...instead.nearest] }),
      }

const MOST_ACTIONS = 12
const MOST_POSSIBLE = 6

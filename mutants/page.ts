import { markdown } from '../reports/table'
import { equivalents } from './equivalent'
import { nameOf, type Mutant } from './mutant'
import type { Verdict } from './verdict'

export interface Judged {
  readonly mutant: Mutant
  readonly verdict: Verdict
}

/** The numbers of mutants, by verdict. */
export interface Count {
  readonly all: number
  readonly killed: number
  readonly equivalent: number
  readonly survived: number
}

const whyOf = (mutant: Mutant): string | undefined => equivalents.find(({ name }) => name === nameOf(mutant))?.why

/** It is listed as equivalent. */
export const isEquivalent = (mutant: Mutant): boolean => whyOf(mutant) !== undefined

export const count = (judged: readonly Judged[]): Count => {
  const alive = judged.filter(({ verdict }) => !verdict.killed)
  const equivalent = alive.filter(({ mutant }) => isEquivalent(mutant)).length
  return {
    ...{ all: judged.length, killed: judged.length - alive.length },
    ...{ equivalent, survived: alive.length - equivalent },
  }
}

/** The mutants that no check noticed, and that are not listed as equivalent. */
export const survivors = (judged: readonly Judged[]): readonly Mutant[] =>
  judged.flatMap(({ mutant, verdict }) => (verdict.killed || isEquivalent(mutant) ? [] : [mutant]))

/** The mutants that are listed as equivalent, although a check noticed them. */
export const mistaken = (judged: readonly Judged[]): readonly Mutant[] =>
  judged.flatMap(({ mutant, verdict }) => (verdict.killed && isEquivalent(mutant) ? [mutant] : []))

const KINDS: Readonly<Record<string, string>> = {
  test: 'a test of a rule fails',
  property: 'a property broke',
  verdict: 'a verdict is another: holds or broken, the blamed property, or the length of the shortest schedule',
  story: 'a story plays differently',
  fact: 'a fact is never reached',
  agreement: 'two ways of computing the same result disagree',
  error: 'the model throws',
  figure: 'only a figure is not the one on record',
}

/**
 * docs/mutants.md: every mutant, and the check that noticed it. `argued` are listed as equivalent, and were not asked: no check
 * notices them, so each takes minutes.
 */
export const page = (judged: readonly Judged[], argued: readonly Mutant[] = []): string => {
  const { all, killed, equivalent, survived } = count(judged)
  const kinds = Object.entries(KINDS).map(([kind, words]) => [
    words,
    String(judged.filter(({ verdict }) => verdict.by === kind).length),
  ])
  return [
    '# Mutants',
    '',
    'Small mistakes in the model, one at a time: a guard dropped or negated, half of a condition left out, a decision left out.',
    'Written by `npm run mutants`.',
    '',
    'Each mutant is recorded with the first check that notices it. Checks that have a meaning run first: the tests of the rules, of',
    'which the files that noticed it or its neighbours before come first, and then those in its folder; the properties and verdicts',
    'on record within small bounds; stories; random walks; the facts that walks must reach; the agreement of steps and messages. A',
    'verdict is another if a property holds that was broken, if another property is blamed, or if the shortest schedule has another',
    'length.',
    '',
    'A figure is the last resort. It is a number of states or the depth of a search: it says that the model changed, and not what is',
    'wrong. A mutant is listed under a figure only if none of these checks noticed it. The largest bounds are an exception: they are',
    'searched, for properties too, only if no figure of smaller bounds noticed.',
    '',
    `${all + argued.length} mutants: ${killed} killed, ${equivalent + argued.length} equivalent, ${survived} survived.`,
    ...(argued.length === 0 ? [] : ['', `${argued.length} of the equivalent mutants: ${ARGUED}.`]),
    '',
    markdown([['noticed because', 'mutants'], ...kinds]),
    '',
    '## Equivalent',
    '',
    'No check can notice these.',
    '',
    markdown([
      ['where', 'mutant', 'why', 'in this run'],
      ...judged.filter(({ verdict }) => !verdict.killed).map(({ mutant }) => alive(mutant, 'no check noticed it')),
      ...argued.map((mutant) => alive(mutant, ARGUED)),
    ]),
    '',
    '## Killed',
    '',
    ...files(judged).flatMap((file) => [
      `### ${file}`,
      '',
      markdown([
        ['line', 'mutant', 'noticed by', 'where'],
        ...judged
          .filter(({ mutant, verdict }) => mutant.file === file && verdict.killed)
          .map(({ mutant, verdict: { by = '', how = '', where = '' } }) => [
            String(mutant.line),
            textOf(mutant),
            `${by}: ${how}`,
            where,
          ]),
      ]),
      '',
    ]),
  ].join('\n')
}

const ARGUED = 'listed with a reason, not asked in this run'

const alive = (mutant: Mutant, inThisRun: string): readonly string[] => [
  placeOf(mutant),
  textOf(mutant),
  whyOf(mutant) ?? '**survived**',
  inThisRun,
]

const files = (judged: readonly Judged[]): readonly string[] => [
  ...new Set(judged.filter(({ verdict }) => verdict.killed).map(({ mutant }) => mutant.file)),
]

const placeOf = ({ file, line }: Mutant): string => `${file}:${line}`

const textOf = ({ operator, text }: Mutant): string =>
  `${operator}: \`${text.length > 100 ? `${text.slice(0, 97)}...` : text}\``

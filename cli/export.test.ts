/** `export` writes the files on record, obeys the rules of each format, and is safe for hostile input. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { z } from 'zod'
import type { Account } from '../lab/telling/account/account'
import { accountOf } from '../lab/telling/account/account-of'
import { readCase } from '../lab/questions/case'
import { parseStory } from '../lab/telling/story/parse'
import { inCase, scheduleInToken } from '../lab/questions/case-schedule'
import { scheduleInStory } from '../lab/telling/story/schedule'
import { mermaid } from '../reports/exports/mermaid'
import { eventsOf, PARSER, shiviz } from '../reports/exports/shiviz'
import { svg } from '../reports/exports/svg/svg'
import { FORMAT_NAMES } from './formats'
import { tidemark } from './harness'

const GOLDEN = join(__dirname, '..', 'reports', 'exports', 'golden')
const README =
  'tm1:kafka=0.10.2:unlike=1.1:brokers=3:records=1:epochs=2:leader=1:faults=process-crash=1:acks=all:min-isr=2:judge=clean:p1,f2,f2,f3,f3,k1,nf1,l3.0:f2e15d87'

const STORIES = ['kip-320-a-zombie', 'bugs/B09-an-old-answer-about-epochs', 'kip-279-two-fast-leader-changes'] as const

const exported = async (format: string, given = README): Promise<string> => {
  const { code, out, err } = await tidemark(`export ${given} --format ${format}`)
  expect([code, err]).toEqual([0, ''])
  return out
}

const fromStory = async (name: string, format: string): Promise<string> => {
  const path = `scenarios/${name}.md`
  const files = new Map([[path, readFileSync(join(__dirname, '..', path), 'utf8')]])
  const { code, out } = await tidemark(`export ${path} --format ${format}`, { files })
  expect(code).toBe(0)
  return out
}

/** TIDEMARK_GOLDEN=write npx jest cli/export.test.ts rewrites the files: read the difference before you commit it. */
test.each(FORMAT_NAMES)('%s is as on record', async (format) => {
  const [path, text] = [join(GOLDEN, `0.10.2.${format}.txt`), await exported(format)]
  if (process.env['TIDEMARK_GOLDEN'] === 'write') writeFileSync(path, text)
  expect(text).toBe(readFileSync(path, 'utf8'))
})

test.each(['itf', 'mermaid', 'shiviz', 'svg'])('%s of a specimen is as on record', async (format) => {
  const given = 'tm1:machine=die-hard:fb,bs,es,bs,fb,bs:1e605dec'
  const [path, text] = [join(GOLDEN, `die-hard.${format}.txt`), await exported(format, given)]
  if (process.env['TIDEMARK_GOLDEN'] === 'write') writeFileSync(path, text)
  expect(text).toBe(readFileSync(path, 'utf8'))
})

test('docs/exports.md shows the picture of that schedule', () => {
  const shown = readFileSync(join(__dirname, '..', 'docs', 'lost.svg'), 'utf8')
  expect(shown.trimEnd()).toBe(readFileSync(join(GOLDEN, '0.10.2.svg.txt'), 'utf8').trimEnd())
})

test.each(FORMAT_NAMES)(
  '%s of the same schedule has the same bytes every time, and can be written to a file',
  async (format) => {
    const files = new Map<string, string>()
    const { code, out } = await tidemark(`export ${README} --format ${format} --out some/file`, { files })
    expect([code, out.split('\n')[0]]).toEqual([0, 'written   some/file'])
    expect(files.get('some/file')?.trimEnd()).toBe((await exported(format)).trimEnd())
  },
)

describe('ITF', () => {
  const value: z.ZodType = z.lazy(() =>
    z.union([
      z.string(),
      z.boolean(),
      z.array(value),
      z.strictObject({ '#bigint': z.string().regex(/^-?\d+$/) }),
      z.strictObject({ '#set': z.array(value) }),
      z.strictObject({ '#map': z.array(z.tuple([value, value])) }),
      z.record(z.string().regex(/^[a-zA-Z_]\w*$/), value),
    ]),
  )
  const trace = z.strictObject({
    '#meta': z.object({ format: z.literal('ITF'), 'format-description': z.string() }),
    vars: z.array(z.string()),
    states: z.array(z.object({ '#meta': z.strictObject({ index: z.int() }) }).catchall(value)),
  })

  const SPECIMEN = 'tm1:machine=two-phase-commit:resource-managers=3'

  test.each([README, ...STORIES])('of %s has every variable in every state', async (given) => {
    const text = given === README ? await exported('itf') : await fromStory(given, 'itf')
    const { vars, states } = trace.parse(JSON.parse(text))
    states.forEach((state, index) => {
      expect(state['#meta']).toEqual({ index })
      expect(Object.keys(state).slice(1)).toEqual(vars)
    })
  })

  test('of a specimen has the state of the specimen', async () => {
    const { out } = await tidemark('check --machine die-hard --json')
    const { token, steps } = JSON.parse(out) as { readonly token: string; readonly steps: number }
    expect(token.startsWith(SPECIMEN.slice(0, 4))).toBe(true)
    const { vars, states } = trace.parse(JSON.parse(await exported('itf', token)))
    expect(states.length).toBe(steps + 1)
    expect(vars[0]).toBe('action')
    expect(states[0]?.['action']).toBe('initial state')
  })
})

describe('ShiViz', () => {
  /** Reads a file as ShiViz does: the first line is the regular expression, the second separates executions. */
  const read = (
    text: string,
  ): readonly { readonly host: string; readonly clock: Readonly<Record<string, number>> }[] => {
    const [parser = '', delimiter, ...log] = text.split('\n')
    expect([parser, delimiter]).toEqual([PARSER, ''])
    const found = [...log.join('\n').matchAll(new RegExp(`^${parser}$`, 'gm'))]
    expect(found.length * 2).toBe(log.filter((line) => line !== '').length)
    return found.map(({ groups }) => ({
      host: groups?.['host'] ?? '',
      clock: JSON.parse(groups?.['clock'] ?? '{}') as Record<string, number>,
    }))
  }

  test.each(STORIES)(
    'of %s has clocks that count every event of a host once, and include only past events',
    async (name) => {
      const counts = new Map<string, number>()
      for (const { host, clock } of read(await fromStory(name, 'shiviz'))) {
        counts.set(host, (counts.get(host) ?? 0) + 1)
        expect(clock[host]).toBe(counts.get(host))
        for (const [other, count] of Object.entries(clock)) expect(count).toBeLessThanOrEqual(counts.get(other) ?? 0)
      }
    },
  )

  test.each(STORIES)(
    'of %s has clocks that grow along its messages, and do not include hosts without a message',
    (name) => {
      const path = join(__dirname, '..', 'scenarios', `${name}.md`)
      const told = scheduleInStory(parseStory(name, readFileSync(path, 'utf8')))
      const { account, events } = ((made) => ({ account: made, events: eventsOf(made) }))(
        accountOf(inCase(readCase(told.question), told)),
      )
      // The step of each event: the text of a step begins with its number.
      let step = 0
      const steps = events.map(({ text }) => (step = Number(/^(\d+)\. /.exec(text)?.[1] ?? step)))
      const eventAt = (lane: number, at: number, last: boolean): number => {
        const found = events.flatMap((event, index) => (event.lane === lane && steps[index] === at ? [index] : []))
        return (last ? found.at(-1) : found[0]) ?? -1
      }
      for (const { from, to, sent, received, kind, label } of account.messages) {
        if (received === undefined) continue
        const gets = events.findIndex(
          ({ lane, text }, index) => lane === to && steps[index] === sent && text === `gets ${kind}: ${label}`,
        )
        const [begin, end] = [
          events[eventAt(from, sent, false)],
          events[sent === received ? gets : eventAt(to, received, false)],
        ]
        if (begin === undefined || end === undefined) throw new Error(`no event for ${kind}: ${label}`)
        expect(begin.clock.every((count, lane) => count <= (end.clock[lane] ?? 0))).toBe(true)
      }
      // A host from which no message arrived, directly or through others, is not in the clock.
      events.forEach(({ lane, clock }) => {
        const heardOf = new Set([lane])
        for (let size = 0; size !== heardOf.size;) {
          size = heardOf.size
          for (const { from, to, received } of account.messages)
            if (received !== undefined && heardOf.has(to)) heardOf.add(from)
        }
        clock.forEach((count, other) => expect(count > 0 && !heardOf.has(other)).toBe(false))
      })
    },
  )

  test('orders what a message joins, and leaves apart what nothing joins', () => {
    const events = eventsOf(accountOf(scheduleInToken(README)))
    const [sent, got] = [
      events.find(({ text }) => text.startsWith('7. ')),
      events.find(({ text }) => text.startsWith('8. ')),
    ]
    const crash = events.find(({ text }) => text.startsWith('6. '))
    const isBefore = (one = sent, other = got): boolean =>
      one !== undefined && other !== undefined && one.clock.every((count, lane) => count <= (other.clock[lane] ?? 0))
    expect([isBefore(sent, got), isBefore(crash, sent)]).toEqual([true, false])
  })
})

describe('Mermaid', () => {
  const LINES = [
    /^---$/,
    /^title: "[^"]*"$/,
    /^sequenceDiagram$/,
    /^ {2}participant L\d+ as [^;<>"{}:]+$/,
    /^ {2}Note over L\d+(,L\d+)?: .+$/,
    /^ {2}L\d+(->>|-x|--\))L\d+: .+$/,
    /^$/,
  ]

  test.each(STORIES)('of %s has only participants, notes and messages', async (name) => {
    const text = await fromStory(name, 'mermaid')
    for (const line of text.split('\n')) expect(LINES.some((form) => form.test(line))).toBe(true)
    // A semicolon ends a statement, unless it ends a character code.
    expect(text.replace(/#\d+;/g, '').replaceAll('->>', '')).not.toMatch(/[;<>{}]/)
  })
})

describe('SVG', () => {
  test.each(STORIES)('of %s is well-formed and self-contained, with a title and a description', async (name) => {
    const text = await fromStory(name, 'svg')
    expect(XMLValidator.validate(text)).toBe(true)
    const { svg: root } = new XMLParser({ ignoreAttributes: false }).parse(text) as {
      readonly svg: { readonly title: unknown; readonly desc: unknown }
    }
    expect([root.title, root.desc].every((part) => JSON.stringify(part).length > 10)).toBe(true)
    expect(text).not.toMatch(/href|<script|<style|<foreignObject|url\((?!#)/)
  })
})

describe('a picture of a failure', () => {
  const HARM =
    'tm1:kafka=baseline:brokers=3:records=4:epochs=5:leader=1:grain=message:faults=process-crash=1,pause=1,cut-link=1,lost-request=2,leader-move=1:acks=all:min-isr=2:judge=clean:property=S6:n1.2,k1,m2,d1.0,d2.0,l3.0,y2,w2,o1.2,nf1,l2.0,p2,u1,nr1,ae3,l1.0,sf3,ae1,l3.0,p2,a2.3,sf1,p2,ae3,sf3,a2.3,g3.2,p2,sf3,a2.3,c2,h2,c2,g3.2:ea019313'

  test('shows lanes that are down, paused and cut off, and a cross for each lost message', async () => {
    const text = await exported('svg', HARM)
    for (const dashes of ['2 5', '7 5', '12 3']) expect(text).toContain(`stroke-dasharray="${dashes}"`)
    expect(text.match(/>×</g)?.length).toBe(2)
  })

  test('has whole pixels for all positions', async () => {
    const places = [...(await exported('svg', HARM)).matchAll(/ (?:x|y|x1|y1|x2|y2|cx|cy|width|height|d)="([^"]+)"/g)]
    expect(places.filter(([, at = '']) => /\d\.\d/.test(at))).toEqual([])
  })
})

describe('hostile text', () => {
  const EVIL = `</text></svg><script>alert(1)</script><img src=x onerror=alert(1)>"'\`;\nNote over L0: forged\u0000\u001b[31m %%{init}%% {"L0": 9}`

  /** An account in which all foreign text is replaced. */
  const evil = (account: Account, text: string): Account => ({
    ...account,
    rerun: {
      ...account.rerun,
      title: text,
      scope: [text],
      findings: [{ property: text, sentence: text }],
      trace: {
        ...account.rerun.trace,
        steps: account.rerun.trace.steps.map((step) => ({ ...step, event: text, notes: [text], fault: text })),
      },
    },
    lanes: account.lanes.map((lane) => ({ ...lane, name: text })),
    messages: account.messages.map((message) => ({ ...message, label: text })),
  })

  const account = accountOf(scheduleInToken(README))

  test('stays text in a picture', () => {
    const text = svg(evil(account, EVIL))
    expect(XMLValidator.validate(text)).toBe(true)
    expect(text).not.toMatch(/<(script|img)/)
    expect(text).not.toMatch(/(?!\n)\p{Cc}/u)
  })

  test('adds no statement to a sequence diagram', () => {
    const [tame, wild] = [mermaid(evil(account, 'x')), mermaid(evil(account, EVIL))]
    expect(wild.split('\n').length).toBe(tame.split('\n').length)
    expect(wild).not.toMatch(/<|%%\{/)
  })

  test('adds no event to a log', () => {
    const [tame, wild] = [shiviz(evil(account, 'x')), shiviz(evil(account, EVIL))]
    expect(wild.split('\n').length).toBe(tame.split('\n').length)
    expect([...wild.matchAll(/^\S* \{.*\}$/gm)].length).toBe([...tame.matchAll(/^\S* \{.*\}$/gm)].length)
  })

  test('of a million characters is cut', () => {
    const long = evil(account, 'x'.repeat(1_000_000))
    expect([svg, mermaid, shiviz].map((write) => write(long).length < 100_000)).toEqual([true, true, true])
  })
})

describe('bad input', () => {
  test.each([
    [`export ${README} --format pdf`, "tidemark: --format is 'pdf': expected mermaid, itf, shiviz, svg or json\n"],
    [`export ${README} --format constructor`, /^tidemark: --format is 'constructor': expected .*\n$/],
    ['export nothing.md', "tidemark: there is no file 'nothing.md'\n"],
    [`export ${README.slice(0, -3)}`, /^tidemark: .*\n$/],
  ])('%s is one clear error', async (line, err) => {
    const said = await tidemark(line)
    expect([said.code, said.out]).toEqual([2, ''])
    expect(said.err).toMatch(err)
  })
})

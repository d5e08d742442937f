import { isFree, readFree } from './read'

const HEAD = '{"trace":2,"kafka":"2.1.1","seed":"s","world":{"brokers":"3"}}'

test('a free run is told from a trace of observations by its first line', () => {
  expect([isFree(`${HEAD}\n`), isFree('{"trace": 1}')]).toEqual([true, false])
})

test.each([
  ['{"event":"killed","broker":1}', undefined],
  ['{"event":"killed","broker":4}', 'x, line 2: there is no broker 4: expected 1 to 3, as in line 1'],
  ['{"event":"killed","broker":1,"why":2}', /^x, line 2: the line: unrecognized key: "why"/],
  ['{"event":"eaten","broker":1}', /^x, line 2: event: invalid/],
  ['{"event":', 'x, line 2: it is not JSON: expected {"event": "fetch", ...}'],
])('the line %s is read, or is bad input that says what was expected', (line, error) => {
  const read = (): unknown => readFree('x', `${HEAD}\n${line}\n`)
  if (error === undefined) expect(read()).toMatchObject({ events: [{ event: 'killed', broker: 1 }] })
  else expect(read).toThrow(error)
})

test('a file without events is bad input', () => {
  expect(() => readFree('x', `${HEAD}\n`)).toThrow('x has one line only: expected events below it')
})

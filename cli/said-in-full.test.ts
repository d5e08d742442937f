/** What is printed in full, and what is named where it cannot be. */
import { tidemark } from './harness'

test('replay --step prints long values below each other, and a next command', async () => {
  const token =
    'tm1:kafka=4.3:brokers=2:records=1:epochs=5:leader=1:faults=session-expiry=2,directory-failure=1:elr=yes:acks=all:min-isr=2:judge=clean:p1,f2,f2,mf2,mf1,md1,mi1,mu2,mr1.0,mr2.0:2da85d70'
  const { out } = await tidemark(`replay ${token} --step 4`)
  expect(out).toMatch(/\n {2}\S+\n {5}\[.*\n {2}-> \[/)
  expect(out).toMatch(/\n\nnext {6}tidemark check [^\n]*\n$/)
})

test('help about a command that does not exist names it', async () => {
  const { code, out, err } = await tidemark('help chek')
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toMatch(/^tidemark: there is no command 'chek': expected .* \(did you mean check\?\)\n$/)
})

test('replay --verbose prints every field of every state, and marks changed fields', async () => {
  const { out: checked } = await tidemark('check --kafka 0.10.2 --records 1 --json')
  const { token, steps } = JSON.parse(checked) as { readonly token: string; readonly steps: number }
  const { out } = await tidemark(`replay ${token} --verbose`)
  expect(out).toMatch(/^0 {2}initial state\n {3}cluster\.coordinator\.znodes\[0\]\.leader +1\n/)
  expect(out).toMatch(/\n\* {2}cluster\.brokers\[1\]\.replicas\[0\]\.disk\.log +\[\(value 0, epoch 0\)\]\n/)
  expect(out).toContain('\n*  changed in this step; [1] belongs to broker 1\n')
  const json = JSON.parse((await tidemark(`replay ${token} --verbose --json`)).out) as { readonly states: unknown[][] }
  expect(json.states.length).toBe(steps + 1)
  expect(new Set(json.states.map((fields) => fields.length)).size).toBe(1)
})

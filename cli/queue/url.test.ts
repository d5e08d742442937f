/** How a server is named, and that no password is taken from a command line or printed. */
import { readServer } from './url'

test.each([
  ['redis://127.0.0.1:7000', { host: '127.0.0.1', port: 7000, db: 0 }],
  ['redis://queue.example', { host: 'queue.example', port: 6379, db: 0 }],
  ['redis://me@queue.example:7000/3', { host: 'queue.example', port: 7000, db: 3, username: 'me' }],
  ['rediss://[::1]:7000', { host: '::1', port: 7000, db: 0, tls: {} }],
])('%s', (url, server) => {
  expect(readServer(url, undefined)).toEqual(server)
})

test('the password is the one of the environment', () => {
  expect(readServer('redis://me@localhost', 'geheim')).toMatchObject({ username: 'me', password: 'geheim' })
})

test.each([
  [
    'redis://me:geheim@localhost',
    /^--queue has a password in it: expected .* in the variable TIDEMARK_QUEUE_PASSWORD$/,
  ],
  ['rediss://:geheim@localhost:1/2', /TIDEMARK_QUEUE_PASSWORD$/],
  ['me:geheim@localhost', /^--queue is '\.\.\.': expected redis:\/\/host:port or rediss:/],
  ['redis://localhost?password=geheim', /^--queue has something behind the port/],
  ['redis://localhost/x', /^--queue has something behind the port/],
  ['redis://', /^--queue is 'redis:\/\/': expected/],
  ['http://localhost', /^--queue is 'http:\/\/localhost': expected/],
  ['', /^--queue is ''/],
])('%s is refused, and no password is repeated', (url, message) => {
  expect(() => readServer(url, undefined)).toThrow(message)
  expect(() => readServer(url, undefined)).not.toThrow(/geheim/)
})

/** The mesh between a client and a server that answers each request with its correlation id. */
import { connect, createServer, type Server, type Socket } from 'node:net'
import { openMesh, type Address, type Mesh } from './mesh'
import type { Schemas } from './schemas'
import { until } from './waiting'

const schemas: Schemas = { nameOf: (key) => (key === 1 ? 'Fetch' : undefined), of: () => undefined }

/** A request: size, api key, version, correlation id, no client. */
const request = (api: number, id: number): Buffer => {
  const bytes = Buffer.alloc(14)
  bytes.writeInt32BE(10)
  bytes.writeInt16BE(api, 4)
  bytes.writeInt32BE(id, 8)
  bytes.writeInt16BE(-1, 12)
  return bytes
}

const world: { mesh?: Mesh; server?: Server; client?: Socket; answers: number[] } = { answers: [] }

const place = (server: Server): Promise<Address> =>
  new Promise((done) =>
    server.listen(0, '127.0.0.1', () => {
      const at = server.address()
      if (typeof at === 'object' && at !== null) done({ host: '127.0.0.1', port: at.port })
    }),
  )

const echo = (socket: Socket): void => {
  socket.on('error', () => undefined)
  socket.on('data', (bytes) => {
    for (let at = 0; at < bytes.length; at += 14)
      socket.write(Buffer.concat([Buffer.from([0, 0, 0, 4]), bytes.subarray(at + 8, at + 12)]))
  })
}

beforeEach(async () => {
  world.server = createServer(echo)
  const to = await place(world.server)
  const spare = createServer()
  const from = await place(spare)
  await new Promise((done) => spare.close(done))
  world.mesh = openMesh(schemas, (_, { api, way }) => api === 'Fetch' && way === 'request')
  await world.mesh.link('2>1', from, to)
  world.answers = []
  world.client = connect(from.port, from.host)
  world.client.on('error', () => undefined)
  world.client.on('data', (bytes) => {
    for (let at = 0; at < bytes.length; at += 8) world.answers.push(bytes.readInt32BE(at + 4))
  })
})

afterEach(() => {
  world.client?.destroy()
  world.mesh?.close()
  world.server?.close()
})

const held = (): readonly number[] => world.mesh?.held().map(({ frame }) => frame.header.correlationId) ?? []

test('a request that nobody holds is passed on, and so is its answer', async () => {
  world.client?.write(request(3, 7))
  await until('the answer', () => world.answers.length === 1)
  expect(world.answers).toEqual([7])
})

test('a held request waits until it is freed, and what arrives behind it waits as well', async () => {
  world.client?.write(Buffer.concat([request(1, 1), request(3, 2)]))
  await until('the request', () => held().length === 1)
  expect({ held: held(), answers: world.answers }).toEqual({ held: [1], answers: [] })
  const [first] = world.mesh?.held() ?? []
  first?.free()
  expect((await first?.response)?.header.correlationId).toBe(1)
  await until('both answers', () => world.answers.length === 2)
  expect(world.answers).toEqual([1, 2])
})

test('a request whose connection is lost has no answer, and is held no more', async () => {
  world.client?.write(request(1, 1))
  await until('the request', () => held().length === 1)
  const [first] = world.mesh?.held() ?? []
  first?.lose()
  expect(await first?.response).toBeUndefined()
  expect(held()).toEqual([])
})

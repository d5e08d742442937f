import { optionsOf, readQuestion } from './ask'

const asked = {
  ...{ kafka: 'baseline', brokers: '3', records: '1', epochs: '5', leader: '1', acks: 'all' },
  ...{ 'min-isr': '1', judge: 'clean' },
}

describe('how replicas move', () => {
  test.each([
    ['1,3', undefined, { replicas: [0, 1, 2], moves: [[0, 2]] }],
    [
      '1,3/1,2',
      '1,2',
      {
        replicas: [0, 1],
        moves: [
          [0, 2],
          [0, 1],
        ],
      },
    ],
    ['3/cancel', '2,1', { replicas: [1, 0], moves: [[2], []] }],
  ])('is said as --reassign %s --assigned %s, and said again in the same words', (reassign, assigned, bounds) => {
    const read = readQuestion({ ...asked, reassign, ...(assigned && { assigned }) })
    expect(read.bounds.reassign).toEqual(bounds)
    expect(readQuestion({ ...asked, ...optionsOf(read) })).toEqual(read)
  })

  test('goes with fetches message by message where KRaft coordinates', () =>
    expect(readQuestion({ ...asked, kafka: '4.3', reassign: '1,3', grain: 'message' }).bounds.grain).toBe('message'))

  test.each([
    [{ assigned: '1,2' }, '--assigned is without --reassign: expected --reassign beside it'],
    [{ reassign: '' }, "--reassign is '': expected a whole number from 1 to 3, because --brokers is 3"],
    [{ reassign: '1,4' }, "--reassign is '4': expected a whole number from 1 to 3, because --brokers is 3"],
    [{ reassign: '2,2' }, "--reassign is '2,2': expected each broker once, and 2 is there twice"],
    [
      { reassign: 'cancel' },
      "--reassign begins with 'cancel': expected brokers such as 1,3, because nothing is in progress yet",
    ],
    [{ reassign: '1/2/3/1/2/3/1/2/3/1' }, '--reassign has 10 moves: expected at most 9'],
    [{ reassign: '1', assigned: '2,3' }, "--assigned is '2,3': expected the first leader (--leader 1) among them"],
    [{ reassign: '1', partitions: '2' }, "--partitions is '2': expected 1, because of --reassign"],
    [
      { reassign: '1', grain: 'message' },
      "--grain is 'message': expected atomic, because of --reassign with --kafka baseline",
    ],
    [{ reassign: '1', kafka: '0.8.1' }, "--kafka is '0.8.0': expected 0.8.2 or later, because of --reassign"],
  ])('is refused as %j', (differing, message) => {
    expect(() => readQuestion({ ...asked, ...differing })).toThrow(message)
  })
})

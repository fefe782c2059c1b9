/** Writes pairs by a shape, as one JSON array with an object a line, or as lines. */
import type { Pair } from '../model/pair.ts'
import type { WriteContext } from './format.ts'
import { type JsonObject, lackOf, type Shape, toObject } from './shape.ts'

/** Objects for the pairs that the shape can hold; the others are dropped with their reason. */
export async function* objectsOf(
  pairs: AsyncIterable<Pair>,
  context: WriteContext,
  shape: Shape,
): AsyncGenerator<JsonObject> {
  for await (const pair of pairs) {
    const lack = lackOf(pair, shape)
    if (lack) context.drop(pair.id, lack)
    else yield toObject(pair, shape)
  }
}

/** One object a line. */
export async function* asLines(objects: AsyncIterable<JsonObject>): AsyncGenerator<string> {
  for await (const object of objects) yield `${JSON.stringify(object)}\n`
}

/** One JSON array, with an object a line. */
export async function* asArray(objects: AsyncIterable<JsonObject>): AsyncGenerator<string> {
  let before = '[\n'
  for await (const object of objects) {
    yield `${before}${JSON.stringify(object)}`
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}

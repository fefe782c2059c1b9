/** Bytes to text: UTF-8 and UTF-16 by their marks, with the bytes that are no text marked where they stand. */
import { UNDECODABLE } from '../../formats/undecodable.ts'
import { UserError } from '../../model/errors.ts'

/**
 * The text of a stream of bytes, without its byte order mark. Where bytes are not UTF-8, the line that holds them
 * gets `UNDECODABLE` in their place, so that its reader can refuse that item alone.
 *
 * @throws {UserError} if the bytes are no text
 */
export async function* decode(bytes: AsyncIterable<Buffer>, path: string): AsyncGenerator<string> {
  let decoder: Decoder | undefined
  for await (const chunk of bytes) {
    decoder ??= decoderFor(chunk, path)
    const text = decoder.push(chunk)
    if (text !== '') yield text
  }
  const rest = decoder?.end() ?? ''
  if (rest !== '') yield rest
}

interface Decoder {
  push(chunk: Buffer): string
  end(): string
}

function decoderFor(start: Buffer, path: string): Decoder {
  if (start[0] === 0xff && start[1] === 0xfe) return utf16('utf-16le')
  if (start[0] === 0xfe && start[1] === 0xff) return utf16('utf-16be')
  if (start.includes(0)) {
    const zeros = start.subarray(0, 1000).filter((byte) => byte === 0).length
    const wide = zeros > start.subarray(0, 1000).length / 4 && zeros <= start.subarray(0, 1000).length / 2
    throw new UserError(
      `Cannot read "${path}": ${wide ? 'it looks like UTF-16 without a byte order mark' : 'it is binary data, not text'}`,
      wide ? 'Save it as UTF-8' : undefined,
    )
  }
  return utf8()
}

function utf16(encoding: 'utf-16le' | 'utf-16be'): Decoder {
  const decoder = new TextDecoder(encoding)
  return { push: (chunk) => decoder.decode(chunk, { stream: true }), end: () => decoder.decode() }
}

/** Decodes up to the last ASCII byte of each chunk, which no character straddles. */
function utf8(): Decoder {
  let held: Buffer = Buffer.alloc(0)
  let first = true
  const toText = (bytes: Buffer): string => {
    const text = decodeOrMark(bytes)
    const began = first && bytes.length > 0
    if (began) first = false
    return began && text.startsWith('\uFEFF') ? text.slice(1) : text
  }
  return {
    push(chunk) {
      const bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk])
      let cut = bytes.length
      while (cut > 0 && bytes[cut - 1]! >= 0x80) cut--
      held = bytes.subarray(cut)
      return toText(bytes.subarray(0, cut))
    },
    end: () => toText(held),
  }
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lossy = new TextDecoder('utf-8', { ignoreBOM: true })

function decodeOrMark(bytes: Buffer): string {
  return decodeStrictly(bytes) ?? linesOf(bytes).map(markUndecodable).join('')
}

function markUndecodable(line: Buffer): string {
  return decodeStrictly(line) ?? lossy.decode(line).replaceAll('\uFFFD', UNDECODABLE)
}

function decodeStrictly(bytes: Buffer): string | undefined {
  try {
    return strict.decode(bytes)
  } catch (thrown) {
    if (thrown instanceof TypeError) return undefined
    throw thrown
  }
}

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = []
  let start = 0
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    lines.push(bytes.subarray(start, end + 1))
    start = end + 1
  }
  lines.push(bytes.subarray(start))
  return lines
}

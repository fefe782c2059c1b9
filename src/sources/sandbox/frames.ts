/** Messages over a pipe: four bytes of length (little-endian), then the value as V8 serializes it, so integers and bytes stay exact. */
import { readSync, writeSync } from 'node:fs'
import { deserialize, serialize } from 'node:v8'

const HEADER = 4

export function encodeFrame(value: unknown): Buffer {
  const body = serialize(value)
  const frame = Buffer.allocUnsafe(HEADER + body.length)
  frame.writeUInt32LE(body.length)
  body.copy(frame, HEADER)
  return frame
}

/** Takes chunks as they come and gives every whole message to `receive`. */
export function decoder(receive: (value: unknown) => void): (chunk: Buffer) => void {
  let pending: Buffer[] = []
  let size = 0
  let wanted = HEADER
  return (chunk) => {
    pending.push(chunk)
    size += chunk.length
    if (size < wanted) return
    let rest = pending.length === 1 ? chunk : Buffer.concat(pending)
    wanted = HEADER
    while (rest.length >= HEADER) {
      const end = HEADER + rest.readUInt32LE()
      wanted = end
      if (rest.length < end) break
      receive(deserialize(rest.subarray(HEADER, end)))
      rest = rest.subarray(end)
      wanted = HEADER
    }
    pending = rest.length > 0 ? [rest] : []
    size = rest.length
  }
}

/** Waits for the next message; undefined when the other side has gone. */
export function readFrame(fd: number): unknown | undefined {
  const header = readExactly(fd, HEADER)
  const body = header && readExactly(fd, header.readUInt32LE())
  return body && deserialize(body)
}

/** Writes a whole message, waiting as long as the pipe is full. */
export function writeFrame(fd: number, value: unknown): void {
  const frame = encodeFrame(value)
  for (let written = 0; written < frame.length; ) written += writeSync(fd, frame, written)
}

function readExactly(fd: number, length: number): Buffer | undefined {
  const buffer = Buffer.allocUnsafe(length)
  for (let filled = 0; filled < length; ) {
    const got = readSync(fd, buffer, filled, length - filled, null)
    if (got === 0) return undefined
    filled += got
  }
  return buffer
}

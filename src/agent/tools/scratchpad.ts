/** `scratchpad`: a place for observations and next steps; it does nothing but stay in the trace. */
import { z } from 'zod'
import { type Tool, tool } from '../tool.ts'

export function scratchpad(): Tool {
  return tool({
    name: 'scratchpad',
    description: 'Writes down what you have observed and what you will do next. Nothing else happens.',
    arguments: z.strictObject({ note: z.string().describe('Observations and next steps') }),
    run: async () => ({ text: 'Noted.' }),
  })
}

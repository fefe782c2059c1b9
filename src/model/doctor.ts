/** What `concord doctor` prints. */
import { z } from 'zod'

export const check = z.object({
  name: z.string(),
  ok: z.boolean(),
  found: z.string(),
  /** How to mend it, if it is not well. */
  mend: z.string().optional(),
})
export type Check = z.infer<typeof check>

export const doctorReport = z.object({ checks: z.array(check) })
export type DoctorReport = z.infer<typeof doctorReport>

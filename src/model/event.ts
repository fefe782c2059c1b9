/** What a verb says while it works: a verb longer than a second is an async generator of these that returns its report. */

export type FlowEvent =
  /** `done` of `total` items are finished; `total` is absent while it is not known. */
  | { readonly type: 'progress'; readonly label: string; readonly done: number; readonly total?: number }
  /** Something a person should read once. */
  | { readonly type: 'note'; readonly text: string }

/** A verb at work. */
export type Flow<Report> = AsyncGenerator<FlowEvent, Report, void>

/** The sentence beside every figure that comes from recorded answers. */

export const RECORDED = 'recorded example answers: they show the tool, not a model'

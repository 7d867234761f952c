/** A function of several many-valued variables, by its number in one `createMultiDiagrams`. 0 is `never`, 1 is `always`. */
export type Diagram = number

export const never: Diagram = 0
export const always: Diagram = 1

/** For each variable that matters, the value chosen. What is absent may have any value. */
export type Choice = ReadonlyMap<number, number>

// What scripts say, in the page's language: the page brings it (views/parts/script-words.ts).
const words = JSON.parse(document.querySelector('meta[name=words]').content)

/** A sentence by its name, with `values` in place of their names in braces. */
export const say = (name, values = {}) => words[name].replace(/\{(\w+)\}/g, (_, value) => values[value])

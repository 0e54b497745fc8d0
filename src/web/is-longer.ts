/** Whether a text has more characters than that, as people count them, or marks without end on so many. */
export const isLonger = (text: string, most: number): boolean =>
  [...new Intl.Segmenter().segment(text)].length > most || text.length > 4 * most

/**
 * Text as it is compared, so that two that look the same are the same: without capitals and what is seen nowhere, and
 * with the plain form of letters that are only drawn otherwise (Unicode's NFKC). For comparing alone: emoji fall apart.
 * What is stored in this form has to be made anew by a migration when the form changes.
 */
export const folded = (text: string): string =>
  text
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFKC')
    // Up first: ß and ss, and the two small sigmas, are one letter in capitals.
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKC')

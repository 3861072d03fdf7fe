/** The text with A to Z in lower case and every other character as it is: how names are compared where case is ignored. */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

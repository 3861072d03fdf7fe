/** Gives each distinct text a number. */
export interface Interner {
  (text: string): number;
}

export function makeInterner(): Interner {
  const numbers = new Map<string, number>();
  return (text) => {
    let number = numbers.get(text);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(text, number);
    }
    return number;
  };
}

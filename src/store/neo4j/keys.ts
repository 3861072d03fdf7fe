/** Keys of loaded nodes: unique in the database, since each load has a name of its own. */
export const loadedKey = {
  entity: (load: string, id: string) => `${load}|${id}`,
  set: (load: string, number: number) => `${load}#set|${number}`,
  conclusion: (load: string, number: number) => `${load}#conclusion|${number}`,
  document: (load: string, key: string) => `${load}#document|${key}`,
  action: (load: string, term: string) => `${load}#action|${term}`,
  gap: (load: string, number: number | '') => `${load}#gap|${number}`,
} as const;

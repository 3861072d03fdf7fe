const DAY = 86_400_000;

/** Whether an instant lies more than so many days before another. */
export function isOlderThan(instant: string, days: number, asOf: number): boolean {
  return asOf - Date.parse(instant) > days * DAY;
}

/** The day of an instant, in UTC. */
export function dayOf(instant: string): string {
  return instant.slice(0, 10);
}

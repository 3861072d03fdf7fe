/** Milliseconds between two looks. */
const LOOK_MS = 20;

/** How much of the time that passes the machine gives to others. */
export interface MachineTime {
  /** Milliseconds since the start for which this process was kept waiting. */
  taken(): number;
  stop(): void;
}

/**
 * Watches for how long the machine keeps this process waiting: by how much timers are late, less what the process itself computed meanwhile,
 * so that an event loop which blocks itself is no excuse.
 */
export function watchMachineTime(): MachineTime {
  let before = 0;
  let looked = performance.now();
  let used = process.cpuUsage();
  const sinceLook = (): number => {
    const { user, system } = process.cpuUsage(used);
    return Math.max(0, performance.now() - looked - LOOK_MS - (user + system) / 1000);
  };
  const timer = setInterval(() => {
    before += sinceLook();
    looked = performance.now();
    used = process.cpuUsage();
  }, LOOK_MS);
  return {
    taken: () => before + sinceLook(),
    stop() {
      clearInterval(timer);
    },
  };
}

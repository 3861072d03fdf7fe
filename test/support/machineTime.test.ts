import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { watchMachineTime } from './machineTime.js';

const machine = watchMachineTime();
afterAll(() => {
  machine.stop();
});

it('counts the time in which this process could not go on', async () => {
  await wait(50);
  const before = machine.taken();
  // As if the machine ran others: the thread stands still and computes nothing.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400);
  expect(machine.taken() - before).toBeGreaterThan(300);
  await wait(50);
  expect(machine.taken() - before).toBeGreaterThan(300);
});

it('does not count what the process computes itself, which holds its event loop up as well', async () => {
  await wait(50);
  const before = machine.taken();
  const started = performance.now();
  const used = process.cpuUsage();
  while (process.cpuUsage(used).user < 300_000);
  const counted = machine.taken() - before;
  expect(performance.now() - started - counted).toBeGreaterThan(250);
});

import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Health } from './health.js';

/** What `/metrics` shows. */
export interface Metrics {
  readonly contentType: string;
  /** Counts one operation under OK, or under each code of its errors. */
  observe(operation: { readonly codes: ReadonlySet<string>; readonly seconds: number }): void;
  /** Prometheus' text format. */
  text(): Promise<string>;
}

/** Metrics of one server, in a registry of their own. The store is looked at whenever they are read. */
export function makeMetrics(health: () => Promise<Health>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const operations = new Counter({
    name: 'permgraph_operations_total',
    help: 'GraphQL operations by the code of their errors, OK without any.',
    labelNames: ['code'],
    registers: [registry],
  });
  const duration = new Histogram({
    name: 'permgraph_operation_duration_seconds',
    help: 'How long GraphQL operations took.',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const ready = new Gauge({
    name: 'permgraph_ready',
    help: '1 while a generation is current and the store says so within a second, as /readyz does; 0 otherwise.',
    registers: [registry],
  });
  const age = new Gauge({
    name: 'permgraph_generation_age_seconds',
    help: 'How long ago the current generation became current; absent while none is known.',
    registers: [registry],
  });
  return {
    contentType: registry.contentType,
    observe: ({ codes, seconds }) => {
      duration.observe(seconds);
      for (const code of codes.size === 0 ? ['OK'] : codes) operations.inc({ code });
    },
    text: async () => {
      const { generation } = await health();
      ready.set(generation === null ? 0 : 1);
      age.reset();
      if (generation === null) age.remove();
      else age.set((Date.now() - generation.loadedAt.getTime()) / 1000);
      return registry.metrics();
    },
  };
}

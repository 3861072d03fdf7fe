import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../src/config.js';

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly command?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

const { services, volumes } = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
  readonly services: Readonly<Record<'neo4j' | 'load' | 'permgraph', Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};

describe('docker-compose.yml', () => {
  it('publishes everything on this machine alone', () => {
    const ports = Object.values(services).flatMap((service) => service.ports ?? []);
    expect(ports.length).toBeGreaterThan(1);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  it('runs the supported line of Neo4j, with authentication, a volume and bounds of memory', () => {
    const { image, environment, volumes: mounts } = services.neo4j;
    expect(image).toBe('neo4j:5.26-community');
    expect(environment['NEO4J_AUTH']).toMatch(/^neo4j\/\$\{PERMGRAPH_NEO4J_PASSWORD:\?/u);
    expect(Object.keys(environment).filter((name) => name.includes('memory')).length).toBeGreaterThan(2);
    expect(mounts?.map((mount) => mount.split(':')[0])).toEqual(Object.keys(volumes));
  });

  it('waits until Neo4j is healthy and the example is loaded', () => {
    expect(services.neo4j.healthcheck?.test.length).toBeGreaterThan(1);
    expect(services.permgraph.healthcheck?.test.length).toBeGreaterThan(1);
    expect(services.load.depends_on).toEqual({ neo4j: { condition: 'service_healthy' } });
    expect(services.permgraph.depends_on).toEqual({ load: { condition: 'service_completed_successfully' } });
    expect(services.load.command).toEqual(['ingest', '--if-empty', 'examples/organization']);
    expect(existsSync('examples/organization')).toBe(true);
  });

  it('sets variables that the product reads, and no secret', () => {
    const fill = (value: string): string => value.replace(/\$\{[^}]*\}/gu, 'a-secret-of-yours');
    for (const { environment } of [services.load, services.permgraph]) {
      const filled = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, fill(value)]));
      expect(readConfig(filled).neo4j?.uri).toBe('bolt://neo4j:7687');
      for (const [name, value] of Object.entries(environment)) {
        if (/PASSWORD|TOKEN/u.test(name)) expect(value).toMatch(/^\$\{\w+:\?/u);
      }
    }
  });
});

describe('Dockerfile', () => {
  const text = readFileSync('Dockerfile', 'utf8');

  it('builds in one stage and runs in another as a normal user', () => {
    expect([...text.matchAll(/^FROM /gmu)]).toHaveLength(2);
    expect(text.lastIndexOf('USER node')).toBeGreaterThan(text.lastIndexOf('FROM '));
  });

  it('copies what is there', () => {
    const sources = [...text.matchAll(/COPY --from=build \/permgraph\/(\S+)/gu)].map((match) => match[1] ?? '');
    expect(sources.length).toBeGreaterThan(3);
    expect(sources.filter((source) => !['dist', 'node_modules'].includes(source) && !existsSync(source))).toEqual([]);
  });
});

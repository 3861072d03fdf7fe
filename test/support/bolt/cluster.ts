import { openBoltServer, type BoltServer, type Reply, type Request } from './boltServer.js';

/** A member of a scripted cluster. */
export interface Member {
  readonly server: BoltServer;
  /** What it answers from now on instead of the usual; undefined leaves the usual. */
  script: (request: Request) => Reply | undefined | Promise<Reply | undefined>;
  /** Requests of one kind that it had. */
  asked(kind: Request['kind']): readonly Request[];
}

/** Who does what, by place in the list of members. Members change it while they run. */
export interface Roles {
  writers: readonly number[];
  readers: readonly number[];
  routers: readonly number[];
  /** Seconds for which a routing table holds. */
  ttl: number;
}

/** A cluster that agrees on its routing table. Each commit gives the next bookmark: `b1`, `b2`. */
export interface Cluster {
  readonly members: readonly Member[];
  readonly roles: Roles;
  /** `neo4j://` to the first member. */
  readonly uri: string;
  close(): Promise<void>;
}

/** Starts members; the first writes, all the others read, and all route. */
export async function openCluster(size: number): Promise<Cluster> {
  const places = Array.from({ length: size }, (_, place) => place);
  const roles: Roles = { writers: [0], readers: places.slice(1), routers: places, ttl: 300 };
  const members: Member[] = [];
  let bookmark = 0;
  const usual = (request: Request): Reply | undefined => {
    if (request.kind === 'COMMIT') return { facts: { bookmark: `b${++bookmark}` } };
    return request.kind === 'ROUTE' ? { facts: { rt: routingTable(members, roles) } } : undefined;
  };
  for (const _ of places) members.push(await openMember(usual));
  return {
    members,
    roles,
    uri: `neo4j://${members[0]?.server.address ?? ''}`,
    async close() {
      await Promise.all(members.map(async ({ server }) => server.close()));
    },
  };
}

async function openMember(usual: (request: Request) => Reply | undefined): Promise<Member> {
  let member: Member | null = null;
  const server = await openBoltServer(async (request) => (await member?.script(request)) ?? usual(request));
  member = {
    server,
    script: () => undefined,
    asked: (kind) => server.asked.filter((request) => request.kind === kind),
  };
  return member;
}

function routingTable(members: readonly Member[], { writers, readers, routers, ttl }: Roles): object {
  const serve = (role: string, places: readonly number[]): object => ({
    role,
    addresses: places.map((place) => members[place]?.server.address),
  });
  return { ttl, db: 'neo4j', servers: [serve('WRITE', writers), serve('READ', readers), serve('ROUTE', routers)] };
}

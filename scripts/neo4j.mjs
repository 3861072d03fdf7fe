import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const recipe = path.join(root, 'tools', 'neo4j');
const home = path.join(root, '.neo4j');
const IMAGE = 'neo4j:5.26-community';

const password = process.env['PERMGRAPH_NEO4J_PASSWORD'] ?? '';
const { values } = parseArgs({
  options: { port: { type: 'string', default: '7687' }, data: { type: 'string', default: path.join(home, 'data') } },
});
const { port } = values;
const data = path.resolve(values.data);

/** @param {string} command @param {readonly string[]} args */
const answers = (command, args) => spawnSync(command, args, { stdio: 'ignore', timeout: 10_000 }).status === 0;

/** @param {string} text */
function refuse(text) {
  process.stderr.write(`neo4j: ${text}\n`);
  process.exit(4);
}

/** Neo4j in a container, in the foreground. */
function inContainer() {
  process.stderr.write(`neo4j: starting ${IMAGE} in a container, data in ${data}-container\n`);
  return spawn(
    'docker',
    [
      'run',
      '--rm',
      '--publish',
      `127.0.0.1:${port}:7687`,
      '--volume',
      `${data}-container:/data`,
      '--env',
      'NEO4J_AUTH',
      IMAGE,
    ],
    { stdio: 'inherit', env: { ...process.env, NEO4J_AUTH: `neo4j/${password}` } },
  );
}

/** Neo4j from Maven Central, in the foreground: the same kernel, without a container. */
function fromMaven() {
  const version = spawnSync('java', ['-version'], { encoding: 'utf8' }).stderr ?? '';
  const major = Number(/version "(\d+)/u.exec(version)?.[1] ?? 0);
  if (major < 17) {
    refuse(
      'no container engine answers, and the other way needs Java 17 or later with its compiler: install a JDK (Debian: apt-get install openjdk-17-jdk-headless; macOS: brew install openjdk@17), or start Docker',
    );
  }
  if (!answers('mvn', ['-v'])) {
    refuse(
      'no container engine answers, and the other way needs Maven: install it (Debian: apt-get install maven; macOS: brew install maven), or start Docker',
    );
  }
  const library = path.join(home, 'lib-5.26.30');
  if (!existsSync(path.join(library, '.complete'))) {
    process.stderr.write('neo4j: fetching Neo4j 5.26.30 from Maven Central (about 150 MB, once)\n');
    const goal = ['-q', '-B', '-f', path.join(recipe, 'pom.xml'), 'dependency:copy-dependencies'];
    const fetched = spawnSync('mvn', [...goal, `-DoutputDirectory=${library}`], { stdio: ['ignore', 2, 2] });
    if (fetched.status !== 0) refuse('Maven could not fetch Neo4j; the lines above say why');
    mkdirSync(path.join(library, '.complete'));
  }
  return spawn('java', ['-Xmx1g', '-cp', path.join(library, '*'), path.join(recipe, 'Neo4jServer.java'), port, data], {
    stdio: 'inherit',
  });
}

if (password.length < 8) refuse('set PERMGRAPH_NEO4J_PASSWORD, at least 8 characters: the password of the user neo4j');
mkdirSync(home, { recursive: true });
const server = answers('docker', ['info']) ? inContainer() : fromMaven();
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => {
  process.exitCode = code ?? 0;
});

import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const projectRoot = fileURLToPath(new URL('../../../', import.meta.url));
const run = promisify(execFile);

/** The AWS CLI against a moto of its own. */
export interface AwsStandIn {
  /** The environment in which the AWS CLI speaks to it, as an administrator of the management account. */
  readonly environment: NodeJS.ProcessEnv;
  /** `aws …` with its JSON answer; `credentials` are those of another session. */
  aws(args: readonly string[], credentials?: SessionCredentials): Promise<unknown>;
  stop(): Promise<void>;
}

export interface SessionCredentials {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken: string;
}

/** Installs moto and the AWS CLI if need be, and starts moto on a free port. */
export async function startAwsStandIn(): Promise<AwsStandIn> {
  const tools = execFileSync(join(projectRoot, 'scripts/install-aws-tools.sh'), { encoding: 'utf8' }).trim();
  const port = await findFreePort();
  const server = spawn(join(tools, 'moto_server'), ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const endpoint = `http://127.0.0.1:${port}`;
  await waitFor(`${endpoint}/moto-api/`);
  const environment: NodeJS.ProcessEnv = {
    PATH: `${tools}:${process.env['PATH'] ?? ''}`,
    HOME: process.env['HOME'],
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'testing',
    AWS_SECRET_ACCESS_KEY: 'testing',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_DEFAULT_OUTPUT: 'json',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  return {
    environment,
    async aws(args, credentials) {
      const session = credentials && {
        AWS_ACCESS_KEY_ID: credentials.AccessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.SecretAccessKey,
        AWS_SESSION_TOKEN: credentials.SessionToken,
      };
      const { stdout } = await run(join(tools, 'aws'), [...args], { env: { ...environment, ...session } });
      return stdout.trim() === '' ? null : (JSON.parse(stdout) as unknown);
    },
    async stop() {
      if (server.exitCode !== null) return;
      server.kill('SIGTERM');
      await once(server, 'exit');
    },
  };
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}

async function waitFor(url: string): Promise<void> {
  for (let attempt = 0; attempt < 120; attempt++) {
    try {
      if ((await fetch(url)).ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`${url} did not answer within a minute`);
}

import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
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
  const folder = await mkdtemp(join(tmpdir(), 'permgraph-aws-'));
  await writeFile(join(folder, 'aws'), wrapper(join(tools, 'aws')), { mode: 0o755 });
  const environment: NodeJS.ProcessEnv = {
    PATH: `${folder}:${tools}:${process.env['PATH'] ?? ''}`,
    HOME: process.env['HOME'],
    AWS_ENDPOINT_URL: endpoint,
    // S3 Control puts the account before the name of the host, which nothing resolves here; moto is its own proxy.
    HTTP_PROXY: endpoint,
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
      const { stdout } = await run(join(folder, 'aws'), [...args], { env: { ...environment, ...session } });
      return stdout.trim() === '' ? null : (JSON.parse(stdout) as unknown);
    },
    async stop() {
      await rm(folder, { recursive: true });
      if (server.exitCode !== null) return;
      server.kill('SIGTERM');
      await once(server, 'exit');
    },
  };
}

/**
 * The AWS CLI, told its endpoint on every command: version 1 takes one of its own for SQS otherwise. In AWS_REFUSES stand calls that it
 * refuses as AWS does, `account:service command`, parted by semicolons; moto itself lets everybody do everything.
 */
function wrapper(aws: string): string {
  return `#!/usr/bin/env bash
set -euo pipefail
if [[ ";\${AWS_REFUSES:-};" == *":\${1:-} \${2:-};"* ]]; then
  account=$("${aws}" sts get-caller-identity --query Account --output text)
  if [[ ";$AWS_REFUSES;" == *";$account:$1 $2;"* ]]; then
    echo "An error occurred (AccessDenied) when calling the $2 operation: not authorized" >&2
    exit 254
  fi
fi
exec "${aws}" "$@" --endpoint-url "$AWS_ENDPOINT_URL"
`;
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

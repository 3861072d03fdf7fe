#!/usr/bin/env node
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { describeError, EXIT, exitCodeOf, INTERRUPTED } from './exitCodes.js';
import type { BlastRadiusOptions } from './commands/blastRadius.js';
import type { CanOptions } from './commands/can.js';
import type { ChokePointsOptions } from './commands/chokePoints.js';
import type { ExposureOptions } from './commands/exposure.js';
import type { ExportOptions } from './commands/exportFile.js';
import type { FindingsOptions } from './commands/findings.js';
import type { GenerationsOptions } from './commands/generations.js';
import type { ImportOptions } from './commands/importFile.js';
import type { IngestOptions } from './commands/ingest.js';
import type { InspectOptions } from './commands/inspect.js';
import type { PathsOptions } from './commands/paths.js';
import type { ServeOptions } from './commands/serve.js';
import type { ValidateOptions } from './commands/validate.js';
import type { WhatCanOptions } from './commands/whatCan.js';
import type { VerifyOptions } from './commands/verify.js';
import type { WhoCanOptions } from './commands/whoCan.js';
import type { WhoCanAssumeOptions } from './commands/whoCanAssume.js';
import type { PermissionGraph } from '../index.js';
import type { DumpOptions } from './openDumps.js';
import { fullVersionText } from './version.js';

const interruption = new AbortController();
const onSignal = (): void => interruption.abort(INTERRUPTED);
process.once('SIGINT', onSignal);
process.once('SIGTERM', onSignal);

const program = new Command('permgraph')
  .description('Who can become whom in AWS, and what can they then do?')
  .option('-V, --version', 'print the version, and the day of what is known of AWS’s actions')
  .on('option:version', () => {
    process.stdout.write(`${fullVersionText()}\n`);
    process.exit(EXIT.answered);
  })
  .showHelpAfterError('(see --help)')
  .exitOverride();

const whole = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('expected a whole number.');
  return value;
};
const some = (text: string): number => {
  const value = whole(text);
  if (value === 0) throw new InvalidArgumentError('expected at least 1.');
  return value;
};
const repeat = (text: string, list: readonly string[] | undefined): readonly string[] => [...(list ?? []), text];

/** Options of every command that reads dumps. */
function withDumps(command: Command): Command {
  return command
    .option('--lenient', 'leave broken parts out and report them as gaps')
    .option('--strict', 'refuse a dump for what is a warning otherwise');
}

/** Options of every question: what is asked, and what is stated. */
function withGiven(command: Command): Command {
  return withDumps(command)
    .option(
      '--dump <path>',
      'a dump to read (repeatable), or an exported file; the example organisation without',
      repeat,
    )
    .option('--given <KEY=VALUE>', 'a context key of the request and its value (repeatable)', repeat)
    .option('--absent <KEY>', 'a context key that the request does not carry (repeatable)', repeat)
    .option('--missing-absent', 'every key that is not given is absent, not unknown')
    .option('--mfa', 'the principal that starts has signed in with MFA')
    .option('--json', 'answer as stable JSON');
}

/** Options of every question that can be a guardrail. */
function withQuestion(command: Command, expectations: readonly string[] = ['none']): Command {
  return withGiven(command)
    .addOption(new Option('--expect <what>', 'exit with 1 unless this is the answer').choices(expectations))
    .option('--allow-partial', 'let --expect hold although something that may hide access is missing');
}

withDumps(program.command('serve'))
  .description('serve the GraphQL API and the playground')
  .argument('[dump...]', 'dump folders or files, or one exported file; the example organisation without')
  .option('--watch', 'load again when the dump changes')
  .action(async (dumps: string[], options: ServeOptions) => {
    const { serve } = await import('./commands/serve.js');
    await serve(dumps, options, interruption.signal);
  });

withDumps(program.command('inspect'))
  .description('what is in a dump: counts, books, gaps, warnings')
  .argument('<dump...>', 'dump folders or files')
  .option('--json', 'answer as stable JSON')
  .action(async (dumps: string[], options: InspectOptions) => {
    const { inspect } = await import('./commands/inspect.js');
    process.stdout.write(`${await inspect(dumps, options, interruption.signal)}\n`);
  });

withDumps(program.command('ingest'))
  .description('load dumps into Neo4j beside the current generation, and make them current')
  .argument('<dump...>', 'dump folders or files')
  .option('--if-empty', 'do nothing where a generation is current already')
  .option('--json', 'answer as stable JSON')
  .action(async (dumps: string[], options: IngestOptions) => {
    const { ingest } = await import('./commands/ingest.js');
    process.stdout.write(`${await ingest(dumps, options, interruption.signal)}\n`);
  });

program
  .command('generations')
  .description('the generations that Neo4j keeps; pins and removes them')
  .option('--pin <id>', 'keep this one whatever is loaded')
  .option('--unpin <id>', 'let this one go with the others')
  .option('--remove <id>', 'remove this one, which must not be the current one')
  .option('--json', 'answer as stable JSON')
  .action(async (options: GenerationsOptions) => {
    const { generations } = await import('./commands/generations.js');
    process.stdout.write(`${await generations(options, interruption.signal)}\n`);
  });

withDumps(program.command('export'))
  .description('write a generation to one file, which import and serve take; the current one of Neo4j without a dump')
  .argument('<file>', 'the file; one that is there is replaced once the new one is whole')
  .option('--dump <path>', 'write the graph of a dump instead (repeatable)', repeat)
  .option('--generation <id>', 'write this one of those that Neo4j keeps')
  .option('--json', 'answer as stable JSON')
  .addHelpText(
    'after',
    '\nWithout a dump and without PERMGRAPH_NEO4J_URI it writes the example organisation. The file holds policies and names: keep it as you keep dumps.',
  )
  .action(async (file: string, options: ExportOptions) => {
    const { exportFile } = await import('./commands/exportFile.js');
    process.stdout.write(`${await exportFile(file, options, interruption.signal)}\n`);
  });

program
  .command('import')
  .description('load an exported file into Neo4j beside the current generation, and make it current')
  .argument('<file>', 'what `permgraph export` wrote')
  .option('--json', 'answer as stable JSON')
  .addHelpText(
    'after',
    '\nA file that is cut off or changed is refused before anything is loaded. Without Neo4j, `permgraph serve FILE` serves it in process, and --dump FILE asks it.',
  )
  .action(async (file: string, options: ImportOptions) => {
    const { importFile } = await import('./commands/importFile.js');
    process.stdout.write(`${await importFile(file, options, interruption.signal)}\n`);
  });

withQuestion(program.command('who-can-assume'))
  .description('who can enter this role directly, and why')
  .argument('<role>', 'ARN of a role, or …:root of a member account')
  .option('--denied', 'show near misses too: those whom one side admits and another stops')
  .option('--kind <KIND>', 'only principals of this kind, such as USER or ANYONE (repeatable)', repeat)
  .option('--account <ID>', 'only principals of this account (repeatable)', repeat)
  .option('--cross-account', 'only across accounts')
  .option('--outside', 'only principals outside the organisation')
  .action(async (role: string, options: WhoCanAssumeOptions & DumpOptions) => {
    const { whoCanAssume } = await import('./commands/whoCanAssume.js');
    const { askDumps } = await import('./openDumps.js');
    await askDumps(options, interruption.signal, async (graph) =>
      whoCanAssume(graph, role, options, interruption.signal),
    );
  });

withQuestion(program.command('can'), ['ALLOWED', 'CONDITIONAL', 'DENIED', 'none'])
  .description('whether AWS would let one request pass, and why')
  .argument('<principal>', 'an ARN (of a role session too), a service, or anonymous')
  .argument('<action>', 'one action, such as s3:GetObject')
  .argument('<resource>', 'the ARN of what it is done to; * for an action that takes none')
  .option('--resource-account <ID>', 'the account that owns the resource, where its ARN does not tell')
  .action(async (principal: string, action: string, resource: string, options: CanOptions & DumpOptions) => {
    const { can } = await import('./commands/can.js');
    const { askDumps } = await import('./openDumps.js');
    await askDumps(options, interruption.signal, async (graph) =>
      can(graph, { principal, action, resource }, options, interruption.signal),
    );
  });

withQuestion(program.command('who-can'))
  .description('who can do an action to a resource, whoever they are, and why')
  .argument('<action>', 'an action such as s3:GetObject, or a pattern such as s3:Get*')
  .argument('<resource>', 'an ARN, with wildcards behind its fifth colon; * for an action that takes none')
  .option('--denied', 'show near misses too: those whom one side admits and another stops')
  .option('--kind <KIND>', 'only principals of this kind, such as USER or ANYONE (repeatable)', repeat)
  .option('--account <ID>', 'only principals of this account (repeatable)', repeat)
  .option(
    '--via <ROUTE>',
    'only those who come by it in this way, such as RESOURCE_POLICY; ASSUMPTION adds those who become somebody (repeatable)',
    repeat,
  )
  .action(async (action: string, resource: string, options: WhoCanOptions & DumpOptions) => {
    const { whoCan } = await import('./commands/whoCan.js');
    const { askDumps } = await import('./openDumps.js');
    await askDumps(options, interruption.signal, async (graph) =>
      whoCan(graph, { action, resource }, options, interruption.signal),
    );
  });

withQuestion(program.command('what-can'))
  .description('what a principal can do after all layers, by service, level and resource')
  .argument('<principal>', 'an ARN (of a role session too), a service, or anonymous')
  .option('--resource <ARN>', 'only what it can do to this; wildcards may stand behind the fifth colon')
  .option('--action <ACTION>', 'only this action, or those of a pattern such as s3:*')
  .action(async (principal: string, options: WhatCanOptions & DumpOptions) => {
    const { whatCan } = await import('./commands/whatCan.js');
    const { askDumps } = await import('./openDumps.js');
    await askDumps(options, interruption.signal, async (graph) =>
      whatCan(graph, principal, options, interruption.signal),
    );
  });

withDumps(program.command('exposure'))
  .description('what is open to everybody, to outside accounts, or to every customer of a service')
  .option('--dump <path>', 'a dump to read (repeatable), or an exported file; the example organisation without', repeat)
  .option('--account <ID>', 'only resources of this account (repeatable)', repeat)
  .option(
    '--type <TYPE>',
    'only resources of this type, such as AWS::S3::Bucket or AWS::IAM::Role (repeatable)',
    repeat,
  )
  .option('--to <KIND>', 'only what is open to this kind: ANYONE, ACCOUNT, USER, ROLE, SERVICE (repeatable)', repeat)
  .addOption(new Option('--expect <what>', 'exit with 1 unless this is the answer').choices(['none']))
  .option('--allow-partial', 'let --expect hold although something that may hide access is missing')
  .option('--json', 'answer as stable JSON')
  .action(async (options: ExposureOptions & DumpOptions) => {
    const { exposure } = await import('./commands/exposure.js');
    const { askDumps } = await import('./openDumps.js');
    await askDumps(options, interruption.signal, async (graph) => exposure(graph, options, interruption.signal));
  });

withQuestion(program.command('paths'))
  .description('the shortest paths from one end to another')
  .requiredOption(
    '--from <END>',
    'an ARN, a service, an account number, ou-… or r-…, outside, anyone, administrator, administrator:ACCOUNT, or node:ID',
  )
  .requiredOption('--to <END>', 'likewise, except outside and anyone; with --action the ARN of a resource')
  .option('--action <ACTION>', 'what is to be done to the resource --to: the path ends in being able to')
  .option('--avoid <ARN>', 'a node that no path may touch (repeatable)', repeat)
  .option('--edges <KIND>', 'use this kind of edge only (repeatable)', repeat)
  .option('--max-hops <n>', 'how long a path may be', whole, 8)
  .option('--first <n>', 'how many paths to show', some, 10)
  .addOption(
    new Option('--format <format>', 'how to draw them').choices(['tree', 'mermaid', 'dot', 'proof']).default('tree'),
  )
  .action(async (options: PathsOptions & DumpOptions) => {
    const { paths } = await import('./commands/paths.js');
    const { askDumps } = await import('./openDumps.js');
    await askDumps(options, interruption.signal, async (graph) => paths(graph, options, interruption.signal));
  });

withGiven(program.command('choke-points'))
  .description('the fewest edges whose removal leaves no path, and the statements to change for them')
  .requiredOption(
    '--from <END>',
    'an ARN, a service, an account number, ou-… or r-…, outside, anyone, administrator, administrator:ACCOUNT, or node:ID',
  )
  .requiredOption('--to <END>', 'likewise, except outside and anyone')
  .option('--edges <KIND>', 'use this kind of edge only (repeatable)', repeat)
  .option('--max-hops <n>', 'how long a path may be', whole, 8)
  .option('--first <n>', 'how many cuts to show', some, 5)
  .action(async (options: ChokePointsOptions & DumpOptions) => {
    const { chokePoints } = await import('./commands/chokePoints.js');
    const { askDumps } = await import('./openDumps.js');
    await askDumps(options, interruption.signal, async (graph) => chokePoints(graph, options, interruption.signal));
  });

withQuestion(program.command('blast-radius'))
  .description('who is in reach of somebody, by account and kind')
  .requiredOption(
    '--from <END>',
    'an ARN, a service, an account number, ou-… or r-…, outside, anyone, administrator, administrator:ACCOUNT, or node:ID',
  )
  .option('--edges <KIND>', 'use this kind of edge only (repeatable)', repeat)
  .option('--max-hops <n>', 'how long a path may be', whole, 8)
  .action(async (options: BlastRadiusOptions & DumpOptions) => {
    const { blastRadius } = await import('./commands/blastRadius.js');
    const { askDumps } = await import('./openDumps.js');
    await askDumps(options, interruption.signal, async (graph) => blastRadius(graph, options, interruption.signal));
  });

withDumps(program.command('findings'))
  .description('what should be acted on, worst first, with why and what to do')
  .option('--dump <path>', 'a dump to read (repeatable), or an exported file; the example organisation without', repeat)
  .option('--rule <ID>', 'only what this rule finds (repeatable); docs/findings.md lists them', repeat)
  .option('--severity <SEVERITY>', 'only what matters so much, such as CRITICAL (repeatable)', repeat)
  .option('--account <ID>', 'only findings about something of this account (repeatable)', repeat)
  .option('--config <file>', 'what is production, which vendors are known, thresholds (JSON)')
  .option('--suppressions <file>', 'findings that are not to count, with reason and end (JSON)')
  .option('--include-suppressed', 'show those too that a suppression leaves out; they still do not count for --expect')
  .addOption(
    new Option('--format <format>', 'how to write them').choices(['text', 'json', 'sarif', 'csv']).default('text'),
  )
  .addOption(new Option('--expect <what>', 'exit with 1 unless this is the answer').choices(['none']))
  .option('--allow-partial', 'let --expect hold although something that may hide a finding is missing')
  .option('--json', 'the same as --format json')
  .addHelpText(
    'after',
    '\nPERMGRAPH_FINDINGS_CONFIG and PERMGRAPH_FINDINGS_SUPPRESSIONS name the files where the options are left out. docs/findings.md shows both.',
  )
  .action(async (options: FindingsOptions) => {
    const { findings, filesOf } = await import('./commands/findings.js');
    const { askDumps } = await import('./openDumps.js');
    const ask = async (graph: PermissionGraph) => findings(graph, options, interruption.signal);
    await askDumps(options, interruption.signal, ask, filesOf(options));
  });

program
  .command('evaluate')
  .description('decide self-contained requests, one JSON object a line: unit tests of policies')
  .argument('<cases>', 'a file of cases, or - for stdin')
  .option('--json', 'the answers are JSON lines in any case')
  .action(async (cases: string) => {
    const { evaluate } = await import('./commands/evaluate.js');
    process.exitCode = await evaluate(cases, interruption.signal);
  });

program
  .command('verify')
  .description('decide a proof of paths again with nothing but the engine: what was changed, what comes out otherwise')
  .argument('<proof>', 'what `permgraph paths --format proof` wrote')
  .option('--json', 'answer as stable JSON')
  .addHelpText('after', '\nExit code 1 where it does not hold, 3 where it is no proof. A proof is no signature.')
  .action(async (proof: string, options: VerifyOptions) => {
    const { verify } = await import('./commands/verify.js');
    const { text, isMet, reason } = await verify(proof, options);
    process.stdout.write(`${text}\n`);
    if (isMet) return;
    process.stderr.write(`permgraph: ${reason}\n`);
    process.exitCode = EXIT.unmet;
  });

program
  .command('validate')
  .description('what AWS would refuse to store in policies, and what it would store though it never matches')
  .argument('<policy...>', 'files of one policy document each, or - for stdin')
  .addOption(
    new Option('--kind <kind>', 'what the policies are; told by their contents without').choices([
      'identity',
      'trust',
      'resource',
      'boundary',
      'session',
      'scp',
      'rcp',
      'endpoint',
    ]),
  )
  .option('--json', 'answer as stable JSON')
  .action(async (policies: string[], options: ValidateOptions) => {
    const { validate } = await import('./commands/validate.js');
    process.exitCode = await validate(policies, options);
  });

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.answered : EXIT.usage;
  } else {
    process.stderr.write(`${describeError(error)}\n`);
    process.exitCode = exitCodeOf(error);
  }
}

#!/usr/bin/env bash
# Writes what AWS says about an organisation, or about one account, into a folder that `permgraph` reads. Changes nothing:
# besides reading, it asks IAM for a fresh credential report (iam:GenerateCredentialReport).
#
#   dump-organization.sh OUT [ROLE]
#
#   OUT   the folder to write; it must be empty or missing
#   ROLE  name of the role to enter in the member accounts (OrganizationAccountAccessRole when not given; better is a
#         role that may only read). Accounts whose role cannot be entered are left out, and the dump says so.
#
# Resources are asked for account by account, in every Region that `aws ec2 describe-regions` says is enabled for the
# account; what is asked stands in the tables of dump-resources/ beside this file. Variables:
#
#   REGIONS   only these, parted by spaces ("eu-west-1 us-east-1"); the dump says which it left out
#   JOBS      how many calls are made at a time (8 when not given)
#
# Run it with credentials of the management account or of a delegated administrator of AWS Organizations; outside any
# organisation it dumps the one account. Credentials, region and endpoint come from the environment as for every
# command of the AWS CLI (AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL, …).
# Needs bash, the AWS CLI (1.32 or 2), and python3 for the JSON.
#
# Neither values of secrets nor code, user data or environment variables of what runs come into the dump.
#
# Permissions: dump-organization-policy.json beside this file. In the calling account ReadTheOrganization,
# ReadIdentityCenter, ReadOneAccount, ReadResources
# and EnterMemberAccounts (with the name of your ROLE); in each member account ROLE needs
# ReadOneAccount and ReadResources.
#
# A call that AWS refuses is written down in collection.json with status DENIED, and the dump goes on without its answer.
# Exit status: 0 when the folder is a dump, even one with refused calls; 1 when not one account could be read; 2 usage.
set -euo pipefail

usage() {
  sed -n '2,/^# Exit status/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
  exit 2
}

[[ $# -ge 1 && $# -le 2 && ${1:-} != -* && -n ${1:-} ]] || usage
for tool in aws python3; do
  command -v "$tool" > /dev/null || { echo "dump-organization: $tool is not installed" >&2; exit 2; }
done

out=$1
role=${2:-OrganizationAccountAccessRole}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
report_attempts=${REPORT_ATTEMPTS:-20}
report_pause=${REPORT_PAUSE:-3}

if [[ -e $out ]] && { [[ ! -d $out ]] || [[ -n $(ls -A "$out") ]]; }; then
  echo "dump-organization: $out is there already and not an empty folder" >&2
  exit 2
fi
export AWS_PAGER='' AWS_DEFAULT_OUTPUT=json
umask 077
mkdir -p "$out/accounts"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/resources"
: > "$work/collection"
# Lines of `name of the call, key or -, file of the answer`, from which organization.json is put together.
: > "$work/organization"

say() { echo "$*" >&2; }

# record ACCOUNT SERVICE CALL STATUS [FILE-WITH-ERROR]: a line of collection.json, parted by tabs.
record() {
  local error=''
  [[ $# -lt 5 ]] || error=$(tr -s '[:space:]' ' ' < "$5" | cut -c 1-500)
  printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$4" "$error" >> "$work/collection"
}

# ask ACCOUNT FILE CALL SERVICE ARGUMENTS…: runs `aws SERVICE ARGUMENTS…` into FILE and records CALL. False when it failed.
ask() {
  local account=$1 file=$2 call=$3 service=$4
  shift 4
  if aws "$service" "$@" > "$file" 2> "$work/error"; then
    record "$account" "$service" "$call" OK
    return 0
  fi
  rm -f "$file"
  record "$account" "$service" "$call" DENIED "$work/error"
  say "  $service $1 in $account: $(tail -n 1 "$work/error")"
  return 1
}

# pick FILE EXPRESSION: prints each value of the Python expression over `answer`, one a line.
pick() {
  python3 - "$1" "$2" << 'PYTHON'
import json, sys
with open(sys.argv[1], encoding='utf-8') as file:
    answer = json.load(file)
for value in eval(sys.argv[2], {'answer': answer}):
    print(value)
PYTHON
}

answers=0
# ask_organization CALL KEY ARGUMENTS…: one Organizations call of organization.json; the file of its answer is in $answer.
ask_organization() {
  local call=$1 key=$2
  shift 2
  answers=$((answers + 1))
  answer="$work/answer-$answers.json"
  ask "$caller" "$answer" "$call" organizations "$@" || return 1
  printf '%s\t%s\t%s\n' "$call" "$key" "$answer" >> "$work/organization"
}

dump_units() {
  local parent=$1 unit
  ask_organization ListAccountsForParent "$parent" list-accounts-for-parent --parent-id "$parent" || true
  ask_organization ListOrganizationalUnitsForParent "$parent" list-organizational-units-for-parent --parent-id "$parent" || return 0
  for unit in $(pick "$answer" '[unit["Id"] for unit in answer["OrganizationalUnits"]]'); do
    dump_units "$unit"
  done
}

dump_organization() {
  local root type policy account features storage=''
  if ask_organization ListRoots - list-roots; then
    # Policies that block public access to S3, where the organisation uses them.
    storage=$(pick "$answer" '{type["Type"] for root in answer["Roots"] for type in root.get("PolicyTypes", [])} & {"S3_POLICY"}')
    for root in $(pick "$answer" '[root["Id"] for root in answer["Roots"]]'); do dump_units "$root"; done
  fi
  for type in SERVICE_CONTROL_POLICY RESOURCE_CONTROL_POLICY $storage; do
    ask_organization ListPolicies "$type" list-policies --filter "$type" || continue
    for policy in $(pick "$answer" '[policy["Id"] for policy in answer["Policies"]]'); do
      ask_organization DescribePolicy "$policy" describe-policy --policy-id "$policy" || true
      ask_organization ListTargetsForPolicy "$policy" list-targets-for-policy --policy-id "$policy" || true
    done
  done
  for account in $accounts; do
    ask_organization ListTagsForResource "$account" list-tags-for-resource --resource-id "$account" || true
  done
  if ask_organization ListDelegatedAdministrators - list-delegated-administrators; then
    for account in $(pick "$answer" '[account["Id"] for account in answer["DelegatedAdministrators"]]'); do
      ask_organization ListDelegatedServicesForAccount "$account" list-delegated-services-for-account --account-id "$account" || true
    done
  fi
  features="$work/features.json"
  if ask "$caller" "$features" ListOrganizationsFeatures iam list-organizations-features; then
    printf 'ListOrganizationsFeatures\t-\t%s\n' "$features" >> "$work/organization"
  fi
}

# Puts the answers together: one key for each call, and under it one for each id that was asked about.
write_organization() {
  python3 - "$work/organization" "$out/organization.json" << 'PYTHON'
import json, sys
organization = {}
with open(sys.argv[1], encoding='utf-8') as lines:
    for line in lines:
        call, key, path = line.rstrip('\n').split('\t')
        with open(path, encoding='utf-8') as file:
            answer = json.load(file)
        if key == '-':
            organization[call] = answer
        else:
            organization.setdefault(call, {})[key] = answer
with open(sys.argv[2], 'w', encoding='utf-8') as file:
    json.dump(organization, file, indent=2)
    file.write('\n')
PYTHON
}

# Both lists of providers, each entry with what its get-* call adds.
dump_providers() {
  local account=$1 folder=$2 kind arn count=0
  rm -f "$work"/provider-* "$work"/list-*
  : > "$work/provider-index"
  ask "$account" "$work/list-saml" ListSAMLProviders iam list-saml-providers || true
  ask "$account" "$work/list-oidc" ListOpenIDConnectProviders iam list-open-id-connect-providers || true
  for kind in saml oidc; do
    [[ -e "$work/list-$kind" ]] || continue
    for arn in $(pick "$work/list-$kind" '[entry["Arn"] for entry in next(value for value in answer.values() if isinstance(value, list))]'); do
      count=$((count + 1))
      if [[ $kind == saml ]]; then
        ask "$account" "$work/provider-$count" GetSAMLProvider iam get-saml-provider --saml-provider-arn "$arn" || continue
      else
        ask "$account" "$work/provider-$count" GetOpenIDConnectProvider iam get-open-id-connect-provider \
          --open-id-connect-provider-arn "$arn" || continue
      fi
      printf '%s\t%s\n' "$arn" "$work/provider-$count" >> "$work/provider-index"
    done
  done
  [[ -e "$work/list-saml" || -e "$work/list-oidc" ]] || return 0
  python3 - "$work" "$folder/identity-providers.json" << 'PYTHON'
import json, os, sys
work, target = sys.argv[1:3]
def read(path):
    with open(path, encoding='utf-8') as file:
        return json.load(file)
with open(os.path.join(work, 'provider-index'), encoding='utf-8') as lines:
    details = {arn: read(path) for arn, path in (line.rstrip('\n').split('\t') for line in lines)}
providers = {}
for name, listed, key in (('SAMLProviders', 'list-saml', 'SAMLProviderList'), ('OpenIDConnectProviders', 'list-oidc', 'OpenIDConnectProviderList')):
    path = os.path.join(work, listed)
    if os.path.exists(path):
        providers[name] = [{**entry, **details.get(entry['Arn'], {})} for entry in read(path)[key]]
with open(target, 'w', encoding='utf-8') as file:
    json.dump(providers, file, indent=2)
    file.write('\n')
PYTHON
}

# IAM makes the report in the background: asked for until it is there, at most $report_attempts times.
dump_credential_report() {
  local account=$1 folder=$2 attempt
  for ((attempt = 1; attempt <= report_attempts; attempt++)); do
    ask "$account" "$work/report-state" GenerateCredentialReport iam generate-credential-report || return 0
    [[ $(pick "$work/report-state" '[answer["State"]]') == COMPLETE ]] && break
    sleep "$report_pause"
  done
  ask "$account" "$work/report" GetCredentialReport iam get-credential-report || return 0
  python3 - "$work/report" "$folder/credential-report.csv" << 'PYTHON'
import base64, json, sys
with open(sys.argv[1], encoding='utf-8') as file:
    content = json.load(file)['Content']
with open(sys.argv[2], 'w', encoding='utf-8', newline='') as file:
    file.write(base64.b64decode(content).decode('utf-8'))
PYTHON
}

# Resources and their policies, kept until those of all accounts are put together.
dump_resources() {
  local account=$1 folder=$2
  # Python may have been started with another PATH (pyenv does so).
  if ! AWS_COMMAND=$(command -v aws) python3 -B "$here/dump-resources/collect.py" "$account" "$partition" "$folder" "$work/resources/$account.json"; then
    echo 'the collector of resources broke off' > "$work/error"
    record "$account" resources CollectResources DENIED "$work/error"
  fi
}

# People, permission sets and assignments; the books of it are kept like those of resources.
dump_identity_center() {
  say 'IAM Identity Center'
  if ! AWS_COMMAND=$(command -v aws) python3 -B "$here/dump-resources/identity_center.py" "$caller" "$partition" \
    "$out/identity-center.json" "$work/resources/identity-center.json"; then
    echo 'the collector of IAM Identity Center broke off' > "$work/error"
    record "$caller" sso-admin CollectIdentityCenter DENIED "$work/error"
  fi
}

# What IAM says about the account whose credentials are in the environment, and its resources.
dump_account() {
  local account=$1 folder="$out/accounts/$1"
  mkdir -p "$folder"
  say "account $account"
  ask "$account" "$folder/authorization-details.json" GetAccountAuthorizationDetails iam get-account-authorization-details || true
  dump_providers "$account" "$folder"
  ask "$account" "$folder/account-summary.json" GetAccountSummary iam get-account-summary || true
  dump_credential_report "$account" "$folder"
  dump_resources "$account" "$folder"
  rmdir "$folder" 2> /dev/null || true
}

# Enters the role in a member account and dumps that, with its credentials only here.
dump_member() {
  local account=$1 key secret token
  if ! ask "$account" "$work/session" AssumeRole sts assume-role --role-arn "arn:$partition:iam::$account:role/$role" \
    --role-session-name permgraph-dump; then
    return 0
  fi
  {
    read -r key
    read -r secret
    read -r token
  } < <(pick "$work/session" '[answer["Credentials"][name] for name in ("AccessKeyId", "SecretAccessKey", "SessionToken")]')
  rm -f "$work/session"
  (
    # A profile would win over the credentials of the member account.
    unset AWS_PROFILE AWS_DEFAULT_PROFILE
    export AWS_ACCESS_KEY_ID=$key AWS_SECRET_ACCESS_KEY=$secret AWS_SESSION_TOKEN=$token
    dump_account "$account"
  )
}

# The region of the profile, which member accounts are read without.
region=${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region || true)}}
[[ -z $region ]] || export AWS_REGION=$region AWS_DEFAULT_REGION=$region

if ! aws sts get-caller-identity > "$work/caller" 2> "$work/error"; then
  say "dump-organization: no credentials that work: $(tail -n 1 "$work/error")"
  exit 1
fi
caller=$(pick "$work/caller" '[answer["Account"]]')
partition=$(pick "$work/caller" '[answer["Arn"].split(":")[1]]')

accounts=$caller
if ask_organization DescribeOrganization - describe-organization; then
  if ask_organization ListAccounts - list-accounts; then
    accounts=$(pick "$answer" '[account["Id"] for account in answer["Accounts"]]')
  fi
  say "organisation of $(wc -w <<< "$accounts") accounts"
  dump_organization
  write_organization
  dump_identity_center
else
  say "no organisation that can be read: only account $caller is dumped"
fi
for account in $accounts; do
  if [[ $account == "$caller" ]]; then dump_account "$account"; else dump_member "$account"; fi
done

python3 - "$work" "$out" << 'PYTHON'
import glob, json, os, sys
work, out = sys.argv[1:3]
names = ('account', 'service', 'call', 'at', 'status', 'error')
with open(os.path.join(work, 'collection'), encoding='utf-8', errors='replace') as lines:
    calls = [dict(zip(names, line.rstrip('\n').split('\t'))) for line in lines]
for call in calls:
    if call['status'] == 'OK':
        del call['error']
accounts = []
for path in sorted(glob.glob(os.path.join(work, 'resources', '*.json'))):
    with open(path, encoding='utf-8') as file:
        accounts.append(json.load(file))
for name, entries in (
    ('collection.json', calls + [call for account in accounts for call in account['collection']]),
    ('resources.json', [resource for account in accounts for resource in account['resources']]),
    ('resource-policies.json', [policy for account in accounts for policy in account['policies']]),
):
    with open(os.path.join(out, name), 'w', encoding='utf-8') as file:
        json.dump(entries, file, indent=2)
        file.write('\n')
PYTHON
refused=$(pick "$out/collection.json" '[sum(entry["status"] != "OK" for entry in answer)]')
read_accounts=$(find "$out/accounts" -name authorization-details.json | wc -l)
say "$read_accounts accounts read, $refused calls refused; the dump is in $out"
((read_accounts > 0))

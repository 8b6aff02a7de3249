import { common, type FormatRow, identifier } from './tokenFormat.ts';

const grafana = { checksum: 'grafana', shape: /^[A-Za-z0-9]{32}_[0-9a-f]{8}$/ } as const;
const secretKey = {
  shape: /^[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}$/,
} as const;
const atlas = { head: { alphabet: 'alphanumeric', min: 14, max: 14 } } as const;
const license = { head: { alphabet: 'lower', min: 36, max: 36 } } as const;
const maxMind = { head: { alphabet: 'word', min: 36, max: 36 }, shape: /^$/ } as const;

/** Secrets, access, monitoring, databases and other things that run in the background. */
export const operationsRows: readonly FormatRow[] = [
  ['1Password', 'ops_eyJ', 'base64', 100, 2_000],
  ['1Password', 'A3-', 'upperGroups', 36, 37, secretKey],
  ['age', 'AGE-SECRET-KEY-1', 'upper', 58, 58, { checksum: 'age' }],
  [
    'Authress',
    'sc_ ext_ scauth_ authress_',
    'path',
    50,
    200,
    { shape: /^\w{5,30}\.\w{4,6}\.acc[_-][\w-]{10,32}\.\S{30,120}$/ },
  ],
  ['Axiom', 'xaat- xapt-', 'uuid', 36, 36],
  ['Checkly', 'cu_', 'hex', 32, 32, common],
  ['ClickHouse Cloud', '4b1d', 'alphanumeric', 38, 38, common],
  ['Confluent', 'cflt', 'base64', 60, 60],
  ['Databricks', 'dapi dose', 'uuid', 32, 34, { shape: /^[0-9a-f]{32}(?:[0-9a-f]{2}|-\d)?$/ }],
  ['dbt', 'dbtu_ dbtc_ dbts_', 'padded', 40, 80],
  ['Depot', 'depot_project_ depot_org_ depot_user_', 'hex', 64, 64],
  ['Doppler', 'dp.pt. dp.ct. dp.st. dp.sa. dp.scim. dp.audit.', 'dotted', 40, 60],
  [
    'Dynatrace',
    'dt0c01. dt0s01. dt0s02. dt0s08. dt0s16.',
    'dotted',
    73,
    100,
    { shape: /^\w{8,24}\.\w{64}$/ },
  ],
  ['Elastic Cloud', 'essu_', 'base64', 40, 120],
  ['Flagsmith', 'ser.', 'alphanumeric', 22, 22, common],
  ['Grafana', 'glsa_', 'word', 41, 41, grafana],
  ['Grafana', 'glc_', 'anyBase64', 32, 400],
  ['Grafana', 'eyJrIjoi', 'padded', 60, 150],
  ['Honeycomb', 'hcaik_ hcbik_ hcxik_ hcamk_', 'lower', 58, 58],
  ['incident.io', 'inc_', 'hex', 64, 64],
  ['K3s', 'K10', 'path', 70, 300, { shape: /^[0-9a-f]{64}::\S+$/ }],
  ['Logfire', 'pylf_v1_us_ pylf_v1_eu_', 'alphanumeric', 43, 43],
  ['MaxMind', '_mmk', 'word', 0, 0, maxMind],
  ['MongoDB Atlas', 'mdb_sa_sk_', 'url', 40, 60],
  ['New Relic', 'NRAK- NRII- NRRA- NRSP-', 'alphanumeric', 27, 42],
  ['New Relic', 'NRJS-', 'hex', 19, 19, identifier],
  ['New Relic', 'NRAL', 'lower', 0, 0, license],
  ['Ory', 'ory_pat_ ory_at_ ory_rt_ ory_st_', 'dotted', 32, 100],
  ['PlanetScale', 'pscale_tkn_ pscale_pw_ pscale_oauth_', 'dotted', 32, 64],
  ['PostHog', 'phx_', 'url', 43, 48],
  ['Prefect', 'pnu_ pnb_', 'alphanumeric', 36, 36],
  ['Pulumi', 'pul-', 'hex', 40, 40],
  ['Rancher', 'token-', 'path', 60, 60, { shape: /^[a-z0-9]{5}:[a-z0-9]{54}$/ }],
  ['Retool', 'retool_', 'alphanumeric', 30, 40, common],
  ['Rootly', 'rootly_', 'hex', 64, 64],
  ['Sentry', 'sntryu_', 'hex', 64, 64],
  ['Sentry', 'sntrys_eyJ', 'anyBase64', 80, 500],
  ['SettleMint', 'sm_aat_ sm_pat_ sm_sat_', 'alphanumeric', 16, 16],
  ['Stytch', 'secret-live- secret-test-', 'padded', 36, 60],
  ['Terraform Cloud', '.atlasv1.', 'padded', 60, 70, atlas],
  ['Tinybird', 'p.eyJ', 'dotted', 60, 400],
  ['Unkey', 'unkey_', 'alphanumeric', 20, 40, common],
  ['Vault', 'hvs. hvb. hvr.', 'url', 24, 500],
  ['Vault', 's.', 'alphanumeric', 24, 24, common],
  ['Vault', 'b.AAAAAQ', 'url', 80, 500],
  ['Xata', 'xau_', 'alphanumeric', 30, 50],
  ['Zuplo', 'zpka_', 'word', 41, 41, { shape: /^[0-9a-f]{32}_[0-9a-f]{8}$/ }],
];

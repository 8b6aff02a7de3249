import { common, type FormatRow } from './tokenFormat.ts';

const github = { checksum: 'github' } as const;
const atlassian = { checksum: 'atlassian', shape: /^[\w=-]{90,240}=[0-9A-F]{8}$/ } as const;
const routable = { checksum: 'gitlab', shape: /^[\w-]{20,250}\.(?:0\w\.)?[0-9a-z]{9}$/ } as const;
const gitlab =
  'glpat- gldt- glrt- glrtr- glcbt- glptt- glft- glimt- gloas- glsoat- glagent- glffct- glwt- GR1348941';

/** Source code, its reviews, builds and packages. */
export const codeRows: readonly FormatRow[] = [
  ['Atlassian', 'ATATT3xFf ATCTT3xFf', 'padded', 100, 250, atlassian],
  ['Artifactory', 'AKCp', 'alphanumeric', 60, 80],
  ['Artifactory', 'cmVmd', 'alphanumeric', 59, 59],
  ['Azure DevOps', 'AZDO', 'alphanumeric', 4, 4, { head: { alphabet: 'alphanumeric', min: 76, max: 76 } }],
  ['Bitbucket', 'ATBB', 'alphanumeric', 32, 40],
  ['Buildkite', 'bkua_', 'hex', 40, 40],
  ['CircleCI', 'CCIPAT_ CCIPRJ_', 'word', 40, 80],
  ['Clojars', 'CLOJARS_', 'lower', 60, 60],
  ['crates.io', 'cio', 'alphanumeric', 32, 32, common],
  ['Docker Hub', 'dckr_pat_ dckr_oat_', 'url', 27, 36],
  ['GitHub', 'ghp_ gho_ ghu_ ghs_ ghr_', 'alphanumeric', 36, 36, github],
  ['GitHub', 'github_pat_', 'word', 82, 82],
  ['GitLab', gitlab, 'dotted', 30, 300, routable],
  ['GitLab', gitlab, 'url', 20, 300],
  ['GitLab', '_gitlab_session=', 'lower', 32, 32, { isLabel: true }],
  ['Harness', 'pat. sat.', 'dotted', 68, 68, { isCommon: true, shape: /^[\w-]{22}\.\w{24}\.\w{20}$/ }],
  ['Infracost', 'ico-', 'alphanumeric', 32, 32, common],
  ['LaunchDarkly', 'sdk- api-', 'uuid', 36, 36, common],
  ['Linear', 'lin_api_ lin_oauth_', 'alphanumeric', 40, 64],
  ['npm', 'npm_', 'alphanumeric', 36, 36, github],
  ['NuGet', 'oy2', 'lower', 43, 43, common],
  ['Octopus Deploy', 'API-', 'upper', 25, 32, common],
  ['Postman', 'PMAK-', 'url', 59, 59, { shape: /^[0-9a-f]{24}-[0-9a-f]{34}$/ }],
  ['PyPI', 'pypi-AgEIcHlwaS5vcmc pypi-AgENdGVzdC5weXBpLm9yZw', 'url', 50, 1_000],
  ['ReadMe', 'rdme_', 'lower', 70, 70],
  ['RubyGems', 'rubygems_', 'hex', 48, 48],
  ['Socket', 'sktsec_', 'word', 40, 60],
  ['SonarQube', 'squ_ sqp_ sqa_', 'alphanumeric', 40, 40],
  ['Sourcegraph', 'sgp_ slk_', 'word', 40, 80],
];

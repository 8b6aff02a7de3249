/** What the references of `demo/workspace` name: path in the mount `secret` to data. All values are made up. */
export const demoSecrets: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'shop/database': { username: 'shop', password: 'made-up-database-password' },
  'shop/web': { 'session-key': 'made-up-session-key' },
  'shop/payment': { 'webhook-secret': 'made-up-webhook-secret' },
  'platform/registry': { username: 'puller', password: 'made-up-registry-password' },
  'platform/smtp': { password: 'made-up-smtp-password' },
  'sensu/ansible': { token: 'made-up-ansible-token' },
  'sensu/pagerduty': { key: 'made-up-pagerduty-key' },
};

/** A plaintext secret of the workspace and the place that the extension proposes for it. */
export interface PlaintextSecret {
  readonly file: string;
  readonly value: string;
  readonly path: string;
  readonly key: string;
}

export const plaintextSecrets: readonly PlaintextSecret[] = [
  {
    file: 'docker-compose.yaml',
    value: 'vrdemo-Bk7xQ4Lm92TzW8',
    path: 'shop/docker-compose',
    key: 'services_database_environment_POSTGRES_PASSWORD',
  },
  {
    file: 'k8s/secret.yaml',
    value: 'Paper-Lantern-9023-Orchard',
    path: 'shop/k8s/secret',
    key: 'stringData_password',
  },
  {
    file: 'helm/shop/values.yaml',
    value: 'vrdemo_8Fq2Lm7Zt4Wx9Rb3Kd6P',
    path: 'shop/helm/shop/values',
    key: 'payment_apiKey',
  },
  {
    file: 'config/application.yml',
    value: 'Copper!Violin!3358!Meadow',
    path: 'shop/config/application',
    key: 'spring_rabbitmq_password',
  },
  {
    file: 'appsettings.json',
    value: 'vrdemo.Hn5sJ0Pc83YgV1',
    path: 'shop/appsettings',
    key: 'Orders_ClientSecret',
  },
];

/** A wrong reference of the workspace, and the quick fix that mends it. */
export interface WrongReference {
  readonly file: string;
  readonly part: string;
  readonly fix: string;
}

export const wrongReferences: readonly WrongReference[] = [
  { file: 'docker-compose.yaml', part: 'databse', fix: 'Change to "database"' },
  { file: 'k8s/deployment.yaml', part: 'sesion-key', fix: 'Change to "session-key"' },
  { file: 'config/application.yml', part: 'data/shop', fix: 'Remove "data/"' },
];

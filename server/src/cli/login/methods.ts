import { resolve } from 'node:path';
import type { SignInParams } from '../../protocol.ts';
import { UsageError } from '../context.ts';
import type { LoginOptions } from './loginArguments.ts';

/** What a method of `vault-refs login` makes its sign-in of. */
export interface LoginInputs {
  readonly address: string;
  readonly rest: readonly string[];
  readonly options: LoginOptions;
  readonly cwd: string;
  /** A secret by its name: typed, or for `-` from standard input. @throws UsageError for any other argument. */
  readonly secret: (name: string, argument: string | undefined) => Promise<string>;
}

/** Arguments that mean nothing to the method are refused. @throws UsageError. */
type Method = (inputs: LoginInputs) => Promise<SignInParams> | SignInParams;

/** The methods by their name on the command line. */
export const loginMethods: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['approle', appRole],
  ['userpass', (inputs) => password('userpass', inputs)],
  ['ldap', (inputs) => password('ldap', inputs)],
  ['jwt', jwt],
  ['oidc', oidc],
  ['cert', certificate],
  ['token', token],
]);

/**
 * The third argument is a wrapping token, which is good for one use and so may stand on the command line as in
 * MAAS' `config-vault configure`. A bare secret id may not.
 */
async function appRole({ address, rest, options, secret }: LoginInputs): Promise<SignInParams> {
  const [roleId, argument] = rest;
  if (roleId === undefined) throw new UsageError('No ROLE_ID is given.');
  const base = { method: 'approle', address, ...mountOf(options), roleId } as const;
  if (options['secret-id'] === true)
    return { ...base, secret: { kind: 'secret-id', secretId: await secret('Secret id', argument) } };
  const isGiven = argument !== undefined && argument !== '-';
  const wrappingToken = isGiven ? argument : await secret('Wrapping token', argument);
  const roleName = options['role-name'];
  return {
    ...base,
    secret: { kind: 'wrapped', wrappingToken, ...(roleName === undefined ? {} : { roleName }) },
  };
}

async function password(method: 'userpass' | 'ldap', inputs: LoginInputs): Promise<SignInParams> {
  const { address, options, secret } = inputs;
  const [username, argument] = atMost(2, inputs);
  if (username === undefined) throw new UsageError('No USERNAME is given.');
  return { method, address, ...mountOf(options), username, password: await secret('Password', argument) };
}

async function jwt(inputs: LoginInputs): Promise<SignInParams> {
  const { address, options, secret } = inputs;
  const [argument] = atMost(1, inputs);
  return {
    method: 'jwt',
    address,
    ...mountOf(options),
    ...roleOf(options),
    jwt: await secret('JWT', argument),
  };
}

function oidc(inputs: LoginInputs): SignInParams {
  const { address, options } = inputs;
  atMost(0, inputs);
  const port = options.port === undefined ? {} : { port: portOf(options.port) };
  return { method: 'oidc', address, ...mountOf(options), ...roleOf(options), ...port };
}

function portOf(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new UsageError('--port is a number.');
}

function certificate(inputs: LoginInputs): SignInParams {
  const { address, options, cwd } = inputs;
  const [certFile, keyFile] = atMost(2, inputs);
  if (certFile === undefined || keyFile === undefined)
    throw new UsageError('CERT_FILE and KEY_FILE must be given.');
  const files = { certFile: resolve(cwd, certFile), keyFile: resolve(cwd, keyFile) };
  return { method: 'cert', address, ...mountOf(options), ...roleOf(options), ...files };
}

async function token(inputs: LoginInputs): Promise<SignInParams> {
  const [argument] = atMost(1, inputs);
  return { method: 'token', address: inputs.address, token: await inputs.secret('Token', argument) };
}

function atMost(count: number, { rest }: LoginInputs): readonly string[] {
  if (rest.length > count) throw new UsageError('There are too many arguments.');
  return rest;
}

function mountOf({ mount }: LoginOptions): { readonly mount?: string } {
  return mount === undefined ? {} : { mount };
}

function roleOf({ role }: LoginOptions): { readonly role?: string } {
  return role === undefined ? {} : { role };
}

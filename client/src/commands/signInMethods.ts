import { isAbsolute } from 'node:path';
import type { AppRoleSignIn, SignInParams } from '../../../server/src/protocol.ts';
import { connectionOptions } from '../connection/settings.ts';
import type { PresetMethod } from '../connection/namedConnections.ts';
import { askMount, askRole, askSecret, askText, tokenProblem } from './signInInputs.ts';
import { askOrigin } from './signInOrigin.ts';
import type { Ask, SignInQuestions } from './signInQuestions.ts';

/** Asks for the parameters of one method at an origin; undefined when dismissed. */
type AskThere = (questions: SignInQuestions, origin: string) => Promise<SignInParams | undefined>;

export interface MethodChoice {
  readonly label: string;
  readonly description?: string;
  /** As a named connection names it. */
  readonly method: PresetMethod;
  readonly value: Ask;
}

/** The methods whose credential is typed, for the quick pick. */
export const typedMethods: readonly MethodChoice[] = [
  { method: 'token', label: 'Enter Address and Token', value: there(token) },
  { method: 'approle', label: 'AppRole', description: 'role id and secret id', value: there(appRole) },
  {
    method: 'approle-wrapped',
    label: 'AppRole, Wrapped',
    description: 'role id and wrapping token',
    value: there(wrappedAppRole),
  },
  {
    method: 'userpass',
    label: 'User Name and Password',
    description: 'userpass',
    value: there(password('userpass')),
  },
  { method: 'ldap', label: 'LDAP', description: 'user name and password', value: there(password('ldap')) },
  { method: 'oidc', label: 'OIDC', description: 'in the browser', value: there(oidc) },
  { method: 'jwt', label: 'JWT', value: there(jwt) },
  { method: 'cert', label: 'TLS Certificate', description: 'PEM files', value: there(certificate) },
];

function there(ask: AskThere): Ask {
  return async (questions) => {
    const origin = await askOrigin(questions);
    const params = origin === undefined ? undefined : await ask(questions, origin);
    if (origin === undefined || !params) return undefined;
    const { settings } = questions;
    return { ...params, ...connectionOptions(settings, origin, settings.namespace) };
  };
}

async function token(questions: SignInQuestions, address: string): Promise<SignInParams | undefined> {
  const typed = await askSecret(questions, 'Token', address, tokenProblem);
  return typed === undefined ? undefined : { method: 'token', address, token: typed.trim() };
}

async function appRole(questions: SignInQuestions, address: string): Promise<SignInParams | undefined> {
  const role = await askRoleId(questions, address);
  if (!role) return undefined;
  const secretId = await askSecret(questions, 'Secret id', address);
  return secretId === undefined ? undefined : { ...role, secret: { kind: 'secret-id', secretId } };
}

async function wrappedAppRole(
  questions: SignInQuestions,
  address: string,
): Promise<SignInParams | undefined> {
  const role = await askRoleId(questions, address);
  if (!role) return undefined;
  const wrappingToken = await askSecret(questions, 'Wrapping token', address, tokenProblem);
  return wrappingToken === undefined ? undefined : { ...role, secret: { kind: 'wrapped', wrappingToken } };
}

async function askRoleId(
  questions: SignInQuestions,
  address: string,
): Promise<Omit<AppRoleSignIn, 'secret'> | undefined> {
  const mount = await askMount(questions, 'approle');
  const roleId = mount === undefined ? undefined : await askText(questions.dialogs, 'Role id');
  if (mount === undefined || roleId === undefined) return undefined;
  return { method: 'approle', address, mount, roleId };
}

function password(method: 'userpass' | 'ldap'): AskThere {
  return async (questions, address) => {
    const { dialogs } = questions;
    const mount = await askMount(questions, method);
    const username = mount === undefined ? undefined : await askText(dialogs, 'User name');
    if (mount === undefined || username === undefined) return undefined;
    const typed = await askSecret(questions, `Password of ${username}`, address);
    return typed === undefined ? undefined : { method, address, mount, username, password: typed };
  };
}

async function oidc(questions: SignInQuestions, address: string): Promise<SignInParams | undefined> {
  const there = await askMountAndRole(questions, 'oidc');
  return there && { method: 'oidc', address, ...there };
}

async function jwt(questions: SignInQuestions, address: string): Promise<SignInParams | undefined> {
  const there = await askMountAndRole(questions, 'jwt');
  const typed = there && (await askSecret(questions, 'JWT', address));
  return typed === undefined ? undefined : { method: 'jwt', address, ...there, jwt: typed };
}

async function askMountAndRole(
  questions: SignInQuestions,
  method: string,
): Promise<{ readonly mount: string; readonly role?: string } | undefined> {
  const mount = await askMount(questions, method);
  const role = mount === undefined ? undefined : await askRole(questions);
  if (mount === undefined || role === undefined) return undefined;
  return { mount, ...(role === '' ? {} : { role }) };
}

async function certificate(questions: SignInQuestions, address: string): Promise<SignInParams | undefined> {
  const { dialogs } = questions;
  const mount = await askMount(questions, 'cert');
  const certFile = mount === undefined ? undefined : await askFile('PEM file of the certificate');
  const keyFile = certFile === undefined ? undefined : await askFile('PEM file of its key');
  if (mount === undefined || certFile === undefined || keyFile === undefined) return undefined;
  return { method: 'cert', address, mount, certFile, keyFile };

  async function askFile(prompt: string): Promise<string | undefined> {
    const problem = (text: string): string | undefined =>
      isAbsolute(text.trim()) ? undefined : 'Enter an absolute path.';
    return (await dialogs.ask({ title: 'Sign in to Vault', prompt, problem }))?.trim();
  }
}

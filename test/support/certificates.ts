import type { KeyObject } from 'node:crypto';
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { integer, sequence, tagged } from './asn1.ts';

/** PEM of a certificate and of its key. */
export interface TestCertificate {
  readonly cert: string;
  readonly key: string;
}

export interface CertificateRequest {
  /** Host names and IPv4 addresses that the certificate is for. */
  readonly names?: readonly string[];
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

/** An authority of a test, whose key lives in memory. */
export interface TestAuthority {
  readonly cert: string;
  issue(request?: CertificateRequest): TestCertificate;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** A certificate authority of its own. */
export function createAuthority(name = 'made-up authority'): TestAuthority {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = { name, key: pair.privateKey };
  const cert = certificate({
    subject: name,
    publicKey: pair.publicKey,
    issuer,
    isAuthority: true,
    request: {},
  });
  return { cert, issue: (request = {}) => issued(issuer, request) };
}

/** A certificate that nobody but itself vouches for. */
export function selfSigned(request: CertificateRequest = {}): TestCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = { name: 'self', key: privateKey };
  const cert = certificate({ subject: 'self', publicKey, issuer, isAuthority: false, request });
  return { cert, key: pemOf(privateKey) };
}

interface Issuer {
  readonly name: string;
  readonly key: KeyObject;
}

function issued(issuer: Issuer, request: CertificateRequest): TestCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const cert = certificate({ subject: 'made-up server', publicKey, issuer, isAuthority: false, request });
  return { cert, key: pemOf(privateKey) };
}

function pemOf(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

interface Content {
  readonly subject: string;
  readonly publicKey: KeyObject;
  readonly issuer: Issuer;
  readonly isAuthority: boolean;
  readonly request: CertificateRequest;
}

/** X.509 version 3 in DER, as RFC 5280 spells it, signed with ECDSA and SHA-256; returned as PEM. */
function certificate({ subject, publicKey, issuer, isAuthority, request }: Content): string {
  const { notBefore = new Date(Date.now() - DAY_MS), notAfter = new Date(Date.now() + DAY_MS) } = request;
  const algorithm = sequence(oid('1.2.840.10045.4.3.2'));
  const body = sequence(
    tagged(0xa0, integer(Buffer.of(2))),
    integer(Buffer.concat([Buffer.of(1), randomBytes(8)])),
    algorithm,
    distinguishedName(issuer.name),
    sequence(time(notBefore), time(notAfter)),
    distinguishedName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions(isAuthority, request.names ?? []))),
  );
  const signature = sign('sha256', body, issuer.key);
  const der = sequence(body, algorithm, tagged(0x03, Buffer.of(0), signature));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function extensions(isAuthority: boolean, names: readonly string[]): readonly Buffer[] {
  const yes = tagged(0x01, Buffer.of(0xff));
  const authority = sequence(oid('2.5.29.19'), yes, tagged(0x04, sequence(yes)));
  const alternatives = sequence(oid('2.5.29.17'), tagged(0x04, sequence(...names.map(alternativeName))));
  return [...(isAuthority ? [authority] : []), ...(names.length > 0 ? [alternatives] : [])];
}

function alternativeName(name: string): Buffer {
  const isAddress = /^\d+\.\d+\.\d+\.\d+$/.test(name);
  return isAddress
    ? tagged(0x87, Buffer.from(name.split('.').map(Number)))
    : tagged(0x82, Buffer.from(name, 'ascii'));
}

function distinguishedName(name: string): Buffer {
  return sequence(tagged(0x31, sequence(oid('2.5.4.3'), tagged(0x0c, Buffer.from(name)))));
}

function time(date: Date): Buffer {
  return tagged(0x18, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, ''), 'ascii'));
}

function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  const bytes = rest.flatMap((part) => {
    const digits = [part & 0x7f];
    for (let left = part >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80);
    return digits;
  });
  return tagged(0x06, Buffer.from([first * 40 + second, ...bytes]));
}

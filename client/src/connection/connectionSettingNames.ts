/** Settings of the connection, without `vaultRefs.`: all of them are the user's own, and restricted in `package.json`. */
export const connectionSettingNames = [
  'address',
  'connections',
  'namespace',
  'caFile',
  'caFolder',
  'tlsServerName',
  'rateLimiter.limit',
  'rateLimiter.burst',
  'maxRetries',
  'timeout',
  'connectTimeout',
  'skipTlsVerify',
  'policy.allowedOrigins',
  'policy.readOnly',
  'policy.allowedTargets',
] as const;

/** Kinds whose fields name secrets that live elsewhere, or hold them encrypted. */
const indirectKinds =
  /^(?:Cluster)?(?:ExternalSecret|SecretStore|PushSecret|ExternalSecretsConfig)$|^(?:SealedSecret|SecretProviderClass|SecretClaim|GeneratedSecret|BitwardenSecret|DopplerSecret|InfisicalSecret|OnePasswordItem|Vault(?:Static|Dynamic|PKI)Secret|VaultAuth|VaultConnection|VaultSecret)$/;

/** Whether resources of a kind name secrets that live elsewhere, or hold them encrypted. */
export function isIndirectKind(kind: string | undefined): boolean {
  return kind !== undefined && indirectKinds.test(kind);
}

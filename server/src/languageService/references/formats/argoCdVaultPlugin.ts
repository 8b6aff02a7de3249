import { apiPath, refused, wrapped, type ReferenceWriter } from './place.ts';

/** `#` parts it, `|` begins a modifier, `<` and `>` are its ends, the others belong to templates; there is no escape. */
const unspellable = /[#|<>{}$]/;

/**
 * `<path:PATH#KEY>`, the same alone and within other text, with the path of the API (argocd-vault-plugin,
 * `pkg/kube/util.go`, which also decodes `data` of Secrets).
 */
export const writeArgoCdVaultPlugin: ReferenceWriter = (target, place) => {
  const path = apiPath(target, place);
  if (unspellable.test(path + target.key)) {
    return refused('An ArgoCD Vault Plugin reference has no escape for `#`, `|`, `$`, `<`, `>`, `{` and `}`');
  }
  if (target.key.trim() !== target.key) {
    return refused('ArgoCD Vault Plugin trims the blanks that the key begins or ends with');
  }
  return wrapped(`<path:${path}#${target.key}>`, place);
};

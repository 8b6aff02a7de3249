import type { PathRights, SecretVault } from '../../languageService/migration/secretVault.ts';
import type { Policies } from './policies.ts';

/** Reads as the vault does, and writes only where the policies allow it. They are asked anew for each call. */
export function policedVault(vault: SecretVault, policies: () => Policies): SecretVault {
  return {
    get origin() {
      return vault.origin;
    },
    get namespace() {
      return vault.namespace;
    },
    mountInfo: (mount, signal) => vault.mountInfo(mount, signal),
    readCurrent: (secret, signal) => vault.readCurrent(secret, signal),
    readVersion: (secret, version, signal) => vault.readVersion(secret, version, signal),
    history: (secret, signal) => vault.history(secret, signal),
    writeKeys: async (request, signal) => {
      policies().requireWriting(request.secret);
      return vault.writeKeys(request, signal);
    },
    removeKeys: async (request, signal) => {
      policies().requireWriting(request.secret);
      return vault.removeKeys(request, signal);
    },
    deleteVersion: async (secret, version, signal) => {
      policies().requireWriting(secret);
      return vault.deleteVersion(secret, version, signal);
    },
    rights: async (secrets, signal) => {
      const rights = await vault.rights(secrets, signal);
      const allowing = policies();
      return rights.map((right, index) => {
        const secret = secrets[index];
        return right && secret && !allowing.allowsWriting(secret) ? withoutWriting(right) : right;
      });
    },
    annotate: async (secret, entries, signal) => {
      if (!policies().allowsWriting(secret)) return false;
      return vault.annotate(secret, entries, signal);
    },
  };
}

function withoutWriting({ read, readMetadata }: PathRights): PathRights {
  return {
    read,
    readMetadata,
    create: false,
    update: false,
    patch: false,
    remove: false,
    patchMetadata: false,
  };
}

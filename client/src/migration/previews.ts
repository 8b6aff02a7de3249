import type { MigrationFile } from '../../../server/src/protocol.ts';
import type { MigrationApi } from './migrationApi.ts';
import type { MigrationEditor } from './migrationEditor.ts';
import type { Plans } from './plans.ts';

type Editor = Pick<MigrationEditor, 'showPreview' | 'renewPreview' | 'shownPreviews'>;

/** Previews of files, which follow the plan while they are shown. */
export class Previews {
  readonly #api: Pick<MigrationApi, 'preview'>;
  readonly #plans: Plans;
  readonly #editor: Editor;

  constructor(api: Pick<MigrationApi, 'preview'>, plans: Plans, editor: Editor) {
    this.#api = api;
    this.#plans = plans;
    this.#editor = editor;
    plans.changed.add(() => void this.#renew());
  }

  /** Shows what moving does to a file of the plan; what went wrong is answered as a sentence. */
  async show({ uri }: MigrationFile): Promise<string | undefined> {
    const plan = await this.#plans.settled();
    if (!plan) return undefined;
    const preview = await this.#api.preview({ plan: plan.plan, uri });
    if (!preview.ok) return preview.message;
    await this.#editor.showPreview(uri, preview);
    return undefined;
  }

  async #renew(): Promise<void> {
    const { plan } = this.#plans;
    if (!plan) return;
    for (const uri of this.#editor.shownPreviews()) {
      if (!this.#plans.file(uri)) continue;
      const preview = await this.#api.preview({ plan: plan.plan, uri }).catch(() => undefined);
      // The next plan renews them itself.
      if (this.#plans.plan !== plan) return;
      if (preview?.ok) this.#editor.renewPreview(uri, preview);
    }
  }
}

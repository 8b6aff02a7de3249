import { type EscapeForm, MAX_LAYOUT, MAX_STEPS, type SpellingStep } from './spelling.ts';

/** Steps as they are found. Neighbours of one kind are joined. */
export class StepList {
  readonly #steps: SpellingStep[] = [];

  /** Undefined when there are too many, or too much of one, to be kept. */
  get steps(): readonly SpellingStep[] | undefined {
    const isTooLong = (step: SpellingStep): boolean => 'layout' in step && step.layout.length > MAX_LAYOUT;
    return this.#steps.length > MAX_STEPS || this.#steps.some(isTooLong) ? undefined : this.#steps;
  }

  copy(count: number): void {
    if (count === 0) return;
    const last = this.#steps.at(-1);
    if (last && 'copy' in last) this.#steps[this.#steps.length - 1] = { copy: last.copy + count };
    else this.#steps.push({ copy: count });
  }

  skip(count: number): void {
    if (count > 0) this.#steps.push({ skip: count });
  }

  layout(text: string): void {
    if (text === '') return;
    const last = this.#steps.at(-1);
    if (last && 'layout' in last) this.#steps[this.#steps.length - 1] = { layout: last.layout + text };
    else this.#steps.push({ layout: text });
  }

  escape(form: EscapeForm): void {
    this.#steps.push({ escape: form });
  }
}

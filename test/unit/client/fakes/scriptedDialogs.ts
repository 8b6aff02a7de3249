import type {
  CheckedInput,
  Choice,
  CommandButton,
  Dialogs,
  ProgressTask,
  Question,
  TextInput,
} from '../../../../client/src/dialogs/dialogs.ts';

/** One answer of the person at the keyboard; an empty object is Escape. */
export interface Answer {
  readonly confirm?: boolean;
  readonly choose?: string;
  readonly type?: string;
  /** Accepts the text that is already in the box. */
  readonly accept?: true;
  /** Happens while the dialog is open. */
  readonly meanwhile?: () => void | Promise<void>;
}

/** Dialogs that a script answers; they keep everything that was shown. A dialog without an answer fails the test. */
export class ScriptedDialogs implements Dialogs {
  readonly questions: Question[] = [];
  readonly choices: string[][] = [];
  readonly inputs: { title: string; prompt: string; value: string; password: boolean }[] = [];
  readonly told: { level: string; message: string; button: string | undefined }[] = [];
  /** Commands of the buttons of the last thing told, and what progress said. */
  buttons: readonly string[] = [];
  /** Those buttons with what they hand over. */
  offers: readonly CommandButton[] = [];
  /** Whether the person cancels whatever shows progress. */
  isCancelling = false;
  readonly progress: string[] = [];
  readonly #answers: Answer[];

  constructor(...answers: Answer[]) {
    this.#answers = answers;
  }

  /** Answers that no dialog asked for. */
  get unused(): number {
    return this.#answers.length;
  }

  async confirm(question: Question): Promise<boolean> {
    this.questions.push(question);
    return (await this.#next(question.message)).confirm === true;
  }

  async choose<T>(title: string, choices: readonly Choice<T>[]): Promise<T | undefined> {
    this.choices.push(choices.map(({ label }) => label));
    const { choose } = await this.#next(title);
    return choices.find(({ label }) => label === choose)?.value;
  }

  async ask(input: TextInput): Promise<string | undefined> {
    const { title, prompt, value = '', password = false } = input;
    this.inputs.push({ title, prompt, value, password });
    const typed = this.#text(await this.#next(prompt), value);
    return typed === undefined || input.problem(typed) !== undefined ? undefined : typed;
  }

  async askChecked<T>(input: CheckedInput<T>): Promise<T | undefined> {
    this.inputs.push({ title: input.title, prompt: input.prompt, value: input.value, password: false });
    const typed = this.#text(await this.#next(input.prompt), input.value);
    if (typed === undefined) return undefined;
    const check = await input.check(typed, new AbortController().signal);
    return check.ok ? check.value : undefined;
  }

  tell(level: string, message: string, ...buttons: CommandButton[]): void {
    this.told.push({ level, message, button: buttons[0]?.command });
    this.buttons = buttons.map(({ command }) => command);
    this.offers = buttons;
  }

  withProgress<T>(_title: string, task: ProgressTask<T>): Promise<T> {
    const signal = this.isCancelling ? AbortSignal.abort() : new AbortController().signal;
    return task(signal, (message) => this.progress.push(message));
  }

  #text(answer: Answer, value: string): string | undefined {
    return answer.accept ? value : answer.type;
  }

  async #next(what: string): Promise<Answer> {
    const answer = this.#answers.shift();
    if (!answer) throw new Error(`not expected to be asked: ${what}`);
    await answer.meanwhile?.();
    return answer;
  }
}

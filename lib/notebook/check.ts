import { findExercise, type Verdict } from '../exercises/index.ts';
import { kindOf } from '../exercises/judging.ts';
import { recordSolved } from '../exercises/progress-file.ts';
import { escapeHtml } from './escape.ts';
import { alreadyShown, inKernel, writeDisplay } from './kernel.ts';

/** What is shown of an answer: its first words, in the colour of its edge, and the rest. */
interface Message {
  state: 'right' | 'wrong' | 'open';
  head: string;
  text: string;
}

/** Colours that colour-blind readers tell apart, too, on light and dark pages; the words say the same. */
const EDGES = { right: '#009E73', wrong: '#D55E00', open: '#888888' };

function html({ state, head, text }: Message): string {
  const style = `border-left: 4px solid ${EDGES[state]}; padding: 0.3em 0.8em; margin: 0.3em 0`;
  const rest = text ? ` ${escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>')}` : '';
  return `<div class="lab-check lab-check-${state}" role="status" style="${style}"><strong>${head}</strong>${rest}</div>`;
}

function display(message: Message): void {
  const text = [message.head, message.text].filter(Boolean).join(' ');
  if (inKernel()) writeDisplay({ 'text/html': html(message), 'text/plain': text });
  else process.stdout.write(`${text}\n`);
}

/** Whether an answer is a reader's own: notebooks that are executed for the book leave no trace. */
const isReaders = () => inKernel() && !process.env.LEARNING_RATE_LAB_EXECUTED;

/** Notes a right answer; returns what the reader has to know if that fails. */
function record(id: string): string {
  if (!isReaders()) return '';
  try {
    recordSolved(id);
    return '';
  } catch (error) {
    return `(It could not be noted. ${(error as Error).message})`;
  }
}

async function judge(id: string, answer: unknown): Promise<Verdict> {
  const exercise = findExercise(id);
  try {
    return await exercise.judge(await answer);
  } catch (error) {
    const message = error instanceof Error ? error.message : kindOf(error);
    return { right: false, hint: `Your answer could not be judged: ${message}` };
  }
}

/**
 * Checks the answer to an exercise and shows in the notebook what is to be said of it: right, or a hint that fits what
 * is wrong. Outside a notebook it prints that.
 *
 * A right answer that a reader gives in a notebook is noted in the file `.progress.json` of the project's folder, which
 * `npm run progress` and the book's first page count.
 *
 * @param id of the exercise, such as 'momentum-2'
 * @param answer of the kind that the exercise asks for; undefined: not answered yet
 * @returns the verdict, with a note or a hint
 * @throws when there is no such exercise, naming those whose ids are nearest
 * @example await check('momentum-1', 0.02);
 */
export async function check(id: string, answer: unknown): Promise<Verdict> {
  if (answer === undefined) {
    const { title } = findExercise(id);
    display({ state: 'open', head: 'Not answered yet:', text: title });
    return alreadyShown({ right: false, hint: 'not answered yet' });
  }
  const verdict = await judge(id, answer);
  if (verdict.right) {
    const text = [verdict.note, record(id)].filter(Boolean).join(' ');
    display({ state: 'right', head: 'Right.', text });
  } else display({ state: 'wrong', head: 'Not yet.', text: verdict.hint });
  return alreadyShown(verdict);
}

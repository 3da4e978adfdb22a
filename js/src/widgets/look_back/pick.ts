/** Which question is asked again: one that was missed, the surest first; else one that was answered by guessing. */

export interface Option { text: string; why: string; right: boolean }
export interface Question { key: string; text: string; options: Option[]; again: boolean }
/** A stored guess; `again` is whether the second answer was right, or null. */
export interface Guess { text: string; right: boolean; confidence: string; again: boolean | null }
export type Guesses = Readonly<Record<string, Guess>>;

/** The surer a wrong guess was, the more there is to learn. */
const SUREST_FIRST = ["sure", "think_so", "", "guessing"];

/** The key of the question to ask again; null where there is none. */
export function pickAgain(questions: readonly Question[], guesses: Guesses): string | null {
  const open = questions.filter(({ key, again }) => again && guesses[key] && guesses[key].again === null);
  const missed = open.filter(({ key }) => !guesses[key]!.right);
  const place = ({ key }: Question): number => SUREST_FIRST.indexOf(guesses[key]!.confidence);
  const first = missed.sort((a, b) => place(a) - place(b))[0] ?? open.find(({ key }) => guesses[key]!.confidence === "guessing");
  return first?.key ?? null;
}

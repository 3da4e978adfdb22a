/** How things stand, in one sentence: how much work, and what each racer has got for it. */
import { isWaiting, type Lane } from "./wire";
import { grouped, percent, type RaceScreen } from "./screen";
import { short } from "../../core/numbers";

/** The sentence for the present moment. */
export function captionAt({ session, words, switches: { future } }: RaceScreen): string {
  const ended = session.race.lanes.every((lane) => hasEnded(lane, session.frame(lane)));
  const parts = session.race.lanes.map((lane) => part(lane, session.frame(lane), words, future, future || ended)).join(`${words("race.and")} `);
  return session.work > 0 ? words("race.caption", { work: grouped(session.work), parts }) : words("race.none", { parts });
}

/** True once a racer has taken its last step. */
export function hasEnded({ inertia }: Lane, step: number): boolean {
  return step === inertia.length - 1;
}

/** What a racer has got; its own end is known where `ahead`, and who got lowest where `all` have ended. */
function part(lane: Lane, step: number, words: RaceScreen["words"], ahead: boolean, all: boolean): string {
  const { name, inertia, end } = lane;
  const now = inertia[step] ?? null;
  if (isWaiting(lane, step)) return words("race.part.runs", { name, n: lane.others });
  if (now === null) return words("race.part.start", { name });
  const value = { name, inertia: short(now) };
  if (hasEnded(lane, step)) {
    if (!all) return words("race.part.done", value);
    const over = percent(end.ratio - 1);
    return over === null ? words("race.part.ended", value) : words("race.part.over", { ...value, percent: over });
  }
  if (!ahead) return words("race.part.now", value);
  const share = end.inertia > 0 ? now / end.inertia - 1 : 0;
  const text = percent(share);
  if (text === null) return words("race.part.near", value);
  return words(share > 0 ? "race.part.above" : "race.part.below", { ...value, percent: text });
}

/** A sentence as long as any of the race. */
export function longestCaption({ session, words }: RaceScreen): string {
  const parts = session.race.lanes.map(({ name, inertia }) =>
    words("race.part.above", { name, inertia: short(Math.max(0, ...inertia.map((value) => value ?? 0))), percent: 888 }));
  return words("race.caption", { work: grouped(session.race.axis.high), parts: parts.join(`${words("race.and")} `) });
}

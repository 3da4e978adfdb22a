/** How things stand, in one sentence: how much work, and what each racer has got for it. */
import { el } from "../core/dom";
import { isWaiting, type Lane, type Race } from "../core/race_types";
import { grouped, percent, type RaceScreen } from "./race_screen";
import { short, type Panel } from "./screen";
import { speaker } from "./speaker";

export function raceCaption(screen: RaceScreen): Panel & { end(): void } {
  const { session } = screen;
  const verb = el("b");
  const rest = el("span");
  const notes = el("p", { class: "tc-notes" });
  const { element: spoken, say, end } = speaker();
  const sentence = el("div", { class: "tc-race-sentence" }, el("p", { class: "tc-sentence" }, verb, rest));
  const element = el("div", { class: "tc-caption" }, sentence, notes, spoken);
  let race: Race | null = null;
  let last = "";
  const update = (): void => {
    if (race !== session.race) {
      race = session.race;
      sentence.dataset.longest = longest(screen);
      notes.textContent = race.head.notices.join(" ");
    }
    const caption = captionAt(screen);
    const colon = caption.indexOf(":") + 1;
    verb.textContent = caption.slice(0, colon);
    rest.textContent = caption.slice(colon);
    // while it runs the sentence changes faster than it can be said
    if (caption !== last && !session.playing) {
      say(caption);
      last = caption;
    }
  };
  return { element, update, end };
}

/** The sentence for the present moment. */
export function captionAt({ session, words }: RaceScreen): string {
  const parts = session.race.lanes.map((lane) => part(lane, session.frame(lane), words)).join(`${words("race.and")} `);
  return session.work > 0 ? words("race.caption", { work: grouped(session.work), parts }) : words("race.none", { parts });
}

function part(lane: Lane, step: number, words: RaceScreen["words"]): string {
  const { name, inertia, end } = lane;
  const now = inertia[step] ?? null;
  if (isWaiting(lane, step)) return words("race.part.runs", { name, n: lane.others });
  if (now === null) return words("race.part.start", { name });
  const value = { name, inertia: short(now) };
  if (step === inertia.length - 1) {
    const over = percent(end.ratio - 1);
    return over === null ? words("race.part.ended", value) : words("race.part.over", { ...value, percent: over });
  }
  const share = end.inertia > 0 ? now / end.inertia - 1 : 0;
  const text = percent(share);
  if (text === null) return words("race.part.near", value);
  return words(share > 0 ? "race.part.above" : "race.part.below", { ...value, percent: text });
}

/** A sentence as long as any: room is kept for it, so that nothing moves while the race runs. */
function longest({ session, words }: RaceScreen): string {
  const parts = session.race.lanes.map(({ name, inertia }) =>
    words("race.part.above", { name, inertia: short(Math.max(0, ...inertia.map((value) => value ?? 0))), percent: 888 }));
  return words("race.caption", { work: grouped(session.race.axis.high), parts: parts.join(`${words("race.and")} `) });
}

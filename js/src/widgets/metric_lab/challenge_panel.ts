/** The challenge: which one, what its scores must be, and whether the labels on screen solve it. */
import { el } from "../../core/dom";
import type { Panel } from "../../panels/panel";
import { scoreText } from "./score_rows";
import type { MetricScreen } from "./screen";
import type { Judged, State } from "./wire";

export function challengePanel(screen: MetricScreen): Panel {
  const { session, words } = screen;
  const { challenges, scores } = session.lab.head;
  const select = el("select", { class: "tc-select tc-ml-challenge" }, el("option", { value: "" }, words("metric_lab.challenge.none")),
    ...challenges.map(({ key, goals }) => el("option", { value: key }, goals.map((goal) => goal.text).join(" · "))));
  select.addEventListener("change", () => session.edit({ kind: "challenge", key: select.value }));
  const [text, goals, told] = [el("p", { class: "tc-question" }), el("ul", { class: "tc-conditions" }), el("p", { class: "tc-verdict" })];
  const element = el("section", { class: "tc-task tc-ml-task", role: "group", "aria-label": words("metric_lab.challenge") },
    el("label", { class: "tc-field" }, words("metric_lab.challenge"), select), text, goals, told);
  /** challenges that were solved since the widget was drawn */
  const solved = new Set<string>();
  let drawn: [State, Judged | null] | null = null;
  const update = (): void => {
    const { shown } = session;
    const judged = shown.challenge;
    if (drawn?.[0] === shown && drawn[1] === judged) return;
    const before = drawn?.[1];
    drawn = [shown, judged];
    const challenge = challenges.find(({ key }) => key === judged?.key);
    if (judged?.solved) solved.add(judged.key);
    for (const option of select.options) if (solved.has(option.value) && !option.textContent!.startsWith("✓")) option.textContent = `✓ ${option.textContent}`;
    select.value = challenge?.key ?? "";
    element.classList.toggle("tc-solved", judged?.solved === true);
    text.textContent = challenge?.text ?? "";
    told.textContent = !judged ? "" : judged.solved ? words("metric_lab.solved") : words("metric_lab.unsolved", { met: judged.met.filter(Boolean).length, n: judged.met.length });
    goals.replaceChildren(...(challenge?.goals ?? []).map((goal, i) => {
      const met = judged!.met[i]!;
      const at = scores.findIndex(({ name }) => name === goal.score);
      const now = scoreText(shown.scores[at]!.value, scores[at]!);
      return el("li", { class: met ? "tc-met" : "" }, el("span", { class: "tc-mark", "aria-hidden": "true" }, met ? "✓" : "○"),
        el("span", {}, goal.text, el("span", { class: "tc-muted" }, words(met ? "metric_lab.goal.met" : "metric_lab.goal.unmet", { value: now }))));
    }));
    if (judged && before !== undefined && (before?.solved !== judged.solved || before.key !== judged.key)) screen.announce(told.textContent);
  };
  return { element, update };
}

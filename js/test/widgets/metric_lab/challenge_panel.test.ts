// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import type { Request } from "../../../src/core/types";
import { challengePanel } from "../../../src/widgets/metric_lab/challenge_panel";
import { makeState, screenOf } from "./made";

describe("a challenge", () => {
  it("is chosen, tells its goals and what there is now, and that it's solved", () => {
    const screen = screenOf();
    screen.session.subscribe(() => undefined);
    const { element, update } = challengePanel(screen);
    update();
    expect(element.querySelector("li")).toBeNull();
    const select = element.querySelector("select")!;
    select.value = "pure";
    select.dispatchEvent(new Event("change"));
    expect((screen.model.get("request") as Request).edit).toEqual({ kind: "challenge", key: "pure" });
    screen.model.receive("shown", makeState({ ack: 1, challenge: { key: "pure", met: [true, false], solved: false } }));
    update();
    expect([...element.querySelectorAll("li")].map((li) => li.className)).toEqual(["tc-met", ""]);
    expect(element.textContent).toContain("ARI = 0metric_lab.goal.unmet 0.517");
    expect(screen.told.at(-1)).toBe("metric_lab.unsolved 1 2");
    screen.model.receive("shown", makeState({ id: 2, challenge: { key: "pure", met: [true, true], solved: true } }));
    update();
    expect(element.classList.contains("tc-solved")).toBe(true);
    expect(screen.told.at(-1)).toBe("metric_lab.solved");
    expect(select.selectedOptions[0]!.textContent).toBe("✓ homogeneity = 1 · ARI = 0");
  });
});

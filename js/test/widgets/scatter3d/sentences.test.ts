// @vitest-environment jsdom
import { expect, it } from "vitest";
import { scatter3dLegend } from "../../../src/widgets/scatter3d/legend";
import { scatter3dProfile } from "../../../src/widgets/scatter3d/profile";
import { scatter3dSentences } from "../../../src/widgets/scatter3d/sentences";
import { screenOf } from "./made";

const over = (element: Element, type: string): boolean => element.dispatchEvent(Object.assign(new MouseEvent(type, { bubbles: true }), { pointerType: "mouse" }));

it("a segment, its means and its sentence light each other, from each of them", () => {
  const screen = screenOf();
  const panels = [scatter3dLegend(screen), scatter3dProfile(screen), scatter3dSentences(screen)];
  const [legend, profile, sentences] = panels.map(({ element }) => element) as [HTMLElement, HTMLElement, HTMLElement];
  for (const panel of panels) panel.update();
  const lit = (): unknown[] => {
    for (const panel of panels) panel.light!(screen.highlight.aim);
    return [...[legend, sentences].map((one) => one.querySelector(".tc-s3-lit")?.textContent), profile.querySelector("h3")!.textContent];
  };
  const none = [undefined, undefined, "scatter3d.profile.all"];
  const second = ["B scatter3d.point 1", "B in words", "scatter3d.profile B"];
  expect(lit()).toEqual(none);
  over(sentences.querySelectorAll("button")[1]!, "pointerenter");
  expect(lit()).toEqual(second);
  over(sentences.querySelectorAll("button")[1]!, "pointerleave");
  expect(lit()).toEqual(none);
  over(profile.querySelector('[data-group="1"]')!, "pointerover");
  expect(lit()).toEqual(second);
  screen.highlight.keep({ kind: "point", point: 1 });
  expect(lit()).toEqual(second);
  screen.highlight.clear();
  sentences.querySelectorAll("button")[1]!.click();
  expect(screen.single).toBe(1);
});

it("many groups have no sentences", () => {
  const { groups } = screenOf().cloud;
  expect(scatter3dSentences(screenOf({ groups: groups.map((group) => ({ ...group, sentence: "" })) })).element.hidden).toBe(true);
});

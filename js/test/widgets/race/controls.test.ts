// @vitest-environment jsdom
import { expect, it } from "vitest";
import { raceControls } from "../../../src/widgets/race/controls";
import { screenOf } from "./fake_screen";
import { makeRace } from "./made";

it("there is a field for each parameter that all share, anew where they are others", () => {
  const screen = screenOf();
  screen.session.subscribe(() => undefined);
  const panel = raceControls(screen);
  panel.update();
  const values = (): string[] => [...panel.element.querySelectorAll("input")].map((input) => input.value);
  const [k] = panel.element.querySelectorAll("input");
  expect(values()).toEqual(["2", "3"]);
  k!.value = "5";
  k!.dispatchEvent(new Event("change"));
  expect(screen.model.get("request")).toMatchObject({ edit: { kind: "param", name: "n_clusters", value: 5 } });
  const next = makeRace(2, { ack: 1 });
  next.head.controls = [{ ...next.head.controls[0]!, value: 5 }];
  screen.model.receive("shown", next);
  panel.update();
  expect(values()).toEqual(["5"]);
});

it("there are switches of equal axes and of regions", () => {
  const screen = screenOf();
  const panel = raceControls(screen);
  panel.update();
  const pressed = (): [string | null, string | null][] => [...panel.element.querySelectorAll(".tc-toggle")].map((one) => [one.getAttribute("data-act"), one.getAttribute("aria-pressed")]);
  expect(pressed()).toEqual([["control.equal", "true"], ["control.regions", "true"]]);
  panel.element.querySelector<HTMLElement>("[data-act='control.equal']")!.click();
  panel.update();
  expect(pressed()[0]).toEqual(["control.equal", "false"]);
  expect(screen.switches.equal).toBe(false);
});

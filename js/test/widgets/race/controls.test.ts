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

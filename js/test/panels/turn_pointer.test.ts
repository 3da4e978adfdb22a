// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { turnByPointer } from "../../src/panels/turn_pointer";

let element: HTMLElement;
const by = vi.fn();
const pick = vi.fn();

beforeEach(() => {
  by.mockReset();
  pick.mockReset();
  element = document.createElement("div");
  turnByPointer(element, by, pick);
});
const send = (type: string, clientX = 0, clientY = 0, button = 0): void => {
  element.dispatchEvent(new MouseEvent(type, { clientX, clientY, button }));
};
const turns = (): number[][] => by.mock.calls.map((call) => call.map((angle) => Math.round(100 * (angle as number))));

describe("a pointer on a cube", () => {
  it("turns it as far as it goes while it is held", () => {
    send("pointermove", 50, 50);
    send("pointerdown", 100, 100);
    send("pointermove", 110, 100);
    send("pointermove", 110, 80);
    send("pointerup", 110, 80);
    send("pointermove", 200, 200);
    expect(turns()).toEqual([[10, 0], [0, -20]]);
    expect(pick).not.toHaveBeenCalled();
  });

  it("picks where it stays, also with a hand that trembles", () => {
    send("pointerdown", 100, 100);
    send("pointermove", 102, 101);
    send("pointerup", 102, 101);
    expect(pick).toHaveBeenCalledOnce();
  });

  it("picks nothing after a way there and back, with another button, or where it was taken away", () => {
    send("pointerdown", 100, 100);
    send("pointermove", 110, 100);
    send("pointermove", 100, 100);
    send("pointerup", 100, 100);
    send("pointerdown", 100, 100, 2);
    send("pointerup", 100, 100, 2);
    send("pointerdown", 100, 100);
    send("pointercancel");
    send("pointermove", 300, 300);
    send("pointerup", 100, 100);
    expect(pick).not.toHaveBeenCalled();
    expect(turns()).toHaveLength(2);
  });
});

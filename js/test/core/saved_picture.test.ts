// @vitest-environment jsdom
import { afterEach, expect, test } from "vitest";
import { hideSavedPicture } from "../../src/core/saved_picture";
import { el } from "../../src/core/dom";

const mark = (): HTMLElement => el("span", { class: "teachclust-saved" });
afterEach(() => document.body.replaceChildren());

test("hides the picture between its mark and the widget, and shows it again", () => {
  const [before, own, after, host] = [el("img"), el("img"), el("img"), el("div")];
  document.body.append(mark(), before, el("div"), mark(), own, host, after);
  const show = hideSavedPicture(host);
  expect([before, own, after].map((img) => img.hidden)).toEqual([false, true, false]);
  show();
  expect(own.hidden).toBe(false);
});

test("leaves JupyterLab to the saved rules, and pages without a mark alone", () => {
  const [picture, host] = [el("img"), el("div")];
  document.body.append(picture, host);
  hideSavedPicture(host)();
  expect(picture.hidden).toBe(false);
  const child = el("div", { class: "jp-OutputArea-child" }, mark());
  picture.before(child);
  hideSavedPicture(host);
  expect(picture.hidden).toBe(false);
});

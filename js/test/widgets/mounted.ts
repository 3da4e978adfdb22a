/** A widget drawn into a document of its own, under a clock that the test moves; each test gets a fresh one. */
import { afterEach, beforeEach, vi } from "vitest";

type Draw<M> = (model: M, host: HTMLElement) => () => void;

/** Where the widget of the present test stands. */
export let host: HTMLElement;
let close: () => void = () => undefined;

export const root = (): HTMLElement => host.querySelector<HTMLElement>(".teachclust")!;
export const $ = <T extends Element = HTMLElement>(selector: string): T => host.querySelector<T>(selector)!;
export const $$ = (selector: string): HTMLElement[] => [...host.querySelectorAll<HTMLElement>(selector)];

export function mount<M>(draw: Draw<M>, model: M): void {
  close = draw(model, host);
}

export function unmount(): void {
  close();
  close = () => undefined;
}

export const press = (key: string, target: Element = root(), more: KeyboardEventInit = {}): boolean =>
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, composed: true, ...more }));
export const click = (selector: string): void => { $(selector).dispatchEvent(new MouseEvent("click", { bubbles: true })); };

/** jsdom has neither a canvas nor the reader's wishes: `prepare` puts what a test wants in their place. */
export function mountEach(prepare: () => void = withoutPictures): void {
  beforeEach(() => {
    vi.useFakeTimers();
    prepare();
    host = document.createElement("div");
    document.body.append(host);
  });
  afterEach(() => {
    unmount();
    host.remove();
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
}

function withoutPictures(): void {
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }));
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
}

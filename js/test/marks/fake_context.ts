/** A 2-D context that draws nothing and remembers what it was asked. */
export interface Call { name: string; args: unknown[]; style: Record<string, unknown> }

const STYLES = ["fillStyle", "strokeStyle", "lineWidth", "globalAlpha", "font"];

export function fakeContext(): { context: CanvasRenderingContext2D; calls: Call[]; named(name: string): Call[] } {
  const calls: Call[] = [];
  const state: Record<string, unknown> = { globalAlpha: 1 };
  const answers: Record<string, (...args: never[]) => unknown> = {
    measureText: (text: string) => ({ width: 6 * text.length, actualBoundingBoxAscent: 8, actualBoundingBoxDescent: 0 }),
    createImageData: (width: number, height: number) => ({ width, height, data: new Uint8ClampedArray(4 * width * height) }),
    getImageData: () => ({ data: new Uint8ClampedArray([0, 0, 0, 0]) }),
  };
  const context = new Proxy(state, {
    get: (_, name: string) =>
      name in state ? state[name] : (...args: never[]) => {
        const style = Object.fromEntries(STYLES.map((key) => [key, state[key]]));
        calls.push({ name, args, style });
        return answers[name]?.(...args);
      },
    set: (_, name: string, value) => { state[name] = value; return true; },
  }) as unknown as CanvasRenderingContext2D;
  return { context, calls, named: (name) => calls.filter((call) => call.name === name) };
}

/** Painters by the name that Python gives in `head.painter`. Each is in a part of the code (src/parts) that a page loads where it's needed. */
import type { PainterMaker } from "../core/plane_scene";

export const painters: Record<string, PainterMaker> = {};

/** Painters by the name that Python gives in `head.painter`. A new algorithm adds a line. */
import type { Painters } from "../core/plane_scene";
import { kmeans } from "./kmeans";

export const painters: Painters = { kmeans };

import { displayOf } from "../widgets/draw";
import { renderScatter3d } from "../widgets/scatter3d";

give(displayOf(renderScatter3d));

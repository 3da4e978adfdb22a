import { displayOf } from "../widgets/draw";
import { renderCompareGrid } from "../widgets/compare_grid";

give(displayOf(renderCompareGrid));

import { displayOf } from "../widgets/draw";
import { renderCompare } from "../widgets/compare";

give(displayOf(renderCompare));

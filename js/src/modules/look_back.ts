import { displayOf } from "../widgets/draw";
import { renderLookBack } from "../widgets/look_back";

give(displayOf(renderLookBack));

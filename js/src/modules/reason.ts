import { displayOf } from "../widgets/draw";
import { renderReason } from "../widgets/reason";

give(displayOf(renderReason));

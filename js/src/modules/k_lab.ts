import { displayOf } from "../widgets/draw";
import { renderKLab } from "../widgets/k_lab";

give(displayOf(renderKLab));

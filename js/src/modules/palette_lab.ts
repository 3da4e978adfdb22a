import { displayOf } from "../widgets/draw";
import { renderPaletteLab } from "../widgets/palette_lab";

give(displayOf(renderPaletteLab));

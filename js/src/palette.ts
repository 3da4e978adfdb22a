/** The module that anywidget loads for the PaletteLab. */
import { displayOf } from "./widgets/draw";
import { renderPaletteLab } from "./widgets/palette_lab";

export default displayOf({ palette_lab: renderPaletteLab });

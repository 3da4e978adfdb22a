import { condensedPanel } from "../widgets/stepper/condensed";
import { sides } from "../widgets/stepper/sides";

sides["condensed"] = (screen) => [condensedPanel(screen)];

import { painters } from "../painters";
import { density } from "../painters/density";
import { curvePanel } from "../widgets/stepper/curve";
import { sides } from "../widgets/stepper/sides";

painters["density"] = density;
sides["density"] = (screen) => [curvePanel(screen)];

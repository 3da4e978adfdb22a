import { painters } from "../painters";
import { tree } from "../painters/tree";
import { sides } from "../widgets/stepper/sides";
import { treePanel } from "../widgets/stepper/tree";

painters["tree"] = tree;
sides["tree"] = (screen) => [treePanel(screen)];

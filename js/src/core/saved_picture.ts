/**
 * A cell saves a widget's picture beside the live view. JupyterLab hides the one or the other by
 * rules that are saved with them (teachclust/widgets/outputs.py); on other pages this does.
 */

const MARK = ".teachclust-saved";

/** Hide the picture that was saved for the widget in `host`; returns what shows it again. */
export function hideSavedPicture(host: HTMLElement): () => void {
  const mark = [...document.querySelectorAll(MARK)].findLast((node) => follows(host, node));
  if (!mark || mark.closest(".jp-OutputArea-child")) return () => undefined;
  const pictures = [...document.querySelectorAll<HTMLElement>("img, details")]
    .filter((node) => follows(node, mark) && follows(host, node) && !node.hidden);
  for (const picture of pictures) picture.hidden = true;
  return () => {
    for (const picture of pictures) picture.hidden = false;
  };
}

function follows(node: Node, before: Node): boolean {
  return (before.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

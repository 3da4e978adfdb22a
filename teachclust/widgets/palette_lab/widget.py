"""The PaletteLab: a picture in k colors, its palette, its cloud of colors and its true size."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal

import traitlets

from teachclust.checks import seed_from
from teachclust.errors import LearnerError
from teachclust.widgets.base import Widget
from teachclust.widgets.requests import (
    Fields,
    FileBytes,
    ParameterValue,
    Request,
    ShortText,
    shown,
    unknown_change,
)
from teachclust.words import say

if TYPE_CHECKING:
    from teachclust.images.palettes import ColorSpace, PaletteFit
    from teachclust.images.picture import Bytes
    from teachclust.widgets.palette_lab.picture import PalettePicture

#: the ks that a page without Python has
PAGE_KS: Final = (2, 4, 8, 16, 32, 64)
#: fits of the present picture that are kept, and what their indices may take
_KEPT: Final = 64
_KEPT_BYTES: Final = 32_000_000
#: a photo of one's own may take as many bytes
_MOST_BYTES: Final = 50_000_000


class _Colors(traitlets.Int[int, Any]):
    """A number of colors, from 2 to 256."""

    def validate(self, obj: Any, value: Any) -> int:
        from teachclust.images.palettes import check_palette

        check_palette(value, "rgb")
        return int(value)


class _Space(traitlets.Unicode[str, Any]):
    """A color space: "rgb" or "lab"."""

    def validate(self, obj: Any, value: Any) -> str:
        from teachclust.images.palettes import check_palette

        check_palette(2, value)
        return str(value)


def _check_against(against: Any) -> str:
    """Return what the copy is compared with, or refuse it."""
    if isinstance(against, str) and against in ("original", "jpeg"):
        return against
    raise LearnerError(
        "A copy is compared with the original or with a JPEG.",
        where=f"against={shown(against)}",
        why="They stand on the left of the line, the copy on its right.",
        fix='PaletteLab(against="jpeg")',
    )


class PaletteLab(Widget["tuple[PalettePicture, PaletteFit]"]):
    """A picture in k colors: k-means finds them, and each is the center of a cluster of pixels.

    The picture and its copy in k colors lie under one line that is moved across; beside them are
    the cloud of colors with the centers in it, the palette with names and shares, and what the
    copy costs in bits, bytes and error. Another k, another space or a photo of one's own is
    answered at once.

    Parameters
    ----------
    image : None, str, path, bytes, file object, upload, Picture, PIL.Image.Image or array-like
        The picture: by default ``china.jpg`` of scikit-learn; ``"flower"``; or whatever
        `teachclust.datasets.read_image` takes or gives. An array has shape (height, width, 3), with
        whole numbers from 0 to 255 or floats from 0 to 1.
    k : int, default=16
        Number of colors, from 2 to 256.
    color_space : {"rgb", "lab"}, default="rgb"
        Where distances are measured: in RGB, or in CIELAB, where they are nearer to what the eye
        sees.
    random_state : int, RandomState or None, default=0
        Seed of k-means.
    max_side : int, default=1024
        A picture with a longer side is made smaller; the widget says so.
    against : {"original", "jpeg"}, default="original"
        What stands on the left of the line at first: the original, or a JPEG of no more bytes than
        the copy. The learner can switch it.

    Attributes
    ----------
    k : int
        The number of colors on screen, from 2 to 256. It follows what the learner chooses; set it
        from Python, or link it with a slider, and the picture is fitted again and shown.
    color_space : {"rgb", "lab"}
        The space on screen; it is written as `k` is.
    palette : ndarray of shape (n_colors, 3), uint8
        The colors on screen, the most frequent first.
    psnr : float
        Peak signal-to-noise ratio in dB of the picture in these colors; infinite where they are
        all of its colors.

    Raises
    ------
    LearnerError
        If the picture can't be read, or a parameter is out of its range.

    See Also
    --------
    teachclust.images.palettes.fit_palette : The same colors without a picture.

    Notes
    -----
    Each k is fitted by ``KMeans(k, n_init=1)`` on distinct colors weighted by their pixels; see
    `fit_palette` for how. Fits are kept, so going back to a k costs nothing. A saved page has the
    present k, and 2, 4, 8, 16, 32 and 64 colors.

    Examples
    --------
    >>> from teachclust import PaletteLab
    >>> PaletteLab(k=8)  # doctest: +SKIP
    """

    widget = traitlets.Unicode("palette_lab").tag(sync=True)
    picture = traitlets.Any().tag(sync=True)
    shown = traitlets.Any().tag(sync=True)
    #: of a page without Python: what `shown` is at each of its ks
    others = traitlets.Any().tag(sync=True)
    #: what stands on the left of the line at first
    against = traitlets.Unicode("original").tag(sync=True)
    k: Any = _Colors(16)
    color_space: Any = _Space("rgb")
    request_kinds: ClassVar[Mapping[str, Fields]] = {
        "param": {"name": ShortText(), "value": ParameterValue()},
        "photo": {"name": ShortText(), "bytes": FileBytes(_MOST_BYTES)},
    }
    remake: ClassVar[str] = "PaletteLab(image)"
    #: by k and color space: the fits of this picture, with what is sent of them
    _earlier: OrderedDict[tuple[int, str], tuple[PaletteFit, dict[str, Any]]]

    def __init__(
        self,
        image: Any = None,
        k: int = 16,
        color_space: ColorSpace = "rgb",
        random_state: Any = 0,
        *,
        max_side: int = 1024,
        against: Literal["original", "jpeg"] = "original",
    ) -> None:
        from teachclust.images.palettes import check_palette
        from teachclust.widgets.palette_lab.picture import open_picture

        check_palette(k, color_space)
        picture = open_picture(image, max_side)
        # one seed for all ks, so that going back to a k shows the same colors
        self._max_side, self._random_state = max_side, seed_from(random_state)
        self._pictures = 0
        self._earlier = OrderedDict()
        super().__init__(others=[], against=_check_against(against))
        self._show(picture, int(k), color_space)
        self.observe(self._refit, ["k", "color_space"])

    def answer(self, request: Request) -> None:
        """Answer a request of the browser: another k, another space or another picture."""
        picture, fit = self.content
        edit = request.edit
        if request.kind == "photo":
            from teachclust.widgets.palette_lab.picture import open_picture

            picture = open_picture(edit["bytes"], self._max_side, edit["name"])
            self._show(picture, fit.k, fit.space)
        elif edit["name"] == "k":
            self._show(picture, edit["value"], fit.space)
        elif edit["name"] == "color_space":
            self._show(picture, fit.k, edit["value"])
        else:
            raise unknown_change(edit["name"], ("k", "color_space"), "name")

    def _refit(self, _: Any) -> None:
        """Fit again for what Python has set; if that fails, restore both."""
        picture, fit = self.content
        if (self.k, self.color_space) == (fit.k, fit.space):
            return
        try:
            self._show(picture, self.k, self.color_space)
        except BaseException:
            with self.hold_trait_notifications():
                self.k = fit.k
                self.color_space = fit.space
            raise

    def _show(self, picture: PalettePicture, k: int, space: ColorSpace) -> None:
        """Fit and show the result; if the fit fails, what was shown stays."""
        from teachclust.widgets.palette_lab.wire import picture_wire

        fresh = self._content is None or picture is not self._content[0]
        number = self._pictures + fresh
        kept = self._earlier
        if fresh:
            self._earlier = OrderedDict()
        try:
            fit, wire = self._fitted(picture, k, space, number)
            sent = {"picture": picture_wire(picture, number)} if fresh else {}
        except BaseException:
            self._earlier = kept
            raise
        self._pictures = number
        sent["shown"] = {**wire, "ack": self.present_request()}
        self.replace_content((picture, fit), **sent, k=fit.k, color_space=fit.space)

    def _fitted(
        self, picture: PalettePicture, k: int, space: ColorSpace, number: int
    ) -> tuple[PaletteFit, dict[str, Any]]:
        """Return a fit and what is sent of it; an earlier one is kept and returned again."""
        from teachclust.images.palettes import fit_palette
        from teachclust.widgets.palette_lab.wire import fit_wire

        found = self._earlier.pop((k, space), None)
        if found is None:
            fit = fit_palette(picture.colors, k, space, self._random_state)
            found = fit, fit_wire(picture, fit, number, 0)
        self._earlier[k, space] = found
        room = min(_KEPT, max(2, _KEPT_BYTES // (2 * found[0].index.size)))
        while len(self._earlier) > room:
            self._earlier.popitem(last=False)
        return found

    @property
    def palette(self) -> Bytes:
        """The colors on screen, the most frequent first."""
        return self.content[1].palette

    @property
    def psnr(self) -> float:
        """Peak signal-to-noise ratio in dB."""
        return self.content[1].psnr

    def summary(self) -> str:
        """Return the picture, the number of colors and their error; the same on every machine."""
        from teachclust.images.color_names import hex_of
        from teachclust.widgets.palette_lab.wire import psnr_text

        picture, fit = self.content
        width, height = picture.size
        return say(
            "summary.palette",
            name=picture.name,
            width=width,
            height=height,
            k=fit.k,
            space=say(f"palette.space.{fit.space}"),
            bits=fit.bits,
            psnr=psnr_text(fit),
            most=" ".join(hex_of(color) for color in fit.palette[:2]),
        )

    def draw_thumbnail(self) -> bytes:
        """Draw the picture, half of it in few colors, and the palette."""
        from teachclust.widgets.palette_lab.thumbnail import palette_lab_png

        return palette_lab_png(*self.content)

    def page_traits(self) -> dict[str, Any]:
        """Return the picture at several ks, so that a page works without Python."""
        picture, fit = self.content
        ks = sorted({*PAGE_KS, fit.k})
        others = [self._fitted(picture, k, fit.space, self._pictures)[1] for k in ks]
        shown = {
            "picture": self.picture,
            "shown": {"k": fit.k},
            "others": others,
            "against": self.against,
        }
        return {**super().page_traits(), **shown}

    def page_title(self) -> str:
        """Return the name of the picture."""
        return f"PaletteLab: {self.content[0].name}"

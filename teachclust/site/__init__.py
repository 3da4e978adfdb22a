"""The course as a site: a folder of pages that play from disk, with no server and no network."""

from teachclust.site.build import build_site

__all__ = ["build_site"]

"""Every generated page of the site: which there are, what they show, and their HTML.

:func:`plan` lists the pages, :func:`view` looks up what one of them shows, :func:`render` makes
HTML of it; :func:`compose` does the last two at once. None of them reads the clock or the disk
(templates apart), and none of them keeps anything a later call could notice.
"""

from rakor.documents.addresses import FEED, HOME, relative
from rakor.pages.help import help_pages
from rakor.pages.icons import icon
from rakor.pages.page import SECTIONS, Materials, Page, Slots, View
from rakor.pages.plan import plan
from rakor.pages.sitemap import SitemapKind
from rakor.pages.templating import THEME, compose, render, template_fingerprint
from rakor.pages.views.dispatch import view

__all__ = [
    "FEED",
    "HOME",
    "SECTIONS",
    "THEME",
    "Materials",
    "Page",
    "SitemapKind",
    "Slots",
    "View",
    "compose",
    "help_pages",
    "icon",
    "plan",
    "relative",
    "render",
    "template_fingerprint",
    "view",
]

"""The places on pages that features fill."""

from enum import Enum


class Slot(Enum):
    """A named place on a page that features fill; the value says where it is and what the fill receives."""

    CONTENT_BAR = "buttons of the social bar under every item: `content`, `comment` is None"
    COMMENT_BAR = "the small bar under every comment: `content`, `comment`"
    CONTENT_TOP = (
        "between title and text of a card and of the item page, viewer-independent: `content`, `full`"
    )
    CONTENT_BODY = "below the text of a card and of the item page, viewer-independent: `content`, `full`"
    CONTENT_FOOT = "below the social bar of a card, viewer-independent: `content`, `full` on the item page"
    ITEM_FOOT = "below everything on the item page, for this viewer: `content`, `request`, `read_at` (None the first time)"
    CONTENT_MENU = "entries of the menu behind the dots on an item: `content`, `person`"
    ITEM_ASIDE = "widgets in the right column of an item's page: `content`, `person`"
    STREAM_TOP = "above a stream: `person`, and `group` (None at home)"
    ABOUT_BAR = "buttons beside the name of a person or a topic: `person` looks, `about` is a Person or Topic"
    PERSON_PAGE = "on somebody's page, above what they share: `person` looks, `about` is whose page it is"
    PERSON_TOPICS = "on somebody's page, what they know about, in place of the plain topics: `person` looks, `about` is whose page it is"
    PERSON_LINE = "small links beside somebody in a list, without asking the database: `person` looks, `about` is who stands there"
    MAIL_SETTINGS = "below the choices about notifications and mail: `person`"
    HOME_ASIDE = "widgets in the right column of home: `person`"
    GROUP_ASIDE = "widgets in the right column of a group: `person`, `group`"

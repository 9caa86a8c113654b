"""Pages by topic: all topics, one topic."""

from __future__ import annotations

from rakor.content.collection import Catalogue
from rakor.documents import addresses
from rakor.pages import pictures
from rakor.pages.labels import agency_type_label
from rakor.pages.page import Count, Link, Page
from rakor.pages.views import common, tables
from rakor.pages.views.follow import follow


def overview(page: Page, catalogue: Catalogue) -> tuple[tuple[Link, ...], common.Data]:
    """Kind ``topics``."""
    counts = sorted(
        ((topic, len(found)) for topic, found in catalogue.by_topic.items()),
        key=lambda pair: (-pair[1], common.topic_name(catalogue, pair[0])),
    )
    return (common.HOME, Link("Topik")), {
        "total": len(catalogue.listed),
        "tables": tables.of_codes("topik"),
        "topics": tuple(
            Count(
                common.topic_name(catalogue, topic),
                addresses.topic(topic),
                count,
                common.last_words(catalogue.by_topic[topic]),
            )
            for topic, count in counts
        ),
        "unused": tuple(
            sorted(
                name for topic, name in catalogue.topics.items() if topic not in catalogue.by_topic
            )
        ),
    }


def topic(page: Page, catalogue: Catalogue) -> tuple[tuple[Link, ...], common.Data]:
    """Kind ``topic``."""
    topic_id = page.subject[0]
    name = common.topic_name(catalogue, topic_id)
    bulletins = catalogue.by_topic[topic_id]
    others = [one for one in catalogue.topics_in(bulletins) if one[0] != topic_id]
    provinces: dict[str, int] = {}
    for bulletin in bulletins:
        code = bulletin.region.partition(".")[0]
        provinces[code] = provinces.get(code, 0) + 1
    busiest = sorted(provinces.items(), key=lambda pair: (-pair[1], pair[0]))
    return (Link("Topik", addresses.TOPICS), Link(name)), {
        "name": name,
        "others": common.topic_counts(catalogue, others[: common.TOP]),
        "types": common.type_counts(catalogue, catalogue.types_in(bulletins)[: common.TOP]),
        "provinces": tuple(
            Count(*common.region_link(catalogue, code), count)
            for code, count in busiest[: common.TOP]
        ),
        "provinces_more": max(0, len(busiest) - common.TOP),
        "planned": common.upcoming(catalogue, bulletins),
        "matrix": pictures.matrix(
            catalogue,
            bulletins,
            lambda agency: catalogue.agencies[agency].type,
            lambda type_id: (
                agency_type_label(catalogue.agencies.type(type_id)),
                addresses.agency_type(type_id),
            ),
        ),
        "tally": common.tally(
            catalogue,
            catalogue.tasks_on.get(topic_id, ()),
            addresses.ledger(addresses.topic_part(topic_id)),
        ),
        "follow": follow(catalogue, "topic", topic_id),
        **common.listed(catalogue, bulletins, addresses.topic_part(topic_id)),
    }

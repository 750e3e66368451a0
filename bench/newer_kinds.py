"""What the kinds of a made-up organisation have beside their words: votes, options, moments, names, photos and files."""

import random
from datetime import datetime, timedelta
from itertools import count

from bench import text

VOTES = "content_id person_id option value created_at"
FILES = "id content_id owner_id path name media_type size width height order created_at"
EVENTS = "content_id starts_at ends_at last_at zone location capacity"
ZONE, HOURS = "Europe/Amsterdam", 2


class NewerKinds:
    """`details` writes the rows of one item. All files have names, none has contents: nobody opens them here."""

    def __init__(self, rng: random.Random, put, now: datetime):
        self.rng, self.now = rng, now
        self.vote = put("votes.Vote", VOTES)
        self.file = put("files.File", FILES)
        self.idea_row = put(
            "ideas.IdeaDetails", "content_id phase vote_count join_count last_vote_at closed_at"
        )
        self.joining = put("ideas.Joining", "content_id person_id created_at")
        self.ballot = put("polls.Ballot", "content_id way voter_count closes_at closed_at")
        self.option = put("polls.Option", "ballot_id place key text yes")
        self.voter = put("polls.Voter", "id ballot_id person_id created_at")
        self.event_row = put("events.Details", EVENTS)
        self.coming = put("events.Answer", "content_id person_id answer created_at")
        self.thanks_row = put("thanks.ThanksDetails", "content_id")
        self.thanked = put("thanks.Thanked", "thanks_id person_id")
        self.link_row = put("links.LinkDetails", "content_id url key title words site fetched_at")
        self.summary = put("discussions.Summary", "discussion_id body by_id created_at closed_at")
        self.album_row = put("albums.AlbumDetails", "content_id photo_count")
        self.folder = put("documents.Folder", "id group_id")
        self.version = put("documents.Version", "id document_id file_id name size author_id created_at look")
        self.document_row = put("documents.Details", "content_id folder_id current_id sort changed_at")
        self.files, self.versions = count(1), count(1)
        self.folders: dict[int, int] = {}

    def details(
        self, id: int, kind: str, author: int, group: int, at: datetime, members: list[int], is_open
    ) -> None:
        if make := getattr(self, f"_{kind}", None):
            make(id, author, group, at, members, is_open)

    def _some(self, members: list[int], mean: float) -> list[int]:
        return self.rng.sample(members, min(len(members), int(self.rng.expovariate(1 / mean))))

    def _words(self, many: int) -> str:
        return text.sentence(self.rng, text.DUTCH, many).rstrip(".")

    def _soon(self, at: datetime) -> str:
        return str(min(self.now, at + timedelta(days=self.rng.expovariate(1 / 5))))

    def _idea(self, id, author, group, at, members, is_open) -> None:
        votes, joins = self._some(members, 6), self._some(members, 0.5)
        last = self._soon(at)
        self.idea_row((id, "open" if is_open else "decided", len(votes), len(joins), last if votes else None,
                       None if is_open else last))  # fmt: skip
        for person in votes:
            self.vote((id, person, "", 1, last))
        for person in joins:
            self.joining((id, person, last))

    def _poll(self, id, author, group, at, members, is_open) -> None:
        voters, options = self._some(members, 8), self.rng.randint(2, 6)
        chosen = [self.rng.randrange(options) for _ in voters]
        self.ballot(
            (id, "single", len(voters), str(at + timedelta(days=14)), None if is_open else self._soon(at))
        )
        for place in range(options):
            self.option((id, place, f"o{place}", self._words(3), chosen.count(place)))
        for person, place in zip(voters, chosen, strict=True):
            self.voter((f"{self.rng.getrandbits(128):032x}", id, person, str(at)))
            self.vote((id, person, f"o{place}", 1, str(at)))

    def _event(self, id, author, group, at, members, is_open) -> None:
        starts = (at + timedelta(days=self.rng.randint(1, 60))).replace(minute=0, second=0, microsecond=0)
        ends = str(starts + timedelta(hours=HOURS))
        self.event_row((id, str(starts), ends, ends, ZONE, self._words(2), self.rng.choice((None, None, 30))))
        for person in self._some(members, 5):
            self.coming((id, person, self.rng.choice(("yes", "yes", "maybe", "no")), str(at)))

    def _thanks(self, id, author, group, at, members, is_open) -> None:
        self.thanks_row((id,))
        for person in self.rng.sample(members, min(len(members), self.rng.choice((1, 1, 2)))):
            self.thanked((id, person))

    def _link(self, id, author, group, at, members, is_open) -> None:
        url = f"https://example.org/{id}"
        self.link_row((id, url, f"example.org/{id}", self._words(6), self._words(20), "example.org", str(at)))

    def _discussion(self, id, author, group, at, members, is_open) -> None:
        if not is_open:
            self.summary((id, f"<p>{self._words(30)}.</p>", author, self._soon(at), self._soon(at)))

    def _album(self, id, author, group, at, members, is_open) -> None:
        photos = self.rng.randint(2, 12)
        self.album_row((id, photos))
        for order in range(photos):
            self._put_file(id, author, at, f"photo-{order}.webp", "image/webp", order)

    def _document(self, id, author, group, at, members, is_open) -> None:
        if group not in self.folders:
            self.folders[group] = len(self.folders) + 1
            self.folder((self.folders[group], group))
        name = f"{self._words(3)}.pdf"
        file, version = self._put_file(id, author, at, name, "application/pdf", 0), next(self.versions)
        self.version((version, id, file, name, 48_000, author, str(at), "none"))
        self.document_row((id, self.folders[group], version, name.lower(), str(at)))

    def _put_file(self, id, author, at, name, media_type, order) -> int:
        number, picture = next(self.files), media_type.startswith("image/")
        self.file((number, id, author, f"{number:032x}", name, media_type, 48_000, 1600 if picture else None,
                   1200 if picture else None, order, str(at)))  # fmt: skip
        return number

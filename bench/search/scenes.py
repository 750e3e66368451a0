"""What is asked. The world has few hundred words, each in a tenth of all texts or more; one that is rare is planted, and a vocabulary
as large as an organisation's."""

MOST_MS = 60
MOST_TO_INDEX = 5  # ms of CPU
RARE = "zeldzaamheid"
PLANTED = 200

VOCABULARY = 300_000
PARTS = (
    "ver be ge ont her vergader subsidie fiets pad werk plek groep school straat gemeente raad zorg wijk huis water beheer beleid"
    " plan dienst tijd verlof vakantie dag regel tafel boek hand markt plein kaart boom park dorp stad kern land bouw grond bel toe uit"
    " in aan op om af lib bib org stuk deel maat veld vlak lijn punt kant zijde budget sport overleg project"
).split()
ENDS = ("", "en", "s", "ing", "ingen", "er", "ers", "lijk", "heid", "t", "de")

SCENES: dict[str, tuple[str, ...]] = {
    "common word": ("vergadering", "library", "overleg", "fietspad", "budget", "subsidie"),
    "rare word": (RARE,),
    "two words": ("fietspad begroting", "library budget", "vergunning bezwaar", "project deadline"),
    "filtered": (
        "overleg kind:question",
        "begroting group:group-2",
        "budget after:2026-01",
        "sport before:2025-01 kind:news",
    ),
    "palette prefix": ("ver", "beg", "lib", "fietsp"),
}

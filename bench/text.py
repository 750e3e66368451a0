"""Text of realistic lengths, in Dutch and English, from a few hundred common words."""

import random

DUTCH = """de het een van en in op te is dat voor met zijn er aan niet om ook als door naar maar bij uit nog over wij we
jullie deze dit die heeft hebben wordt worden kan kunnen moet moeten gaat gaan komt komen maakt maken vraagt vragen weet
weten werkt werken afdeling gemeente team overleg planning project aanvraag besluit raad wijk inwoner inwoners loket
vergadering verslag voorstel begroting kwartaal maandag dinsdag woensdag donderdag vrijdag ochtend middag week maand jaar
nieuwe collega collega's bedankt graag vanaf morgen vandaag gisteren samen stap stappen eerste tweede laatste volgende
iedereen niemand iets alles veel weinig meer minder goed beter best snel rustig druk klaar open gesloten plein straat brug
fiets fietspad parkeerplaats school zorg jeugd sport cultuur bibliotheek archief document pagina formulier website storing
opgelost test proef ervaring resultaat resultaten cijfers tabel kaart foto verhaal idee ideeën reactie reacties mening
afspraak afspraken contact telefoon mail ruimte zaal kantine koffie lunch verhuizing verbouwing sleutel pas toegang
beveiliging privacy gegevens systeem koppeling leverancier contract aanbesteding subsidie vergunning bezwaar termijn
omdat zodat waarom wanneer waar hoe wie wat welke sommige enkele beide tijdens tussen zonder volgens ondanks binnen
buiten boven onder tegen achter voorbij mogelijk nodig belangrijk duidelijk handig lastig mooi prima vooral misschien
eigenlijk natuurlijk helaas gelukkig inmiddels alvast straks daarna eerst toch al weer dus want""".split()

ENGLISH = """the a of and to in is that for it with as on be at by this we are from or have an they which you one had not
but what all were when there can more if no out so said about up into than them then some could time these two may first
do any my now such like our over even most made after also did many before must through years where much your way well
down should because each just those people how too little state good very make still see own work long get here both
under never day same another know while last might us great old year off come since against go came right used take
three department council team meeting planning project request decision resident residents desk report proposal budget
quarter monday tuesday wednesday thursday friday morning afternoon week month colleague colleagues thanks please today
tomorrow yesterday together step steps next everyone nobody something everything quick quiet busy ready open closed
square street bridge bicycle path parking school care youth sport culture library archive document page form website
outage solved test trial experience result results figures table map picture story idea ideas answer answers opinion
agreement contact phone room hall canteen coffee lunch move key card access security privacy data system link supplier
contract tender grant permit objection deadline therefore why who whose several during between without according within
outside above behind possible needed important clear handy difficult nice mostly perhaps actually naturally sadly
luckily meanwhile already soon afterwards again""".split()

FIRST = """Anna Bram Chidi Daan Eva Fatima Gijs Hanna Ibrahim Jasmijn Kees Lotte Mohammed Noor Omar Priya Quinten Roos
Sven Tess Umar Vera Willem Xander Yara Zoë Maria Peter Ingrid Thijs Aisha Lars Femke Ruben Sanne Jeroen""".split()
LAST = """Jansen de_Vries Bakker Visser Smit Meijer de_Boer Mulder Bos Vos Peters Hendriks van_Dijk van_Leeuwen Dekker
Brouwer de_Wit Dijkstra Smits de_Graaf van_der_Meer Kok Jacobs de_Haan Vermeulen van_den_Berg Okafor El_Amrani Yılmaz
Nguyen Fernandes Kowalska Öztürk Schmidt Rossi Andersson""".split()
SUBJECTS = """Communicatie Financiën Inkoop Juridisch Burgerzaken Vergunningen Wijkbeheer Groen Verkeer Onderwijs Jeugd
Sport Cultuur Bibliotheek Archief ICT Data Privacy Website Innovatie Personeel Arbo Facilitair Bestuur Strategie Energy
Housing Research Design Volunteers Lunchwandelen Fietsers Ouders Newcomers Photography Reading""".split()


def sentence(rng: random.Random, words: list[str], about: int) -> str:
    picked = rng.choices(words, k=max(3, int(rng.gauss(about, about / 3))))
    if len(picked) > 9:
        picked[len(picked) // 2] += ","
    return " ".join(picked).capitalize() + rng.choice("....?!")


def paragraph(rng: random.Random, words: list[str]) -> str:
    return " ".join(sentence(rng, words, 11) for _ in range(rng.choice((1, 2, 2, 3, 4))))


def body(rng: random.Random, words: list[str]) -> str:
    """Clean HTML: mostly one or two paragraphs, sometimes a page with lists, links and headings."""
    paragraphs = min(14, int(rng.lognormvariate(0.55, 0.8)) + 1)
    parts = [f"<p>{paragraph(rng, words)}</p>" for _ in range(paragraphs)]
    if paragraphs > 4:
        parts.insert(2, f'<h2 id="s-part">{sentence(rng, words, 4)}</h2>')
    if rng.random() < 0.15:
        parts.append(
            "<ul>"
            + "".join(f"<li>{sentence(rng, words, 6)}</li>" for _ in range(rng.randint(2, 5)))
            + "</ul>"
        )
    if rng.random() < 0.2:
        link = f'<a href="https://www.example.org/{rng.choice(words)}" rel="nofollow noopener">{rng.choice(words)}</a>'
        parts[0] = parts[0].replace("</p>", f" {link}</p>")
    return "".join(parts)


def comment(rng: random.Random, words: list[str]) -> str:
    count = rng.choices((1, 2, 3, 5), (55, 28, 12, 5))[0]
    return f"<p>{' '.join(sentence(rng, words, 9) for _ in range(count))}</p>"


def name(rng: random.Random) -> str:
    return f"{rng.choice(FIRST)} {rng.choice(LAST).replace('_', ' ')}"

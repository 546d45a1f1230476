"""`/graph/catalogue`: the rules that read the graph, the software, and the dataset."""

from __future__ import annotations

from pmgraph.iris import Iris
from pmgraph.rdf.graph import GraphWriter
from pmgraph.vocab import DCTERMS, PM, PROV, RDFS, SKOS

# What each rule does, in English and German. A rule that is missing here is an error of the build, not a gap.
RULES: dict[str, tuple[str, str]] = {
    "header.number": ("Number in the header.", "Nummer im Kopf."),
    "header.inner-number": ("Number of the header repeated in the text.", "Nummer im wiederholten Kopf."),
    "header.inner-issuer": ("House in the header repeated in the text.", "Haus im wiederholten Kopf."),
    "header.place": ("Place of the dateline.", "Ort der Datumszeile."),
    "header.dateline": ("Date of the dateline.", "Datum der Datumszeile."),
    "header.inner-dateline": ("Date of the dateline repeated in the text.", "Datum der wiederholten Datumszeile."),
    "header.named-today": ("The day that the text itself calls today.", "Der Tag, den der Text selbst heutig nennt."),
    "header.title": ("The headline next above the text.", "Überschrift unmittelbar über dem Text."),
    "address.path-date": ("Date in the path of the page's address.", "Datum im Pfad der Adresse."),
    "portal.header-utc-summer": (
        "This portal prints local midnight in UTC, so a header date in summer is one day early.",
        "Dieses Portal druckt Mitternacht in UTC; im Sommer ist das Datum im Kopf einen Tag zu früh.",
    ),
    "contact.name": (
        "Name in a contact line, imprint or staff list.",
        "Name in Kontaktzeile, Impressum oder Stabliste.",
    ),
    "issuer.own-line": (
        "A house that stands on a line of its own above the text.",
        "Ein Haus auf einer eigenen Zeile über dem Text.",
    ),
    "issuer.source-line": (
        "A line at the edge of the text that names a house.",
        "Eine Zeile am Rand des Textes, die ein Haus nennt.",
    ),
    "imprint.block": ("The block that says who is responsible.", "Der Block, der die Verantwortlichen nennt."),
    "imprint.organisation": ("House named in the imprint.", "Haus im Impressum."),
    "person.name": ("First name, title or office makes a name.", "Vorname, Titel oder Amt machen den Namen."),
    "person.surname": (
        "Surname of a person named in full elsewhere.",
        "Nachname einer anderswo voll genannten Person.",
    ),
    "person.by-office": (
        "The only person named in this office stands for »der Minister«.",
        "Die einzige in diesem Amt genannte Person steht für »der Minister«.",
    ),
    "body.head-noun": ("Head noun of a body with its complement.", "Kopfnomen einer Stelle mit Ergänzung."),
    "body.in-brackets": ("Body in brackets behind a name.", "Stelle in Klammern hinter dem Namen."),
    "body.planned-committee": ("A committee that shall come to be.", "Ein Gremium, das entstehen soll."),
    "role.before-name": ("Office right before the name.", "Amt unmittelbar vor dem Namen."),
    "role.of-body-before-name": ("Office and body before the name.", "Amt und Stelle vor dem Namen."),
    "role.plural-shared": ("One plural office shared by several names.", "Ein Amt im Plural für mehrere Namen."),
    "role.behind-name": ("Office behind the name.", "Amt hinter dem Namen."),
    "role.as": ("Office named with »als«.", "Amt mit »als« genannt."),
    "role.resort-compound": (
        "An office compounded with a resort is held in the issuing ministry of that resort.",
        "Ein Amt mit Ressort im Wort wird im herausgebenden Ministerium dieses Ressorts ausgeübt.",
    ),
    "agreement.noun": ("Noun of an agreement with its complement.", "Nomen einer Vereinbarung mit Ergänzung."),
    "agreement.listed": ("One of several agreements in a list.", "Eine von mehreren aufgezählten Vereinbarungen."),
    "agreement.voluntary": ("The agreement is called voluntary.", "Die Vereinbarung heißt freiwillig."),
    "party.subject": ("Subject of a sentence that agrees or signs.", "Subjekt des Satzes, der vereinbart."),
    "party.title": ("Subject of the headline that reports an agreement.", "Subjekt der Überschrift, die berichtet."),
    "party.among-signers": (
        "A body named in a row with those who sign.",
        "Eine Stelle, die in einer Reihe mit den Unterzeichnenden steht.",
    ),
    "party.between": ("Body in »zwischen … und« of the agreement's name.", "Stelle in »zwischen … und« des Namens."),
    "sign.participle": ("Participle before the noun: »die unterzeichnete …«.", "Partizip vor dem Nomen."),
    "sign.idiom": (
        "An idiom of signing such as »setzten ihre Unterschrift unter«.",
        "Wendung wie »setzten ihre Unterschrift unter«.",
    ),
    "sign.perfect": ("Perfect tense: »haben … unterzeichnet«.", "Perfekt: »haben … unterzeichnet«."),
    "sign.passive": ("Passive voice: »wurde … unterzeichnet«.", "Passiv: »wurde … unterzeichnet«."),
    "sign.preterite": ("Past tense: »unterzeichnete(n)«.", "Präteritum: »unterzeichnete(n)«."),
    "sign.planned": (
        "A signing that shall come: »soll … unterzeichnet werden«.",
        "Künftig: »soll … unterzeichnet werden«.",
    ),
    "sign.present": ("Present tense, read as announcement.", "Gegenwart, als Ankündigung gelesen."),
    "sign.by-agent": (
        "Participle followed by who signed: »unterzeichnet von …«.",
        "Partizip, dem folgt, wer unterzeichnete: »unterzeichnet von …«.",
    ),
    "sign.as-signer": (
        "Someone is called a signer: »als Unterzeichner«.",
        "Jemand heißt Unterzeichner: »als Unterzeichner«.",
    ),
    "sign.caption": (
        "The caption of a picture that shows the signing.",
        "Die Unterschrift eines Bildes, das die Unterzeichnung zeigt.",
    ),
    "sign.concluded": (
        "An agreement is concluded: »haben … geschlossen«.",
        "Eine Vereinbarung wird geschlossen: »haben … geschlossen«.",
    ),
    "sign.place": ("Place within the signing phrase.", "Ort in der Wendung der Unterzeichnung."),
    "signatory.for-named": (
        "The body that a signer signs »für«.",
        "Die Stelle, »für« die jemand unterzeichnet.",
    ),
    "signatory.for-land": (
        "A commissioner of the Landesregierung signs for the Land where the Land is a party.",
        "Ein Beauftragter der Landesregierung unterzeichnet für das Land, wo das Land Partner ist.",
    ),
    "date.numeric": ("Date in digits.", "Datum in Ziffern."),
    "date.written": ("Date with the month as a word.", "Datum mit ausgeschriebenem Monat."),
    "date.day-and-month": ("Day and month; the year is the release's.", "Tag und Monat; Jahr der Mitteilung."),
    "date.month": ("Month and year.", "Monat und Jahr."),
    "date.year": ("Year.", "Jahr."),
    "date.today": ("»heute«: the day of the release.", "»heute«: der Tag der Mitteilung."),
    "date.today-named": ("»heute« with the day in brackets.", "»heute« mit dem Tag in Klammern."),
    "date.yesterday": ("»gestern«: the day before the release.", "»gestern«: der Tag vor der Mitteilung."),
    "date.tomorrow": ("»morgen«: the day after the release.", "»morgen«: der Tag nach der Mitteilung."),
    "date.deadline": ("»bis zum …«: not after that day.", "»bis zum …«: nicht nach diesem Tag."),
    "date.by-then": (
        "Already signed when the release was issued: not after that day.",
        "Bei Erscheinen der Mitteilung schon unterzeichnet: nicht nach diesem Tag.",
    ),
    "date.weekday": ("A weekday.", "Ein Wochentag."),
    "date.weekday-of-issue": (
        "A weekday on which the release was issued is that day.",
        "Ein Wochentag, an dem die Mitteilung erschien, ist dieser Tag.",
    ),
    "date.weekday-near-dateline": (
        "A weekday that the dateline is not: the two such days within seven days of it.",
        "Ein anderer Wochentag als der der Datumszeile: die beiden innerhalb von sieben Tagen.",
    ),
    "topic.wording": ("Wording of a topic of the concept scheme.", "Wortlaut eines Themas des Begriffsschemas."),
    "service.named": ("A digital service named with the article.", "Ein mit Artikel genannter digitaler Dienst."),
    "speech.quote-then-speaker": ("Quotation, then its speaker.", "Zitat, dann Sprecher."),
    "speech.speaker-then-quote": ("Speaker, then the quotation.", "Sprecher, dann Zitat."),
    "speech.continued": ("A quotation that goes on with the same speaker.", "Fortgesetztes Zitat desselben Sprechers."),
    "speech.subjunctive": ("Subjunctive after a quotation.", "Konjunktiv nach einem Zitat."),
    "record.entered": ("Typed in by an editor from the source.", "Von der Redaktion aus der Quelle erfasst."),
    "choose.only": ("The only reading.", "Die einzige Lesart."),
    "choose.finest": ("The finest of readings that agree.", "Die feinste von Lesarten, die sich vertragen."),
    "choose.best-reason": ("The reading with the best reason.", "Die Lesart mit dem besten Grund."),
    "choose.open-conflict": (
        "Readings contradict each other; all stay possible.",
        "Lesarten widersprechen sich; alle bleiben möglich.",
    ),
}


def map_catalogue(used: frozenset[str], iris: Iris, *, version: str, title_de: str, title_en: str) -> GraphWriter:
    """The rules that some claim or evidence names, the software, and the dataset's titles."""
    w = GraphWriter(iris, iris.graph("catalogue"), iris.id("catalogue"))
    for rule in sorted(used):
        english, german = RULES[rule]
        here = iris.rule(rule)
        w.type(here, PM("Rule"))
        w.say(here, DCTERMS("identifier"), rule)
        w.say(here, SKOS("definition"), english, "en")
        w.say(here, SKOS("definition"), german, "de")
    software = software_iri(iris, version)
    w.type(software, PROV("SoftwareAgent"))
    w.say(software, RDFS("label"), f"pmgraph {version}", "en")
    w.say(iris.base, DCTERMS("title"), title_de, "de")
    w.say(iris.base, DCTERMS("title"), title_en, "en")
    return w


def software_iri(iris: Iris, version: str) -> str:
    """The IRI of this version of pmgraph as an agent."""
    return iris.id("software", f"pmgraph-{version}")

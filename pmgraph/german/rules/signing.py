"""Rules that read acts of signing: the construction, who signs for whom, when and where."""

from __future__ import annotations

from pmgraph.german.rules.declared import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "sign.nominal",
        "The noun of signing with its agents: »Unterzeichnung des … durch A und B«.",
        "Nomen der Unterzeichnung mit »durch«: »Unterzeichnung des … durch A und B«.",
        ("Mit der Unterzeichnung des Moorvertrags durch Gerd Kunze und Ole Storm ist heute alles besiegelt.",),
        ("Nach der Unterzeichnung des Moorvertrags durch Gerd Kunze soll es Kuchen geben.",),
    ),
    Rule(
        "sign.participle",
        "Participle before the noun: »die unterzeichnete …«.",
        "Partizip vor dem Nomen.",
        ("Die am 3. Mai 2012 in Guben unterzeichnete Rahmenvereinbarung gilt.",),
        ("Die Rahmenvereinbarung gilt.",),
    ),
    Rule(
        "sign.idiom",
        "An idiom of signing such as »setzten ihre Unterschrift unter«.",
        "Wendung wie »setzten ihre Unterschrift unter«.",
        (
            "Gerd Kunze und Ole Storm setzten ihre Unterschrift unter den Moorvertrag.",
            "Es ist ein Moorvertrag, unter den Gerd Kunze und Ole Storm ihre Unterschriften setzten.",
            "Mit ihrer Unterschrift haben Gerd Kunze und Ole Storm den Moorvertrag besiegelt.",
        ),
        ("Gerd Kunze sammelte Unterschriften für die Moore.",),
    ),
    Rule(
        "sign.perfect",
        "Perfect tense: »haben … unterzeichnet«.",
        "Perfekt: »haben … unterzeichnet«.",
        ("Gerd Kunze und Ole Storm haben den Moorvertrag unterzeichnet.",),
        ("Gerd Kunze und Ole Storm haben den Moorvertrag noch nicht unterzeichnet.",),
    ),
    Rule(
        "sign.passive",
        "Passive voice: »wurde … unterzeichnet«.",
        "Passiv: »wurde … unterzeichnet«.",
        ("Der Moorvertrag wurde heute unterzeichnet.",),
        ("Der Moorvertrag soll unterzeichnet werden.",),
    ),
    Rule(
        "sign.preterite",
        "Past tense: »unterzeichnete(n)«.",
        "Präteritum: »unterzeichnete(n)«.",
        ("Gerd Kunze und Ole Storm unterzeichneten den Moorvertrag.",),
        ("Gerd Kunze und Ole Storm berieten den Moorvertrag.",),
    ),
    Rule(
        "sign.planned",
        "A signing that shall come: »soll … unterzeichnet werden«.",
        "Künftig: »soll … unterzeichnet werden«.",
        (
            "Der Moorvertrag soll am 3. Mai 2012 unterzeichnet werden.",
            "Der Moorvertrag ist unterschriftsreif.",
        ),
        ("Der Moorvertrag wurde unterzeichnet.",),
    ),
    Rule(
        "sign.present",
        "Present tense, read as announcement unless it tells of today.",
        "Gegenwart, als Ankündigung gelesen, wenn sie nicht von heute berichtet.",
        ("Minister Gerd Kunze und Ole Storm unterzeichnen am Freitag den Moorvertrag.",),
        ("Gerd Kunze und Ole Storm unterzeichneten den Moorvertrag.",),
    ),
    Rule(
        "sign.by-agent",
        "Participle followed by who signed: »unterzeichnet von …«.",
        "Partizip, dem folgt, wer unterzeichnete: »unterzeichnet von …«.",
        ("Die Grundlage bildet ein Moorvertrag, unterzeichnet von Gerd Kunze und Ole Storm.",),
        ("Grundlage ist ein Moorvertrag von Gerd Kunze.",),
    ),
    Rule(
        "sign.headline",
        "A headline that tells of a signing, where the text says nothing of one.",
        "Überschrift, die von einer Unterzeichnung berichtet, wenn der Text nichts davon sagt.",
        (
            "Landkreis Nordmoor und Stadt Guben unterzeichnen Moorvertrag\n\nDie Moore bekommen einen neuen Weg, und alle freuen sich sehr.",
            "Moorvertrag unterzeichnet\n\nDie Moore bekommen einen neuen Weg, und alle freuen sich sehr.",
        ),
        (
            "Landkreis Nordmoor und Stadt Guben unterzeichnen Moorvertrag\n\nDer Moorvertrag soll im Herbst unterzeichnet werden.",
            "Moorvertrag unterzeichnet\n\nDie Presse ist herzlich ins Rathaus eingeladen.",
            "Wer unterzeichnet den Moorvertrag?\n\nDie Moore bekommen einen neuen Weg, und alle freuen sich sehr.",
        ),
    ),
    Rule(
        "sign.as-signer",
        "Someone is called a signer: »als Unterzeichner«.",
        "Jemand heißt Unterzeichner: »als Unterzeichner«.",
        ("Es gilt der Moorvertrag. Als Unterzeichner traten Gerd Kunze und Ole Storm auf.",),
        ("Es gilt der Moorvertrag. Als Gäste traten Gerd Kunze und Ole Storm auf.",),
    ),
    Rule(
        "sign.caption",
        "The caption of a picture that shows the signing.",
        "Die Unterschrift eines Bildes, das die Unterzeichnung zeigt.",
        (
            "Es gilt ab heute der Moorvertrag.\n\nBei der Unterzeichnung: Gerd Kunze und Ole Storm",
            "Es gilt ab heute der Moorvertrag.\n\nGerd Kunze und Ole Storm bei der Vertragsunterzeichnung",
        ),
        ("Es gilt der Moorvertrag. Bei der Unterzeichnung sagte Gerd Kunze, dass er sich freue.",),
    ),
    Rule(
        "sign.concluded",
        "An agreement is concluded: »haben … geschlossen«.",
        "Eine Vereinbarung wird geschlossen: »haben … geschlossen«.",
        ("Land und Kommunen haben heute einen Moorvertrag geschlossen.",),
        ("Das Museum bleibt trotz Moorvertrag geschlossene Gesellschaft.",),
    ),
    Rule(
        "sign.place",
        "Place within the signing phrase.",
        "Ort in der Wendung der Unterzeichnung.",
        ("Die Partner haben heute in Guben den Moorvertrag unterzeichnet.",),
        ("Die Partner haben in der Halle den Moorvertrag unterzeichnet.",),
    ),
    Rule(
        "signatory.for-named",
        "The body that a signer signs »für«.",
        "Die Stelle, »für« die jemand unterzeichnet.",
        ("Für die Stadt Guben unterzeichnete Gerd Kunze den Moorvertrag.",),
        ("Gerd Kunze unterzeichnete den Moorvertrag für die Moore.",),
    ),
    Rule(
        "signatory.for-land",
        "A commissioner of the Landesregierung signs for the Land where the Land is a party.",
        "Ein Beauftragter der Landesregierung unterzeichnet für das Land, wo das Land Partner ist.",
        (
            "Das Land Hessen und die Stadt Guben haben heute einen Moorvertrag vereinbart. Gerd Kunze als Beauftragter der Landesregierung für Moore setzte heute seine Unterschrift unter den Moorvertrag.",
        ),
        (
            "Gerd Kunze als Beauftragter der Landesregierung für Moore setzte heute seine Unterschrift unter den Moorvertrag.",
        ),
    ),
    Rule(
        "date.numeric",
        "Date in digits.",
        "Datum in Ziffern.",
        ("Der Moorvertrag wurde am 03.05.2012 unterzeichnet.",),
        ("Der Moorvertrag wurde unterzeichnet, Telefon 03.05.",),
    ),
    Rule(
        "date.written",
        "Date with the month as a word.",
        "Datum mit ausgeschriebenem Monat.",
        ("Der Moorvertrag wurde am 3. Mai 2012 unterzeichnet.",),
        ("Der Moorvertrag wurde im Mai 2012 unterzeichnet.",),
    ),
    Rule(
        "date.day-and-month",
        "Day and month; the year is the release's.",
        "Tag und Monat; Jahr der Mitteilung.",
        ("Der Moorvertrag wurde am 3. Mai unterzeichnet.",),
        ("Der Moorvertrag wurde am 3. Mai 2012 unterzeichnet.",),
    ),
    Rule(
        "date.month",
        "Month and year.",
        "Monat und Jahr.",
        ("Der Moorvertrag wurde im Mai 2012 unterzeichnet.",),
        ("Der Moorvertrag wurde im Mai unterzeichnet.",),
    ),
    Rule(
        "date.last-year",
        "»im vorigen Jahr«: the year before the release.",
        "»im vorigen Jahr«: das Jahr vor der Mitteilung.",
        (
            ": 12\nGuben, den 03.04.2012\n\nNeue Moore für die Stadt\n\nDie Stadt Guben legt Moore an. Der Moorvertrag wurde im vorigen Jahr unterzeichnet.",
        ),
        ("Der Moorvertrag wurde im vorigen Jahr unterzeichnet.",),
    ),
    Rule(
        "date.year",
        "Year.",
        "Jahr.",
        (
            "Der Moorvertrag wurde im Jahr 2006 unterzeichnet.",
            "1997 wurde der Moorvertrag unterzeichnet.",
        ),
        ("Der Moorvertrag gilt für 2006.",),
    ),
    Rule(
        "date.today",
        "»heute«: the day of the release.",
        "»heute«: der Tag der Mitteilung.",
        (
            ": 12\nGuben, den 03.04.2012\n\nNeue Moore für die Stadt\n\nDie Stadt Guben legt Moore an. Der Moorvertrag wurde heute unterzeichnet.",
        ),
        ("Der Moorvertrag wurde heute unterzeichnet.",),
    ),
    Rule(
        "date.today-named",
        "»heute« with the day in brackets.",
        "»heute« mit dem Tag in Klammern.",
        (
            ": 12\nGuben, den 03.04.2012\n\nNeue Moore für die Stadt\n\nDie Stadt Guben legt Moore an. Der Moorvertrag wurde heute (3. April) unterzeichnet.",
        ),
        (
            ": 12\nGuben, den 03.04.2012\n\nNeue Moore für die Stadt\n\nDie Stadt Guben legt Moore an. Der Moorvertrag wurde heute unterzeichnet.",
        ),
    ),
    Rule(
        "date.yesterday",
        "»gestern«: the day before the release.",
        "»gestern«: der Tag vor der Mitteilung.",
        (
            ": 12\nGuben, den 03.04.2012\n\nNeue Moore für die Stadt\n\nDie Stadt Guben legt Moore an. Der Moorvertrag wurde gestern unterzeichnet.",
        ),
        ("Der Moorvertrag wurde gestern unterzeichnet.",),
    ),
    Rule(
        "date.tomorrow",
        "»morgen«: the day after the release.",
        "»morgen«: der Tag nach der Mitteilung.",
        (
            ": 12\nGuben, den 03.04.2012\n\nNeue Moore für die Stadt\n\nDie Stadt Guben legt Moore an. Der Moorvertrag wird morgen unterzeichnet.",
        ),
        (
            ": 12\nGuben, den 03.04.2012\n\nNeue Moore für die Stadt\n\nDie Stadt Guben legt Moore an. Der Moorvertrag wurde heute morgen unterzeichnet.",
        ),
    ),
    Rule(
        "date.deadline",
        "»bis zum …«: not after that day.",
        "»bis zum …«: nicht nach diesem Tag.",
        ("Der Moorvertrag soll bis zum 3. Mai 2012 unterzeichnet werden.",),
        ("Der Moorvertrag soll am 3. Mai 2012 unterzeichnet werden.",),
    ),
    Rule(
        "date.by-then",
        "Already signed when the release was issued: not after that day.",
        "Bei Erscheinen der Mitteilung schon unterzeichnet: nicht nach diesem Tag.",
        (
            ": 12\nGuben, den 03.04.2012\n\nNeue Moore für die Stadt\n\nDie Stadt Guben legt Moore an. Der Moorvertrag ist mittlerweile unterzeichnet.",
        ),
        (
            ": 12\nGuben, den 03.04.2012\n\nNeue Moore für die Stadt\n\nDie Stadt Guben legt Moore an. Der Moorvertrag ist unterzeichnet.",
        ),
    ),
    Rule(
        "date.weekday",
        "A weekday.",
        "Ein Wochentag.",
        (),
        (),
    ),
    Rule(
        "date.weekday-of-issue",
        "A weekday on which the release was issued is that day.",
        "Ein Wochentag, an dem die Mitteilung erschien, ist dieser Tag.",
        (
            ": 12\nGuben, den 03.04.2012\n\nNeue Moore für die Stadt\n\nDie Stadt Guben legt Moore an. Der Moorvertrag wurde am Dienstag unterzeichnet.",
        ),
        (
            ": 12\nGuben, den 03.04.2012\n\nNeue Moore für die Stadt\n\nDie Stadt Guben legt Moore an. Der Moorvertrag wurde am Freitag unterzeichnet.",
        ),
    ),
    Rule(
        "date.weekday-near-dateline",
        "A weekday that the dateline is not: the two such days within seven days of it.",
        "Ein anderer Wochentag als der der Datumszeile: die beiden innerhalb von sieben Tagen.",
        (
            ": 12\nGuben, den 03.04.2012\n\nNeue Moore für die Stadt\n\nDie Stadt Guben legt Moore an. Der Moorvertrag wurde am Freitag unterzeichnet.",
        ),
        (
            ": 12\nGuben, den 03.04.2012\n\nNeue Moore für die Stadt\n\nDie Stadt Guben legt Moore an. Der Moorvertrag wurde am Dienstag unterzeichnet.",
        ),
    ),
)

"""Rules that read from when, until when and for how long an agreement is in force."""

from __future__ import annotations

from pmgraph.german.rules.declared import Rule

_HEAD = (
    ": 12\nGuben, den 03.04.2012\n\nNeue Moore für die Stadt\n\nDer Landkreis Nordmoor und die Stadt Guben haben heute "
    "eine Moorvereinbarung unterzeichnet. "
)

RULES: tuple[Rule, ...] = (
    Rule(
        "term.words",
        "Words that say that an agreement is in force, for how long, or that it ends.",
        "Wörter, die sagen, dass und wie lange eine Vereinbarung gilt oder dass sie endet.",
        (
            _HEAD + "Sie tritt am 1. Januar 2013 in Kraft.",
            _HEAD + "Die Laufzeit beträgt fünf Jahre.",
        ),
        (
            _HEAD + "Das Moorgesetz tritt am 1. Januar 2013 in Kraft.",
            _HEAD + "Die Laufzeit des Projekts beträgt fünf Jahre.",
            _HEAD + "Die Vereinbarung kann mit einer Frist von sechs Monaten gekündigt werden.",
        ),
    ),
    Rule(
        "term.begins",
        "From when an agreement is in force.",
        "Ab wann eine Vereinbarung gilt.",
        (
            _HEAD + "Sie tritt am 1. Januar 2013 in Kraft.",
            _HEAD + "Die Vereinbarung tritt rückwirkend zum 1. Februar in Kraft.",
            _HEAD + "Die Moorvereinbarung gilt seit dem 1. März 2012.",
            _HEAD + "Am 1. Mai 2012 tritt die Vereinbarung in Kraft.",
            _HEAD + "Sie ist gültig von 2012 bis 2020.",
            _HEAD + "Die Vereinbarung soll am 1. Januar 2013 in Kraft treten, sobald der Rat zustimmt.",
        ),
        (
            _HEAD + "Mit der Vereinbarung tritt die Moorverordnung am 1. Januar 2013 in Kraft.",
            _HEAD + "Das Gesetz zur Umsetzung der Vereinbarung tritt am 1. Januar 2013 in Kraft.",
            _HEAD + "Ein Gesetz hat die Vereinbarung bestätigt und tritt am 1. Januar 2013 in Kraft.",
            _HEAD + "Sie soll in Kraft treten, sobald der Rat zustimmt.",
            _HEAD + "Die Vereinbarung tritt nicht am 1. Januar 2013 in Kraft.",
        ),
    ),
    Rule(
        "term.ends",
        "Until when an agreement is in force.",
        "Bis wann eine Vereinbarung gilt.",
        (
            _HEAD + "Sie gilt bis zum 31. Dezember 2018.",
            _HEAD + "Die Vereinbarung tritt sofort in Kraft und läuft bis Ende 2020.",
            _HEAD + "Die bisherige Vereinbarung lief Ende 2011 aus.",
            _HEAD + "Die Moorvereinbarung, die bis 2020 gilt, hilft allen.",
            "Die Stadt Guben und der Landkreis Nordmoor haben heute einen Moorvertrag mit einer Laufzeit bis 2025 unterzeichnet.",
            "Die bis 2020 gültige Moorvereinbarung wurde heute unterzeichnet.",
        ),
        (
            _HEAD + "Die Förderung läuft bis Ende 2020.",
            _HEAD + "Die Vereinbarung regelt das Projekt, das bis 2020 läuft.",
            _HEAD + "Das neue Programm hilft allen. Es läuft bis 2020.",
            _HEAD + "Der Arbeitsvertrag gilt bis 2020.",
            _HEAD + "Die Stadt hat die Vereinbarung bis Ende 2014 umgesetzt.",
            _HEAD + "Gilt die Vereinbarung bis 2020?",
            _HEAD + "Die Vereinbarung lief Ende 2011 aus.",
        ),
    ),
    Rule(
        "term.duration",
        "For how long an agreement is in force, or by how much it is extended.",
        "Wie lange eine Vereinbarung gilt oder um wie viel sie sich verlängert.",
        (
            _HEAD + "Die Moorvereinbarung hat eine Laufzeit von fünf Jahren.",
            _HEAD + "Sie ist auf drei Jahre befristet.",
            _HEAD + "Die Laufzeit der Vereinbarung beträgt 18 Monate.",
            _HEAD + "Die Vereinbarung verlängert sich automatisch um ein Jahr.",
            _HEAD + "Die Moorvereinbarung wurde für die Dauer von fünf Jahren geschlossen.",
            "Die Stadt Guben und der Landkreis Nordmoor haben heute eine auf fünf Jahre befristete Moorvereinbarung unterzeichnet.",
            "Die Stadt Guben und der Landkreis Nordmoor haben heute einen Moorvertrag mit fünfjähriger Laufzeit unterzeichnet.",
        ),
        (
            _HEAD + "Die Vereinbarung kann mit einer Kündigungsfrist von sechs Monaten gekündigt werden.",
            _HEAD + "Für die Vereinbarung gilt eine Frist von zwei Jahren.",
            _HEAD + "Die Laufzeit des Projekts beträgt fünf Jahre.",
            _HEAD + "Die Stadt stellt ein Programm vor. Die Laufzeit beträgt fünf Jahre.",
            _HEAD + "Die Vereinbarung kann um zwei Jahre verlängert werden.",
        ),
    ),
    Rule(
        "term.open-ended",
        "No end is agreed.",
        "Ein Ende ist nicht vereinbart.",
        (
            _HEAD + "Die Vereinbarung gilt unbefristet.",
            _HEAD + "Die Moorvereinbarung ist auf unbestimmte Zeit geschlossen.",
            "Die Stadt Guben und der Landkreis Nordmoor haben heute eine unbefristete Moorvereinbarung unterzeichnet.",
        ),
        (
            _HEAD + "Die Stelle ist unbefristet.",
            _HEAD + "Die Vereinbarung sieht vor, dass die Stelle unbefristet bleibt.",
        ),
    ),
    Rule(
        "term.from-now",
        "»ab sofort«: from the day of the release on.",
        "»ab sofort«: vom Tag der Mitteilung an.",
        (
            _HEAD + "Die Vereinbarung gilt ab sofort.",
            _HEAD + "Sie tritt mit sofortiger Wirkung in Kraft.",
        ),
        (
            _HEAD + "Das Angebot gilt ab sofort.",
            "Der Landkreis Nordmoor und die Stadt Guben haben eine Moorvereinbarung unterzeichnet. Sie gilt ab sofort.",
        ),
    ),
    Rule(
        "term.from-signing",
        "In force with the signing: from its day on.",
        "Mit der Unterzeichnung in Kraft: von deren Tag an.",
        (_HEAD + "Die Vereinbarung tritt mit ihrer Unterzeichnung in Kraft.",),
        (
            _HEAD + "Die Förderung beginnt mit der Unterzeichnung.",
            "Der Landkreis Nordmoor und die Stadt Guben haben eine Moorvereinbarung unterzeichnet. Sie tritt mit der Unterzeichnung in Kraft.",
        ),
    ),
    Rule(
        "term.end-of-duration",
        "The last day that follows from the first day and the length of time, after section 188 of the German Civil Code.",
        "Der letzte Tag, der aus dem ersten Tag und der Dauer folgt, nach § 188 BGB.",
        (_HEAD + "Sie tritt am 1. Januar 2013 in Kraft und hat eine Laufzeit von fünf Jahren.",),
        (
            _HEAD + "Sie tritt Anfang 2013 in Kraft und hat eine Laufzeit von fünf Jahren.",
            _HEAD + "Sie tritt sofort in Kraft und hat eine Laufzeit von fünf Jahren.",
        ),
    ),
)

"""Rules that read what stands above, beside and below the running text."""

from __future__ import annotations

from pmgraph.german.rules.declared import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "header.number",
        "Number in the header.",
        "Nummer im Kopf.",
        (": 12\nGuben, den 03.04.2012\n\nNeue Moore für die Stadt\n\nDie Stadt Guben legt Moore an.",),
        ("Neue Moore für die Stadt\n\nUm 12:31 Uhr begann das Fest der Stadt Guben im Schlosspark.",),
    ),
    Rule(
        "header.inner-number",
        "Number of the header repeated in the text.",
        "Nummer im wiederholten Kopf.",
        (
            ": 12\nGuben, den 03.04.2012\n\nNeue Moore\n\nUmweltministerium - Pressemitteilung Nr.: 012/12 Guben, den 4. April 2012 Neue Moore Die Stadt legt Moore an.",
        ),
        (": 12\nGuben, den 03.04.2012\n\nNeue Moore für die Stadt\n\nDie Stadt Guben legt Moore an.",),
    ),
    Rule(
        "header.inner-issuer",
        "House in the header repeated in the text.",
        "Haus im wiederholten Kopf.",
        (
            ": 12\nGuben, den 03.04.2012\n\nNeue Moore\n\nUmweltministerium - Pressemitteilung Nr.: 012/12 Guben, den 4. April 2012 Neue Moore Die Stadt legt Moore an.",
        ),
        (": 12\nGuben, den 03.04.2012\n\nNeue Moore für die Stadt\n\nDie Stadt Guben legt Moore an.",),
    ),
    Rule(
        "header.place",
        "Place of the dateline.",
        "Ort der Datumszeile.",
        (
            ": 12\nGuben, den 03.04.2012\n\nNeue Moore für die Stadt\n\nDie Stadt Guben legt Moore an.",
            "Neue Moore\n\nGuben (ots)\n\nDie Stadt legt Moore an.",
        ),
        ("Neue Moore für die Stadt\n\nHintergrund. Die Moore sind alt und sollen bald geschützt werden.",),
    ),
    Rule(
        "header.dateline",
        "Date of the dateline.",
        "Datum der Datumszeile.",
        (
            ": 12\nGuben, den 03.04.2012\n\nNeue Moore für die Stadt\n\nDie Stadt Guben legt Moore an.",
            "Neue Moore\n\n09.08.2023, Guben – 16 / 2023\n\nDie Stadt legt Moore an.",
            "Neue Moore\n\nVeröffentlicht: 20.08.2014\n\nDie Stadt legt Moore an.",
            "Hochschule Guben, 7. Juni 2012\n\nNeue Moore\n\nDie Stadt legt Moore an.",
        ),
        (
            "Neue Moore\n\nDie Stadt legte am 3. Mai 2010 Moore an und freut sich darüber.",
            "Konferenz der Moore, 7. Juni 2012\n\nNeue Moore\n\nDie Stadt legt Moore an.",
        ),
    ),
    Rule(
        "header.inner-dateline",
        "Date of the dateline repeated in the text.",
        "Datum der wiederholten Datumszeile.",
        (
            ": 12\nGuben, den 03.04.2012\n\nNeue Moore\n\nUmweltministerium - Pressemitteilung Nr.: 012/12 Guben, den 4. April 2012 Neue Moore Die Stadt legt Moore an.",
        ),
        (": 12\nGuben, den 03.04.2012\n\nNeue Moore für die Stadt\n\nDie Stadt Guben legt Moore an.",),
    ),
    Rule(
        "header.named-today",
        "The day that the text itself calls today.",
        "Der Tag, den der Text selbst heutig nennt.",
        (": 1\nGuben, den 07.07.2015\n\nNeue Moore\n\nDie Stadt legt heute (8. Juli) Moore an.",),
        (": 1\nGuben, den 07.07.2015\n\nNeue Moore\n\nDie Stadt legt am 8. Juli Moore an.",),
    ),
    Rule(
        "header.title",
        "The headline next above the text.",
        "Überschrift unmittelbar über dem Text.",
        (": 12\nGuben, den 03.04.2012\n\nNeue Moore für die Stadt\n\nDie Stadt Guben legt Moore an.",),
        ("Die Stadt legt Moore an, und der Bürgermeister freut sich über jeden Besucher.",),
    ),
    Rule(
        "contact.name",
        "Name in a contact line, imprint or staff list.",
        "Name in Kontaktzeile, Impressum oder Stabliste.",
        ("Neue Moore\n\nDie Stadt legt Moore an.\n\nPressekontakt: Uta Brandt, Telefon 12",),
        ("Neue Moore\n\nBürgermeisterin Uta Brandt legt Moore an.",),
    ),
    Rule(
        "issuer.own-line",
        "A house that stands on a line of its own above the text.",
        "Ein Haus auf einer eigenen Zeile über dem Text.",
        (
            "Landeshauptstadt Guben\n\nNeue Moore für alle\n\nDer Rat legt Moore an, und alle freuen sich auf den Sommer.",
        ),
        ("Neue Moore für alle\n\nDie Landeshauptstadt Guben legt Moore an.",),
    ),
    Rule(
        "issuer.source-line",
        "A line at the edge of the text that names a house.",
        "Eine Zeile am Rand des Textes, die ein Haus nennt.",
        (
            "Neue Moore\nGuben (ots)\nDie Stadt legt Moore an.\nOriginal-Content von: Polizeidirektion Guben, übermittelt durch news aktuell",
        ),
        ("Neue Moore\n\nDie Polizeidirektion Guben legt Moore an.",),
    ),
    Rule(
        "issuer.address-block",
        "A house that gives its postal address and how to reach it below the text.",
        "Ein Haus, das unter dem Text seine Anschrift und Erreichbarkeit angibt.",
        (
            "Neue Moore\n\nDie Stadt legt Moore an.\n\nLandkreis Nordmoor\nMoorweg 4\n15344 Guben\nTel.: 03561 55-12",
            "Neue Moore\n\nDie Stadt legt Moore an.\n\nLandkreis Nordmoor, Moorweg 4, 15344 Guben, presse@nordmoor.example.de",
        ),
        (
            "Neue Moore\n\nDie Stadt legt Moore an.\n\nTreffpunkt: Naturmuseum Guben\nMoorweg 4\n15344 Guben\nTel.: 03561 55-12",
            "Neue Moore\n\nDie Stadt legt Moore an.\n\nLandkreis Nordmoor\nMoorweg 4\n15344 Guben\nTel.: 03561 55-12\n\nKlinikum Südmoor\nTorfweg 1\n15345 Forst\nTel.: 03562 55-12",
        ),
    ),
    Rule(
        "imprint.block",
        "The block that says who is responsible.",
        "Der Block, der die Verantwortlichen nennt.",
        (
            "Neue Moore\n\nDie Stadt legt Moore an.\n\nImpressum:Ministerium für MoorschutzPressestelleMoorweg 1215344 Guben",
        ),
        ("Neue Moore\n\nDie Stadt legt Moore an.",),
    ),
    Rule(
        "imprint.organisation",
        "House named in the imprint.",
        "Haus im Impressum.",
        (
            "Neue Moore\n\nDie Stadt legt Moore an.\n\nImpressum:Ministerium für MoorschutzPressestelleMoorweg 1215344 Guben",
        ),
        ("Neue Moore\n\nDie Stadt legt Moore an.\n\nImpressum:Verantwortlich:Uta Brandt",),
    ),
)

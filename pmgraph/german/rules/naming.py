"""Rules that read who and what is named: persons, bodies, offices, agreements, parties, topics, speech."""

from __future__ import annotations

from pmgraph.german.rules.declared import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "person.name",
        "First name, title or office makes a name.",
        "Vorname, Titel oder Amt machen den Namen.",
        ("Minister Jörn Ahlwardt kam.",),
        ("Der Minister kam mit Verständnis.",),
    ),
    Rule(
        "person.surname",
        "Surname of a person named in full elsewhere.",
        "Nachname einer anderswo voll genannten Person.",
        ("Minister Jörn Ahlwardt kam. Später ging Ahlwardt wieder.",),
        ("Minister Jörn Ahlwardt kam. Der Richter ging.",),
    ),
    Rule(
        "person.by-pronoun",
        "»Er« or »sie« for the only person of the sentence before.",
        "»Er« oder »sie« für die einzige Person des Satzes davor.",
        ("Landrat Gerd Kunze kam heute nach Guben. Dort unterzeichnete er den Moorvertrag.",),
        (
            "Landrat Gerd Kunze und Rektor Ole Storm kamen heute nach Guben. Dort unterzeichnete er den Moorvertrag.",
            "Landrat Gerd Kunze kam heute nach Guben. Dort unterzeichnete sie den Moorvertrag.",
        ),
    ),
    Rule(
        "person.by-office",
        "The only person named in this office stands for »der Minister«.",
        "Die einzige in diesem Amt genannte Person steht für »der Minister«.",
        ("Landrat Kai Brüning sprach. Der Landrat unterzeichnete danach die Moorvereinbarung.",),
        (
            "Landrat Kai Brüning und Landrat Ole Storm sprachen. Der Landrat unterzeichnete danach die Moorvereinbarung.",
        ),
    ),
    Rule(
        "body.head-noun",
        "Head noun of a body with its complement.",
        "Kopfnomen einer Stelle mit Ergänzung.",
        (
            "Der Landkreis Nordmoor hilft.",
            "Das Ministerium für Moorschutz hilft.",
        ),
        (
            "Ein Verein hilft.",
            "Die Innenstadt hilft.",
        ),
    ),
    Rule(
        "body.in-brackets",
        "Body in brackets behind a name.",
        "Stelle in Klammern hinter dem Namen.",
        ("Gerd Kunze (Moorverband Guben) und Ole Storm unterzeichneten den Moorvertrag.",),
        ("Gerd Kunze und Ole Storm unterzeichneten den Moorvertrag (Moorverband Guben).",),
    ),
    Rule(
        "body.planned-committee",
        "A committee that shall come to be.",
        "Ein Gremium, das entstehen soll.",
        ("Die Moorvereinbarung wurde heute unterzeichnet. Ein gemeinsamer Beirat soll sie begleiten.",),
        ("Die Moorvereinbarung wurde heute unterzeichnet. Der Beirat tagte.",),
    ),
    Rule(
        "role.before-name",
        "Office right before the name.",
        "Amt unmittelbar vor dem Namen.",
        ("Landrätin Wibke Ostermann kam.",),
        ("Wibke Ostermann kam zur Landrätin.",),
    ),
    Rule(
        "role.of-body-before-name",
        "Office and body before the name.",
        "Amt und Stelle vor dem Namen.",
        ("Der Präsident des Moorverbandes, Gerd Kunze, kam.",),
        ("Der Präsident des Moorverbandes kam.",),
    ),
    Rule(
        "role.plural-shared",
        "One plural office shared by several names.",
        "Ein Amt im Plural für mehrere Namen.",
        ("Die Geschäftsführer des Moorbundes, Gerd Kunze, sowie des Torfverbands, Ole Storm, kamen.",),
        ("Der Geschäftsführer des Moorbundes, Gerd Kunze, und Ole Storm kamen.",),
    ),
    Rule(
        "role.behind-name",
        "Office behind the name.",
        "Amt hinter dem Namen.",
        ("Gerd Kunze, Präsident des Moorverbandes, kam.",),
        ("Gerd Kunze kam, Präsident Ole Storm nicht.",),
    ),
    Rule(
        "role.before-rank",
        "Office with its body before a rank and the name.",
        "Funktion mit Stelle vor Amtsbezeichnung und Namen.",
        ("Der Leiter des Schulamtes Guben, Regierungsdirektor Gerd Kunze, kam.",),
        ("Der Leiter des Schulamtes Guben, Landrat Gerd Kunze und andere kamen.",),
    ),
    Rule(
        "role.as",
        "Office named with »als«.",
        "Amt mit »als« genannt.",
        ("Gerd Kunze als Beauftragter für Moore kam.",),
        ("Gerd Kunze kam früher als erwartet.",),
    ),
    Rule(
        "role.resort-compound",
        "An office compounded with a resort is held in the issuing ministry of that resort.",
        "Ein Amt mit Ressort im Wort wird im herausgebenden Ministerium dieses Ressorts ausgeübt.",
        (
            "Neue Moore\n\nFinanzstaatssekretär Gerd Kunze kam.\n\nImpressum:Ministerium der FinanzenPressestelleMoorweg 1215344 Guben",
        ),
        (
            "Neue Moore\n\nFinanzstaatssekretär Gerd Kunze kam.\n\nImpressum:Ministerium für VerkehrPressestelleMoorweg 1215344 Guben",
        ),
    ),
    Rule(
        "agreement.noun",
        "Noun of an agreement with its complement.",
        "Nomen einer Vereinbarung mit Ergänzung.",
        (
            "Die Rahmenvereinbarung über Moore gilt.",
            "Der Staatsvertrag gilt.",
        ),
        (
            "Der Mietvertrag gilt.",
            "Es gab eine Zusammenarbeit.",
        ),
    ),
    Rule(
        "agreement.listed",
        "One of several agreements in a list.",
        "Eine von mehreren aufgezählten Vereinbarungen.",
        ("Stadt und Kreis haben heute zwei Verträge unterzeichnet: einen über Torf, einen über Moos.",),
        ("Stadt und Kreis haben heute zwei Verträge unterzeichnet.",),
    ),
    Rule(
        "agreement.of-year",
        "Year that an agreement is named by.",
        "Jahr, nach dem eine Vereinbarung benannt ist.",
        (
            ": 12\nGuben, den 03.04.2012\n\nNeue Moore für die Stadt\n\nDie Stadt Guben legt Moore an. Die neue Moorvereinbarung wurde gestern unterzeichnet. Die erste Moorvereinbarung aus dem Jahr 2004 lief aus.",
        ),
        (
            ": 12\nGuben, den 03.04.2012\n\nNeue Moore für die Stadt\n\nDie Stadt Guben legt Moore an. Die Moorvereinbarung wurde gestern unterzeichnet.",
        ),
    ),
    Rule(
        "agreement.voluntary",
        "The agreement is called voluntary.",
        "Die Vereinbarung heißt freiwillig.",
        ("Die freiwillige Vereinbarung über Moore gilt.",),
        ("Die Vereinbarung über Moore gilt.",),
    ),
    Rule(
        "party.both-sides",
        "The two that »beide Seiten« means.",
        "Die zwei, die »beide Seiten« meint.",
        (
            "Der Landkreis Nordmoor und die Stadt Guben sind Nachbarn. Der Moorvertrag wurde heute von beiden Seiten unterzeichnet.",
        ),
        ("Der Moorvertrag wurde heute unterzeichnet.",),
    ),
    Rule(
        "party.next-sentence",
        "Subject of the sentence behind the signing that goes on about it.",
        "Subjekt des Satzes hinter der Unterzeichnung, der sie fortführt.",
        ("Heute ist ein Moorvertrag unterzeichnet worden. Hessen und Bayern verbinden darin ihre Moore.",),
        ("Heute ist ein Moorvertrag unterzeichnet worden. Hessen und Bayern sind schön.",),
    ),
    Rule(
        "party.subject",
        "Subject of a sentence that agrees or signs.",
        "Subjekt des Satzes, der vereinbart.",
        ("Der Landkreis Nordmoor und die Stadt Guben haben heute eine Moorvereinbarung unterzeichnet.",),
        ("Im Landkreis Nordmoor wurde heute eine Moorvereinbarung unterzeichnet.",),
    ),
    Rule(
        "party.title",
        "Subject of the headline that reports an agreement.",
        "Subjekt der Überschrift, die berichtet.",
        (
            "Landkreis Nordmoor und Stadt Guben schließen Moorvertrag\n\nDer Moorvertrag wurde heute unterzeichnet, und alle freuen sich sehr.",
        ),
        (
            "Landkreis Nordmoor besucht Stadt Guben\n\nDer Moorvertrag wurde heute unterzeichnet, und alle freuen sich sehr.",
        ),
    ),
    Rule(
        "party.among-signers",
        "A body named in a row with those who sign.",
        "Eine Stelle, die in einer Reihe mit den Unterzeichnenden steht.",
        ("Der Moorvertrag wurde heute unterzeichnet. Neu unter den Unterzeichnern ist der Moorverband Guben.",),
        (
            "Der Moorvertrag wurde heute unterzeichnet. Neu ist der Moorverband Guben.",
            "Der Moorvertrag wurde heute unterzeichnet. Partner des Museums sind:\n\n- die Stadt Guben\n- der Moorverband Spree",
        ),
    ),
    Rule(
        "party.list-item",
        "A body that an item of a list of signers or partners starts with.",
        "Eine Stelle, mit der ein Punkt einer Liste der Unterzeichnenden beginnt.",
        (
            "Der Moorvertrag wurde heute unterzeichnet. Partner der Vereinbarung sind:\n\n- die Stadt Guben\n- der Moorverband Spree",
            "Der Moorvertrag wurde heute unterzeichnet. Vertragspartner sind:\n- die Stadt Guben,\n- der Landkreis Nordmoor.",
            "Die Hochschulen haben heute den Moorvertrag unterzeichnet.\n\nBeteiligte Hochschulen:\n\nHochschule Guben\n\nHochschule Forst",
        ),
        ("Der Moorvertrag wurde heute unterzeichnet. Seine Ziele sind:\n- die Stadt Guben fördern,\n- Moore.",),
    ),
    Rule(
        "party.own-house",
        "The ministry or the Land that a signing minister acts for, where the text goes on about it.",
        "Ministerium oder Land, für das der unterzeichnende Minister handelt, wenn der Text davon spricht.",
        (
            "Umweltminister Gerd Kunze hat heute den Moorvertrag unterzeichnet. Das hessische Umweltministerium hilft mit.",
            "Umweltminister Gerd Kunze hat heute den Moorvertrag unterzeichnet. Das Land zahlt für die Moore in Hessen.",
        ),
        (
            "Umweltminister Gerd Kunze hat heute den Moorvertrag unterzeichnet. Im Land gibt es Moore.",
            "Bürgermeister Gerd Kunze hat heute den Moorvertrag unterzeichnet. Das Land zahlt für die Moore.",
        ),
    ),
    Rule(
        "party.terminates",
        "Subject of a clause that says that an agreement was terminated.",
        "Subjekt des Satzes, der die Kündigung einer Vereinbarung berichtet.",
        (
            "Die Stadt Guben kündigte den Moorvertrag.",
            "Der Moorvertrag ist von der Stadt Guben gekündigt worden.",
        ),
        ("Die Stadt Guben kündigte einen Moorvertrag an.", "Die Stadt Guben will den Moorvertrag kündigen."),
    ),
    Rule(
        "party.between",
        "Body in »zwischen … und« of the agreement's name.",
        "Stelle in »zwischen … und« des Namens.",
        ("Die Vereinbarung zwischen dem Landkreis Nordmoor und der Stadt Guben wurde heute unterzeichnet.",),
        ("Die Vereinbarung über Moore wurde heute unterzeichnet.",),
    ),
    Rule(
        "topic.wording",
        "Wording of a topic of the concept scheme.",
        "Wortlaut eines Themas des Begriffsschemas.",
        (),
        (),
    ),
    Rule(
        "service.named",
        "A digital service named with the article.",
        "Ein mit Artikel genannter digitaler Dienst.",
        ("Das Moorportal ist online.",),
        ("Ein Portal ist online.",),
    ),
    Rule(
        "speech.quote-then-speaker",
        "Quotation, then its speaker.",
        "Zitat, dann Sprecher.",
        ("„Das hilft allen“, sagte Gerd Kunze.",),
        ("Das hilft allen, und Gerd Kunze kam.",),
    ),
    Rule(
        "speech.speaker-then-quote",
        "Speaker, then the quotation.",
        "Sprecher, dann Zitat.",
        ("Gerd Kunze sagte: „Das hilft allen.“",),
        ("Gerd Kunze kam. „Das hilft allen“, sagte Ole Storm.",),
    ),
    Rule(
        "speech.continued",
        "A quotation that goes on with the same speaker.",
        "Fortgesetztes Zitat desselben Sprechers.",
        ("„Das hilft allen“, sagte Gerd Kunze. „Auch den Mooren.“",),
        ("„Das hilft allen“, sagte Gerd Kunze. Dann regnete es. „Auch den Mooren.“",),
    ),
    Rule(
        "speech.subjunctive",
        "Subjunctive after a quotation.",
        "Konjunktiv nach einem Zitat.",
        ("„Das hilft allen“, sagte Gerd Kunze. Auch den Mooren gehe es gut.",),
        ("„Das hilft allen“, sagte Gerd Kunze. Auch den Mooren geht es gut.",),
    ),
)

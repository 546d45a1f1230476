"""The error tree, the exit codes, and the catalogue of issue codes.

    PmgraphError
    ├── UsageError          wrong use, exit 2
    │   ├── ConfigError     pmgraph.toml, sidecar, register, record: names file:line
    │   ├── QueryError      a query that cannot be read or run
    │   └── AnswerTooLarge  an answer that its format cannot hold whole
    ├── DocumentError       one document cannot be read; the rest goes on
    └── StoreError          the graph on disk or a remote endpoint does not answer
        ├── StoreSlow       not within its time
        └── StoreBusy       it has too much to do, and says so

Findings in data are not errors: they are `Issue` values with a code of `CATALOGUE`.
"""

from __future__ import annotations

from dataclasses import dataclass

from pmgraph.model import Issue, Severity

EXIT_OK, EXIT_FINDINGS, EXIT_USAGE, EXIT_FAULT = 0, 1, 2, 3


class PmgraphError(Exception):
    """Base of every error that pmgraph raises on purpose. The text says what, where and the cure."""

    exit_code = EXIT_FAULT


class UsageError(PmgraphError):
    """The call or its configuration is wrong; nothing was done."""

    exit_code = EXIT_USAGE


class ConfigError(UsageError):
    """A hand-written file is wrong; `problems` holds one Issue for each place."""

    def __init__(self, problems: list[Issue]) -> None:
        self.problems = problems
        super().__init__("\n".join(f"{p.where}: {p.message} {p.cure}".rstrip() for p in problems))


class QueryError(UsageError):
    """A SPARQL query cannot be parsed or run."""


class AnswerTooLarge(UsageError):
    """An answer does not fit into its format; nothing of it was given, since a part is no answer."""


class StoreError(PmgraphError):
    """The graph on disk is missing or broken, or an endpoint does not answer."""

    exit_code = EXIT_USAGE


class StoreSlow(StoreError):
    """A remote endpoint does not answer within the time given."""


class StoreBusy(StoreError):
    """A remote endpoint has too much to do; `seconds` is when it wants to be asked again."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


class DocumentError(PmgraphError):
    """One document cannot be read; `issue` says why."""

    exit_code = EXIT_FINDINGS

    def __init__(self, issue: Issue) -> None:
        self.issue = issue
        super().__init__(f"{issue.where}: {issue.message}. {issue.cure}".rstrip(". ") + ".")


@dataclass(frozen=True, slots=True)
class IssueKind:
    """One code: its concept in `voc:`, its usual severity, its titles, and what to do about it."""

    code: str
    slug: str
    severity: Severity
    title_de: str
    title_en: str
    cure: str


_V, _W, _I = Severity.VIOLATION, Severity.WARNING, Severity.INFO

# fmt: off
CATALOGUE: dict[str, IssueKind] = {
    kind.code: kind
    for kind in (
        IssueKind("PM-DOC-001", "empty-document", _W, "Datei ist leer", "file is empty", "Fetch the release again or remove the file."),
        IssueKind("PM-DOC-002", "binary-document", _W, "Datei ist kein Text", "file is not text", "Convert it to text first."),
        IssueKind("PM-DOC-003", "legacy-encoding", _I, "Datei ist nicht UTF-8", "file is not UTF-8", "Nothing to do if umlauts read well; else save it as UTF-8."),
        IssueKind("PM-DOC-004", "undecodable", _W, "Zeichenkodierung unlesbar", "character encoding unreadable", "Save the file as UTF-8."),
        IssueKind("PM-DOC-005", "too-large", _W, "Datei ist zu groß", "file is too large", "Split it: one release a file."),
        IssueKind("PM-DOC-006", "not-a-release", _W, "keine Pressemitteilung", "not a press release", "Remove the file, or add the header that is missing."),
        IssueKind("PM-DOC-007", "duplicate-release", _I, "Mitteilung liegt mehrfach vor", "release received more than once", "Nothing to do: both addresses are kept."),
        IssueKind("PM-DOC-008", "same-number-other-text", _W, "gleiche Nummer, anderer Text", "same number, other text", "Check which of the two texts is the release."),
        IssueKind("PM-DOC-009", "sidecar-error", _W, "Begleitdatei ist fehlerhaft", "sidecar is wrong", "Correct the named key."),
        IssueKind("PM-DOC-010", "no-text-layer", _W, "PDF ohne Text", "PDF without text", "Run text recognition over it, or put its text into a file."),
        IssueKind("PM-DOC-011", "encrypted-document", _W, "Datei ist verschlüsselt", "file is encrypted", "Save it without a password."),
        IssueKind("PM-DOC-012", "damaged-file", _W, "Datei ist beschädigt", "file is damaged", "Fetch the file again."),
        IssueKind("PM-DOC-013", "unreadable-item", _W, "Eintrag einer Sammlung ist unlesbar", "item of a collection is unreadable", "Correct the item; the others were read."),
        IssueKind("PM-DOC-014", "main-text-unsure", _I, "Haupttext der Seite nicht abgegrenzt", "main text of the page not told apart", "Install `pmgraph[web]`, or describe the page in a profile of its portal."),
        IssueKind("PM-DOC-015", "near-duplicate", _I, "fast gleiche Mitteilungen", "releases nearly the same", "Compare the two; remove one if they are one release."),
        IssueKind("PM-DOC-016", "superseded-version", _I, "ältere Fassung einer Mitteilung", "earlier version of a release", "Nothing to do: the newer version is read."),
        IssueKind("PM-DOC-017", "no-address", _W, "Adresse eines Eintrags ist keine", "address of an item is none", "Correct it; the item was read without its address."),
        IssueKind("PM-DOC-018", "records-passed-over", _I, "Einträge eines Webarchivs ausgelassen", "records of a web archive passed over", "Nothing to do: they hold no page."),
        IssueKind("PM-TEXT-001", "encoding-damage", _I, "Zeichenverlust (Anführungszeichen und Gedankenstriche)", "character loss (quotation marks and dashes)", "Nothing to do: the text is read from a repaired copy."),
        IssueKind("PM-HEAD-001", "missing-number-label", _I, "Kopfzeile unvollständig", "header truncated", "Nothing to do if the number is right."),
        IssueKind("PM-HEAD-002", "no-date", _W, "Mitteilung ohne Datum", "release without date", "Add the address to the sidecar, or a record with the date."),
        IssueKind("PM-HEAD-003", "no-issuer", _W, "Herausgeber unbekannt", "issuer unknown", "Name the publisher in the sidecar."),
        IssueKind("PM-DATE-001", "impossible-date", _W, "Datum gibt es nicht", "date does not exist", "Check the date in the source."),
        IssueKind("PM-DATE-002", "weekday-conflict", _W, "Wochentag passt nicht zum Datum der Mitteilung", "weekday does not match the dateline", "Give the address of the release in its sidecar, or a record with the date."),
        IssueKind("PM-DATE-003", "date-conflict", _W, "Quellen nennen verschiedene Daten", "sources give different dates", "Decide by a record that cites a better source."),
        IssueKind("PM-DATE-004", "dateline-offset", _I, "Datum im Kopf weicht von der Adresse ab", "header date differs from the address", "Nothing to do: a rule of this portal explains it."),
        IssueKind("PM-DATE-005", "weekday-of-another-day", _I, "Wochentag passt nicht zum Datum daneben", "weekday does not match the date beside it", "Check in the source which of the two is meant."),
        IssueKind("PM-DATE-006", "signing-after-release", _W, "Unterzeichnung nach der Mitteilung", "signing after the release", "Check both dates in the source."),
        IssueKind("PM-SIGN-001", "signing-without-agreement", _W, "Unterzeichnung ohne erkannte Vereinbarung", "signing verb without an agreement", "Read the sentence; add a record if it is one."),
        IssueKind("PM-SIGN-002", "role-without-name", _I, "Funktion ohne Namen", "role without a name", "Read the sentence; add a record if the name is known."),
        IssueKind("PM-SIGN-003", "signing-not-understood", _W, "Unterzeichnung nicht verstanden", "signing not understood", "Read the sentence; add a record."),
        IssueKind("PM-EV-001", "quote-not-found", _W, "Beleg steht nicht an seiner Stelle", "quote not found at its offsets", "Report it: the fact was dropped."),
        IssueKind("PM-EXT-001", "extractor-failed", _W, "Erweiterung ist gescheitert", "extractor failed", "Report it to the makers of the extractor; the release was read without it."),
        IssueKind("PM-EXT-002", "extractor-answer-refused", _W, "Fund einer Erweiterung verworfen", "find of an extractor refused", "Report it to the makers of the extractor; its other finds were taken."),
        IssueKind("PM-REC-001", "record-error", _V, "Datensatz ist fehlerhaft", "record is wrong", "Correct the named field."),
        IssueKind("PM-REC-002", "record-joins-nothing", _W, "Datensatz nennt eine Vereinbarung, die keine Mitteilung nennt", "record names an agreement that no release names", "Compare the id with those of `pmgraph query q01`, or leave the id out."),
        IssueKind("PM-LINK-001", "same-name-not-joined", _I, "gleicher Name, nicht verbunden", "same name, not joined", "Look for a source that says in which body each of them is; add it as a record."),
        IssueKind("PM-LINK-002", "similar-body", _I, "vielleicht dieselbe Stelle", "perhaps the same body", "If a source says so, enter one row in the register with both names and that source."),
        IssueKind("PM-LINK-003", "similar-agreement", _I, "vielleicht dieselbe Vereinbarung", "perhaps the same agreement", "If a source says so, give both the same id or the same full name in their records."),
        IssueKind("PM-REG-001", "register-error", _V, "Register ist fehlerhaft", "register is wrong", "Correct the named cell."),
        IssueKind("PM-HARV-001", "harvest-disallowed", _I, "Abruf durch robots.txt untersagt", "disallowed by robots.txt", "Nothing to do: the host does not want it. Ask its operator for the releases."),
        IssueKind("PM-HARV-002", "harvest-robots-unknown", _W, "robots.txt nicht zu bekommen", "robots.txt cannot be had", "Harvest again later; until then the host is left alone."),
        IssueKind("PM-HARV-003", "harvest-failed", _W, "Seite nicht erhalten", "page not received", "Open the address in a browser; harvest again later."),
        IssueKind("PM-HARV-004", "harvest-gone", _W, "Seite wurde entfernt", "page was removed", "Nothing to do: the text received before stays."),
        IssueKind("PM-HARV-005", "harvest-too-large", _W, "Antwort ist zu groß", "answer is too large", "Raise max_bytes in pmgraph.toml if it is a release."),
        IssueKind("PM-HARV-006", "harvest-no-release", _W, "Antwort ist keine Pressemitteilung", "answer is no release", "Leave it out with --match."),
        IssueKind("PM-HARV-007", "harvest-other-host", _W, "führt zu einem anderen Server", "leads to another host", "Name that host with --allow if its pages are wanted."),
        IssueKind("PM-HARV-008", "harvest-redirects", _W, "Weiterleitungen ohne Ende", "redirects without end", "Open the address in a browser and harvest the one where it ends."),
        IssueKind("PM-HARV-009", "harvest-changed", _I, "Seite wurde geändert", "page was changed", "Nothing to do: both versions are kept."),
        IssueKind("PM-HARV-010", "harvest-no-links", _W, "Liste ohne passende Verweise", "list without fitting links", "Look at the list and give another --match."),
        IssueKind("PM-HARV-011", "harvest-list-unreadable", _W, "Liste ist unlesbar", "list is unreadable", "Give the address of a page, a feed or a sitemap."),
        IssueKind("PM-HARV-012", "harvest-put-off", _I, "Abruf unterbrochen", "harvest put off", "Run the same command again: it goes on where it stopped."),
        IssueKind("PM-HARV-013", "harvest-journal-error", _W, "Abrufprotokoll ist beschädigt", "harvest journal is damaged", "Nothing to do: pages of that line are asked for again."),
        IssueKind("PM-CONF-001", "config-error", _V, "Einstellung ist fehlerhaft", "setting is wrong", "Correct the named setting."),
        IssueKind("PM-CONF-002", "version-changed", _W, "Fassung wurde auf der Platte verändert", "version was changed on disk", "Nothing to do: this build writes it anew."),
        IssueKind("PM-CONF-003", "corpus-emptied", _V, "Korpus ist leer geworden", "corpus has become empty", "Put the corpus back, or build with --allow-empty."),
    )
}
# fmt: on

NOT_UNDERSTOOD = (
    "PM-SIGN-001", "PM-SIGN-003", "PM-SIGN-002", "PM-DATE-001", "PM-DATE-002", "PM-DATE-005", "PM-DATE-006", "PM-HEAD-002", "PM-HEAD-003",
)  # fmt: skip
"""The codes that say what of a release was not understood, the gravest first."""

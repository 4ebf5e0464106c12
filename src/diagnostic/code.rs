//! The names of all faults, each with its severity. A code is words that name the fault, so that
//! `allow: [{code: late-image, reason: …}]` reads well; each has a heading in docs/faults.md.

/// How grave a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site cannot be built until it is put right.
    Error,
    /// The site is built; `--strict` makes it an error.
    Warning,
    /// Worth knowing; counted by `build`, listed by `check`.
    Note,
}

impl Severity {
    /// The word printed before a diagnostic.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

use Severity::{Error, Note, Warning};

/// Which fault a diagnostic is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Code {
    /// Letters that are not UTF-8.
    NotUtf8,
    /// A control character.
    ControlCharacter,
    /// YAML that cannot be read.
    YamlSyntax,
    /// TOML that cannot be read.
    TomlSyntax,
    /// A paper or page without its `---` block.
    FrontMatter,
    /// A YAML anchor, alias, merge key or tag.
    YamlFeature,
    /// A key nobody knows.
    UnknownKey,
    /// A required key that is not there.
    MissingKey,
    /// A key given twice.
    DuplicateKey,
    /// A list, a map or a text where another of these belongs.
    WrongType,
    /// A value that a `#` cuts short.
    CutByHash,
    /// A key with nothing behind it.
    EmptyValue,
    /// A date that is none, or not written year first.
    BadDate,
    /// A word that is not one of the words allowed here.
    BadWord,
    /// An id or reference with letters that addresses cannot hold.
    BadId,
    /// A number that is none.
    BadNumber,
    /// An address, colour or language that is none.
    BadValue,
    /// A content file under a name that gives no id, or of an unknown kind.
    BadFileName,
    /// A file with more bytes than are read of its kind.
    FileTooLarge,
    /// A paper that does not exist.
    UnknownPaper,
    /// A plan that does not exist.
    UnknownPlan,
    /// An action or recommendation that its plan does not have.
    UnknownAction,
    /// A meeting that does not exist.
    UnknownMeeting,
    /// A resolution that its meeting does not have.
    UnknownResolution,
    /// Neither an owner nor a body.
    UnknownOwner,
    /// A body that does not exist.
    UnknownBody,
    /// A thread that does not exist.
    UnknownThread,
    /// A measure that its plan does not have.
    UnknownMeasure,
    /// A rating scheme or step that site.toml does not define.
    UnknownRating,
    /// An attachment that does not exist.
    UnknownFile,
    /// A paragraph, block or finding that the paper does not have.
    UnknownAnchor,
    /// A markdown link that is neither to a record nor to a web address.
    UnknownLink,
    /// An embedded view that does not exist or lacks an argument.
    BadEmbed,
    /// One id for two records.
    DuplicateId,
    /// One anchor for two places of a paper.
    DuplicateAnchor,
    /// Two records that would be written to one address.
    SameOutputPath,
    /// A name that Windows cannot hold.
    WindowsName,
    /// A site without any record.
    EmptySite,
    /// A record that nothing dates.
    NoBirthDate,
    /// Two updates of one item on one day that disagree.
    ContradictingUpdates,
    /// "Signed off" without a resolution that approves this item's completion.
    SignedOffWithoutResolution,
    /// One update of one item written twice.
    DuplicateUpdate,
    /// A resolution of a meeting that did not take place.
    ResolutionNotHeld,
    /// Records that replace, continue or supersede each other in a circle.
    CircularReference,
    /// An amendment of words that the record does not have.
    AmendmentDoesNotMatch,
    /// Work that was done after the word that tells of it.
    DoneAfterUpdate,
    /// A due date that is two years, where a financial or school year is likely meant.
    DueInTwoYears,
    /// A day on which it was done, of an item that nobody calls complete.
    DoneButOpen,
    /// Something named in a published record that is not published itself.
    CitesUnpublished,
    /// A decision that affects nothing known.
    ResolutionAffectsNothing,
    /// A decision on completion that no update follows.
    ResolutionNotFollowed,
    /// An update from before its item existed.
    UpdateBeforeBirth,
    /// An update, round or figure dated after today.
    FutureUpdate,
    /// A meeting held after today.
    FutureMeeting,
    /// A due date before the start.
    DueBeforeStart,
    /// A due date put off without a reason.
    SlippageWithoutReason,
    /// A meeting whose papers were published too late.
    ShortNotice,
    /// Progress on a recommendation that was rejected.
    UpdateOnRejected,
    /// Superseded, without saying by what.
    SupersededIntoNothing,
    /// A rating that means good on an overdue item.
    GoodRatingButOverdue,
    /// Completion that no published evidence stands behind.
    CompleteWithoutEvidence,
    /// A recurring action that nobody spoke of for long.
    RecurringWithoutUpdate,
    /// An inspection's finding that no plan answers.
    FindingWithoutAction,
    /// A recommendation that nothing answers.
    RecommendationWithoutAction,
    /// A commitment that nobody is said to own.
    ActionWithoutOwner,
    /// A commitment without any date.
    ActionWithoutDate,
    /// A measure without a figure.
    MeasureWithoutFigure,
    /// Evidence stated, and no source that could be it.
    EvidenceWithoutSource,
    /// An update that cites a resolution passed after it.
    UpdateBeforeResolution,
    /// A resolution whose effect is the contrary of its verbs.
    EffectContradictsVerb,
    /// A paper dated after today.
    FuturePaper,
    /// A site that is read at a day after today.
    FutureAsAt,
    /// What is dated after the day the site is read at.
    LaterThanAsAt,
    /// A key that became part of the text above it.
    SwallowedKey,
    /// A template that cannot be parsed or rendered.
    TemplateError,
    /// HTML in markdown, shown as text.
    RawHtml,
    /// Lists, quotes or marks nested deeper than any paper needs.
    TooDeep,
    /// A page, or the text of one, that is too large to be read.
    PageTooLarge,
    /// An attachment that a browser would run as a program.
    UnsafeAttachment,
    /// A picture in SVG with more in it than a drawing.
    UnsafeSvg,
    /// An anchor or finding with a name that the pages themselves use.
    ReservedAnchor,
    /// Two papers, pages, plans or meetings with one title.
    DuplicateTitle,
    /// A heading more than one level below the one before.
    SkippedHeading,
    /// A picture without words for those who cannot see it.
    ImageWithoutText,
    /// A link whose words do not say where it leads.
    VagueLink,
    /// Paragraph numbers that go back, or leave some out.
    NumberOutOfOrder,
    /// A numbered paragraph that is read as part of the one above.
    SwallowedNumber,
    /// A live view where none can stand, shown as it was written.
    StrayEmbed,
    /// A link that markdown does not read as one.
    MisspeltLink,
    /// An attachment that no text links to.
    UnlinkedFile,
    /// A sign of markdown that is a little off, and shown as it was written.
    MisspeltSign,
    /// A silenced code that did not occur.
    UnusedAllow,
    /// A due date before the record existed.
    DueBeforeBirth,
    /// A site without an accessibility statement.
    NoAccessibilityStatement,
    /// An accessibility statement without an answer that it must give.
    IncompleteStatement,
    /// A site said to be fully accessible, with something listed that is not.
    ComplianceContradicted,
    /// A name that is no success criterion of WCAG 2.2.
    UnknownCriterion,
    /// A statement reviewed before it was prepared.
    ReviewedBeforePrepared,
    /// A statement dated after today.
    FutureStatement,
    /// A statement last reviewed over a year ago.
    StatementNotReviewed,
    /// A day by which something was to be mended, and that is over.
    FixDatePassed,
    /// A colour of the council that is too light to read on the page.
    LowContrast,
    /// A logo that is no picture.
    LogoNotAPicture,
}

/// Every code with its word and severity, in the order of the enum.
pub(crate) const TABLE: &[(Code, &str, Severity)] = &[
    (Code::NotUtf8, "not-utf-8", Error),
    (Code::ControlCharacter, "control-character", Error),
    (Code::YamlSyntax, "yaml-syntax", Error),
    (Code::TomlSyntax, "toml-syntax", Error),
    (Code::FrontMatter, "front-matter", Error),
    (Code::YamlFeature, "yaml-feature", Error),
    (Code::UnknownKey, "unknown-key", Error),
    (Code::MissingKey, "missing-key", Error),
    (Code::DuplicateKey, "duplicate-key", Error),
    (Code::WrongType, "wrong-type", Error),
    (Code::CutByHash, "cut-by-hash", Error),
    (Code::EmptyValue, "empty-value", Error),
    (Code::BadDate, "bad-date", Error),
    (Code::BadWord, "bad-word", Error),
    (Code::BadId, "bad-id", Error),
    (Code::BadNumber, "bad-number", Error),
    (Code::BadValue, "bad-value", Error),
    (Code::BadFileName, "bad-file-name", Error),
    (Code::FileTooLarge, "file-too-large", Error),
    (Code::UnknownPaper, "unknown-paper", Error),
    (Code::UnknownPlan, "unknown-plan", Error),
    (Code::UnknownAction, "unknown-action", Error),
    (Code::UnknownMeeting, "unknown-meeting", Error),
    (Code::UnknownResolution, "unknown-resolution", Error),
    (Code::UnknownOwner, "unknown-owner", Error),
    (Code::UnknownBody, "unknown-body", Error),
    (Code::UnknownThread, "unknown-thread", Error),
    (Code::UnknownMeasure, "unknown-measure", Error),
    (Code::UnknownRating, "unknown-rating", Error),
    (Code::UnknownFile, "unknown-file", Error),
    (Code::UnknownAnchor, "unknown-anchor", Error),
    (Code::UnknownLink, "unknown-link", Error),
    (Code::BadEmbed, "bad-embed", Error),
    (Code::DuplicateId, "duplicate-id", Error),
    (Code::DuplicateAnchor, "duplicate-anchor", Error),
    (Code::SameOutputPath, "same-output-path", Error),
    (Code::WindowsName, "windows-name", Error),
    (Code::EmptySite, "empty-site", Error),
    (Code::NoBirthDate, "no-birth-date", Error),
    (Code::ContradictingUpdates, "contradicting-updates", Error),
    (Code::SignedOffWithoutResolution, "signed-off-without-resolution", Error),
    (Code::DuplicateUpdate, "duplicate-update", Warning),
    (Code::ResolutionNotHeld, "resolution-not-held", Error),
    (Code::CircularReference, "circular-reference", Error),
    (Code::AmendmentDoesNotMatch, "amendment-does-not-match", Error),
    (Code::DoneAfterUpdate, "done-after-update", Error),
    (Code::DueInTwoYears, "due-in-two-years", Warning),
    (Code::DoneButOpen, "done-but-open", Warning),
    (Code::CitesUnpublished, "cites-unpublished", Warning),
    (Code::ResolutionAffectsNothing, "resolution-affects-nothing", Note),
    (Code::ResolutionNotFollowed, "resolution-not-followed", Warning),
    (Code::UpdateBeforeBirth, "update-before-birth", Warning),
    (Code::FutureUpdate, "future-update", Warning),
    (Code::FutureMeeting, "future-meeting", Warning),
    (Code::DueBeforeStart, "due-before-start", Warning),
    (Code::SlippageWithoutReason, "slippage-without-reason", Warning),
    (Code::ShortNotice, "short-notice", Warning),
    (Code::UpdateOnRejected, "update-on-rejected", Warning),
    (Code::SupersededIntoNothing, "superseded-into-nothing", Warning),
    (Code::GoodRatingButOverdue, "good-rating-but-overdue", Warning),
    (Code::CompleteWithoutEvidence, "complete-without-evidence", Note),
    (Code::RecurringWithoutUpdate, "recurring-without-update", Note),
    (Code::FindingWithoutAction, "finding-without-action", Note),
    (Code::RecommendationWithoutAction, "recommendation-without-action", Note),
    (Code::ActionWithoutOwner, "action-without-owner", Note),
    (Code::ActionWithoutDate, "action-without-date", Note),
    (Code::MeasureWithoutFigure, "measure-without-figure", Note),
    (Code::EvidenceWithoutSource, "evidence-without-source", Warning),
    (Code::UpdateBeforeResolution, "update-before-resolution", Warning),
    (Code::EffectContradictsVerb, "effect-contradicts-verb", Warning),
    (Code::FuturePaper, "future-paper", Warning),
    (Code::FutureAsAt, "future-as-at", Warning),
    (Code::LaterThanAsAt, "later-than-as-at", Note),
    (Code::SwallowedKey, "swallowed-key", Warning),
    (Code::TemplateError, "template-error", Error),
    (Code::RawHtml, "raw-html", Warning),
    (Code::TooDeep, "too-deep", Error),
    (Code::PageTooLarge, "page-too-large", Error),
    (Code::UnsafeAttachment, "unsafe-attachment", Error),
    (Code::UnsafeSvg, "unsafe-svg", Error),
    (Code::ReservedAnchor, "reserved-anchor", Error),
    (Code::DuplicateTitle, "duplicate-title", Warning),
    (Code::SkippedHeading, "skipped-heading", Warning),
    (Code::ImageWithoutText, "image-without-text", Warning),
    (Code::VagueLink, "vague-link", Warning),
    (Code::NumberOutOfOrder, "number-out-of-order", Warning),
    (Code::SwallowedNumber, "swallowed-number", Warning),
    (Code::StrayEmbed, "stray-embed", Warning),
    (Code::MisspeltLink, "misspelt-link", Warning),
    (Code::UnlinkedFile, "unlinked-file", Note),
    (Code::MisspeltSign, "misspelt-sign", Warning),
    (Code::UnusedAllow, "unused-allow", Warning),
    (Code::DueBeforeBirth, "due-before-birth", Note),
    (Code::NoAccessibilityStatement, "no-accessibility-statement", Note),
    (Code::IncompleteStatement, "incomplete-statement", Error),
    (Code::ComplianceContradicted, "compliance-contradicted", Error),
    (Code::UnknownCriterion, "unknown-criterion", Error),
    (Code::ReviewedBeforePrepared, "reviewed-before-prepared", Error),
    (Code::FutureStatement, "future-statement", Warning),
    (Code::StatementNotReviewed, "statement-not-reviewed", Warning),
    (Code::FixDatePassed, "fix-date-passed", Warning),
    (Code::LowContrast, "low-contrast", Warning),
    (Code::LogoNotAPicture, "logo-not-a-picture", Error),
];

impl Code {
    /// All codes, in a fixed order.
    pub fn all() -> impl Iterator<Item = Code> {
        TABLE.iter().map(|(code, _, _)| *code)
    }

    /// The words that name the fault, such as `bad-date`.
    pub fn word(self) -> &'static str {
        TABLE[self as usize].1
    }

    /// Whether it stops a build.
    pub fn severity(self) -> Severity {
        TABLE[self as usize].2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_stands_in_the_order_of_the_enum() {
        for (position, (code, _, _)) in TABLE.iter().enumerate() {
            assert_eq!(*code as usize, position, "{code:?}");
        }
    }
}

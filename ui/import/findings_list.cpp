#include "ui/import/findings_list.h"

#include "qbase/convert.h"
#include "ui/kit/breakable.h"
#include "ui/kit/figure_box.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QTextBoundaryFinder>
#include <QTextDocument>
#include <QVBoxLayout>

#include <algorithm>

namespace audience::ui {

using Effect = service::ImportFinding::Effect;

namespace {

constexpr int kShownFindings = 40; // a file of 2,000 repeated column names is said in a few lines
constexpr int kShownOfName = 60;   // of a heading of 3,000 characters; the tooltip has it all

// "A very long head…its end", cut between characters.
QString shortName(const QString &name) {
    if (name.size() <= kShownOfName)
        return name;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, name);
    finder.setPosition(kShownOfName / 2);
    const auto head = finder.isAtBoundary() ? finder.position() : finder.toPreviousBoundary();
    finder.setPosition(name.size() - kShownOfName / 2 + 1);
    const auto tail = finder.isAtBoundary() ? finder.position() : finder.toNextBoundary();
    return name.left(head) + QChar(0x2026) + name.mid(tail);
}

// A tooltip breaks between words only: one of 3,000 characters would be wider than any screen.
QString forTooltip(const QString &text) {
    return Qt::convertFromPlainText(breakable(text, kShownOfName));
}

QString findingWords(const service::ImportFinding &finding, const std::vector<std::pair<std::string, std::string>> &args) {
    const QString text = sentence(finding.id, args);
    const bool namesColumn = finding.effect == Effect::LeftOut && !args.empty() && !args.front().second.empty();
    return namesColumn ? FindingsList::tr("%1 Column %2.").arg(text, plainName(args.front().second)) : text;
}

QString effectWords(const service::ImportFinding &finding) {
    switch (finding.effect) {
    case Effect::LeftOut: return FindingsList::tr("These rows are left out");
    case Effect::LastCounts: return FindingsList::tr("The last row counts");
    case Effect::NotEmailed: return FindingsList::tr("Kept, but not emailed");
    case Effect::Repaired: return FindingsList::tr("Kept, damaged characters shown as \uFFFD");
    case Effect::NoConsent: return FindingsList::tr("Kept, without consent");
    case Effect::Waiting: return FindingsList::tr("Kept, counts once they are there");
    case Effect::Renamed: return FindingsList::tr("Kept under that name");
    case Effect::None: break;
    }
    return {};
}

// "Row 9: 7,gina@example.org"
QString exampleWords(const service::ImportFinding &finding) {
    QString example = toQString(finding.example).simplified();
    if (example.size() > 120)
        example = example.left(119) + QChar(0x2026);
    if (example.isEmpty())
        return {};
    return finding.row > 0 ? FindingsList::tr("Row %1: %2").arg(formatNumber(finding.row), example) : FindingsList::tr("For example %1").arg(example);
}

// The column most worth a word: with gaps, and still mostly filled.
const service::SurveyedColumn *gapsIn(const service::ImportFindings &found, const ImportChoices &choices) {
    const service::SurveyedColumn *most = nullptr;
    for (const auto &column : found.columns) {
        const std::string &name = column.field.name;
        if (name == choices.spec.key || name == choices.spec.email || name == choices.spec.consent || column.empty == 0 || column.empty * 2 > found.kept)
            continue;
        if (!most || column.empty > most->empty)
            most = &column;
    }
    return most;
}

} // namespace

FiguresRow::FiguresRow(QWidget *parent) : QFrame(parent) {
    setObjectName(QStringLiteral("importFigures"));
    setProperty("role", QStringLiteral("card"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::kPage, space::kMedium, space::kPage, space::kMedium);
    row->setSpacing(32);
    m_rows = new FigureBox(QStringLiteral("foundRows"), tr("People"), FigureBox::Size::Medium, this);
    m_duplicates = new FigureBox(QStringLiteral("foundDuplicates"), tr("Duplicates"), FigureBox::Size::Medium, this);
    m_gaps = new FigureBox(QStringLiteral("foundGaps"), tr("Without a value"), FigureBox::Size::Medium, this);
    m_reach = new FigureBox(QStringLiteral("foundReach"), tr("Can be emailed"), FigureBox::Size::Medium, this);
    m_known = new FigureBox(QStringLiteral("foundKnown"), tr("By people you know"), FigureBox::Size::Medium, this);
    for (FigureBox *box : {m_rows, m_known, m_duplicates, m_gaps, m_reach})
        row->addWidget(box, 0, Qt::AlignTop);
    row->addStretch(1);
    forget();
}

void FiguresRow::forget() {
    for (FigureBox *box : {m_rows, m_known, m_duplicates, m_gaps, m_reach})
        box->setFigure(QStringLiteral("…"));
}

void FiguresRow::fill(const service::ImportFindings &found, const ImportChoices &choices) {
    QString beside;
    if (found.existing > 0) {
        const std::int64_t there = std::min(found.replaced, found.added);
        beside = choices.spec.mode == store::WriteMode::Replace
                     ? tr("instead of %1").arg(formatNumber(found.existing))
                     : tr("%1 new, %2 updated").arg(formatNumber(found.added - there), formatNumber(found.updated));
    } else if (found.rejected > 0) {
        beside = tr("of %1 rows").arg(formatNumber(found.rows));
    }
    m_rows->setName(choices.isPeople() ? tr("People") : choices.isEvents() ? tr("Things people did") : tr("Rows"));
    m_rows->setFigure(formatNumber(found.added), beside);
    m_known->setVisible(found.ofKnownPeople.has_value());
    if (found.ofKnownPeople)
        m_known->setFigure(formatNumber(*found.ofKnownPeople));
    m_duplicates->setVisible(!choices.isEvents());
    m_duplicates->setFigure(formatNumber(found.duplicates));
    const service::SurveyedColumn *gaps = gapsIn(found, choices);
    m_gaps->setVisible(gaps != nullptr);
    if (gaps) {
        m_gaps->setName(tr("Without %1").arg(shortName(plainName(gaps->field.name))));
        m_gaps->setFigure(formatNumber(gaps->empty));
    }
    m_reach->setVisible(choices.isPeople());
    const bool all = choices.agreement == Agreement::Everybody;
    const std::int64_t reach = all ? found.canBeEmailedIfAll : found.canBeEmailed;
    m_reach->setFigure(formatNumber(reach), reach == 0 && found.withAddress > 0 ? tr("%1 have an address").arg(formatNumber(found.withAddress)) : QString());
}

FindingsList::FindingsList(QWidget *parent) : QFrame(parent) {
    setObjectName(QStringLiteral("importFindings"));
    setProperty("role", QStringLiteral("card"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kPage, space::kMedium, space::kPage, space::kMedium);
    layout->setSpacing(space::kSmall);
    layout->addWidget(makeLabel(tr("Worth knowing"), "strong", this));
    m_rows = makeColumn(space::kSmall);
    layout->addLayout(m_rows);
    layout->addStretch(1);
}

void FindingsList::forget() {
    clearLayout(m_rows);
    m_rows->addWidget(makeLabel(tr("The whole file is being read…"), "secondary", this));
}

void FindingsList::addRow(const service::ImportFinding &finding) {
    auto *row = new QWidget(this);
    row->setObjectName(QStringLiteral("finding_") + toQString(finding.id));
    row->setFocusPolicy(Qt::TabFocus);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kMedium);
    const bool costs = finding.effect == Effect::LeftOut;
    layout->addWidget(makeIcon(costs ? "triangle-alert" : "info", costs ? Tone::Warning : Tone::Neutral, 14, row), 0, Qt::AlignTop);
    QLabel *count = makeLabel(finding.count > 0 ? formatNumber(finding.count) : QString(), "strong", row);
    count->setMinimumWidth(48);
    count->setAlignment(Qt::AlignTop | Qt::AlignTrailing);
    layout->addWidget(count);
    auto *words = makeColumn(2);
    auto shortArgs = finding.args;
    for (auto &[name, value] : shortArgs)
        value = toUtf8(shortName(toQString(value)));
    const QString text = findingWords(finding, shortArgs);
    QLabel *what = makeLabel(text, "body", row);
    if (shortArgs != finding.args)
        what->setToolTip(forTooltip(findingWords(finding, finding.args)));
    what->setTextFormat(Qt::PlainText);
    what->setWordWrap(true);
    words->addWidget(what);
    if (const QString example = exampleWords(finding); !example.isEmpty()) {
        QLabel *label = makeLabel(example, "secondary", row);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        words->addWidget(label);
    }
    layout->addLayout(words, 1);
    QLabel *effect = makeLabel(effectWords(finding), "secondary", row);
    effect->setAlignment(Qt::AlignTop | Qt::AlignTrailing);
    layout->addWidget(effect);
    row->setAccessibleName(tr("%1 %2 %3").arg(count->text(), text, effect->text()).simplified());
    m_rows->addWidget(row);
}

void FindingsList::fill(const service::ImportFindings &found) {
    clearLayout(m_rows);
    if (found.findings.empty()) {
        m_rows->addWidget(makeLabel(tr("Nothing is wrong: every row can be kept as it stands."), "secondary", this));
        return;
    }
    const int shown = std::min(kShownFindings, int(found.findings.size()));
    for (int i = 0; i < shown; ++i)
        addRow(found.findings[std::size_t(i)]);
    if (int(found.findings.size()) > shown)
        m_rows->addWidget(makeLabel(tr("And %1 more of the same kind.").arg(formatNumber(int(found.findings.size()) - shown)), "secondary", this));
}

} // namespace audience::ui

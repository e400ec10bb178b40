#include "ui/import/import_after.h"

#include "qbase/convert.h"
#include "ui/kit/notice.h"
#include "ui/kit/table_model.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace audience::ui {

static constexpr int kCellText = 200;

ImportAfter::ImportAfter(QWidget *parent) : QWidget(parent) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    layout->setSpacing(space::kMedium);
    m_done = new Notice(QStringLiteral("importDone"), this);
    layout->addWidget(m_done);
    m_meaning = new Notice(QStringLiteral("importMeaning"), this);
    layout->addWidget(m_meaning);
    layout->addWidget(makeLabel(tr("What now?"), "strong", this));
    auto *row = makeRow();
    m_next = makeButton(QStringLiteral("importNext"), tr("The next file"), "primary", nullptr, this);
    m_rowsNow = makeButton(QStringLiteral("importSeeRows"), tr("See the rows"), "primary", "table", this);
    m_segmentNow = makeButton(QStringLiteral("importMakeSegment"), tr("Make a segment"), "", "users", this);
    for (QPushButton *button : {m_next, m_rowsNow, m_segmentNow})
        row->addWidget(button);
    row->addStretch(1);
    layout->addLayout(row);
    connect(m_next, &QPushButton::clicked, this, &ImportAfter::nextWanted);
    connect(m_rowsNow, &QPushButton::clicked, this, &ImportAfter::rowsWanted);
    connect(m_segmentNow, &QPushButton::clicked, this, &ImportAfter::segmentWanted);
    connect(m_done, &Notice::actionWanted, this, &ImportAfter::undoWanted);
    connect(m_meaning, &Notice::actionWanted, this, &ImportAfter::meaningWanted);
    m_rejectsTitle = makeLabel(tr("The first rows that were left out"), "strong", this);
    layout->addWidget(m_rejectsTitle);
    m_rejects = new TableModel(this);
    m_rejectsView = new TableView(QStringLiteral("importRejects"), tr("Rows that were left out"), this);
    m_rejectsView->setProperty("role", QStringLiteral("plain"));
    m_rejectsView->setModel(m_rejects);
    layout->addWidget(m_rejectsView, 1);
    layout->addStretch(0);
}

QString ImportAfter::tell(const ImportOutcome &outcome, const ImportChoices &choices, const service::ImportFindings &found, bool isLast) {
    const ingest::ImportReport &report = outcome.report;
    const int count = int(qMin<std::int64_t>(report.added, 2'000'000'000));
    QString kept = choices.isPeople() ? tr("%n people are in the workspace", nullptr, count) : tr("%n rows are in the workspace", nullptr, count);
    kept.replace(QString::number(count), formatNumber(count));
    QStringList more;
    const auto add = [&](const QString &words, std::int64_t figure) {
        if (figure > 0)
            more << words.arg(formatNumber(figure));
    };
    if (choices.spec.mode != store::WriteMode::Replace)
        add(tr("%1 updated"), found.updated);
    if (report.duplicates > 0)
        more << tr("%n duplicates", nullptr, int(report.duplicates));
    add(tr("%1 left out"), report.rejected);
    add(tr("%1 agreed to emails"), report.consented);
    add(tr("%1 without consent"), report.notConsented);
    if (report.consented + report.notConsented + report.withdrawn > 0)
        add(tr("%1 say nothing about consent"), report.kept - report.duplicates - report.consented - report.notConsented - report.withdrawn);
    add(tr("%1 unsubscribed"), report.withdrawn);
    if (found.ofKnownPeople)
        more << (*found.ofKnownPeople == report.kept ? tr("all belong to people you know")
                                                     : tr("%Ln of them belong to people you know", nullptr, int(*found.ofKnownPeople)));
    m_done->say(Tone::Good, kept, more.join(QStringLiteral(" · ")), report.undo ? tr("Undo") : QString());
    showMeaning(outcome);
    showRejects(report);
    m_next->setVisible(!isLast);
    setRole(m_rowsNow, isLast ? "primary" : "");
    return kept;
}

void ImportAfter::showTakenBack() {
    m_done->say(Tone::Accent, tr("The import was taken back; the workspace is as it was before."), {});
}

void ImportAfter::showRejects(const ingest::ImportReport &report) {
    TableRows rows;
    for (const auto &reject : report.rejects)
        rows.append({formatNumber(reject.row), hasSentence(reject.reason) ? sentence(reject.reason, {{"column", reject.column}}) : plainName(reject.reason),
                     toQString(reject.column), toQString(reject.raw).left(kCellText)});
    m_rejectsTitle->setVisible(!rows.isEmpty());
    m_rejectsView->setVisible(!rows.isEmpty());
    m_rejects->setRows({{tr("Row"), true}, {tr("Why")}, {tr("Column")}, {tr("As it stands")}}, rows);
    m_rejectsView->fitColumns(360);
}

// The rows are in; what they mean could not be saved, most often because somebody else saved it meanwhile.
void ImportAfter::showMeaning(const ImportOutcome &outcome) {
    if (outcome.basis)
        return m_meaning->say(Tone::Warning, tr("The rows are in, but why you may write to these people was not kept."), sentence(*outcome.basis), tr("Try again"));
    if (!outcome.definition)
        return m_meaning->say(Tone::Warning, tr("The rows are in, but what you said about purchases and consent was not kept."),
                              outcome.definition.error().id == "definition.stale" ? tr("Somebody else changed it meanwhile; keeping yours takes the place of theirs.")
                                                                                  : sentence(outcome.definition.error()),
                              tr("Keep it now"));
    m_meaning->clear();
}

void ImportAfter::showMeaningKept(const Result<ImportOutcome> &outcome) {
    ImportOutcome failed;
    if (!outcome)
        failed.definition = outcome.error();
    showMeaning(outcome ? *outcome : failed);
    if (outcome && outcome->definition && !outcome->basis)
        m_meaning->say(Tone::Good, tr("What you said about purchases and consent is kept now."), {});
}

void ImportAfter::focusFirst() {
    (m_next->isVisibleTo(this) ? m_next : m_rowsNow)->setFocus();
}

} // namespace audience::ui

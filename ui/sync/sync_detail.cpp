#include "ui/sync/sync_detail.h"

#include "qbase/convert.h"
#include "ui/kit/card.h"
#include "ui/kit/chart_view.h"
#include "ui/kit/column_fit.h"
#include "ui/kit/figure_box.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/list_rows.h"
#include "ui/kit/measure.h"
#include "ui/kit/notice.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/zoned.h"
#include "ui/sources/fresh_words.h"
#include "ui/text/sentences.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QProgressBar>
#include <QScrollArea>

#include <algorithm>

namespace audience::ui {

using sync::RunState;
using sync::SyncRun;

namespace {

constexpr int kChartHeight = 180, kRunsHeight = 200, kRejectsHeight = 220;
constexpr std::size_t kRejectsShown = 2'000;

double secondsOf(const SyncRun &run) { return run.finishedAt ? double((*run.finishedAt - run.startedAt).count()) / double(kMicrosPerSecond) : 0; }

constexpr std::string_view kSetBack = "sync.cursor_set_back";

struct Words {
    Q_DECLARE_TR_FUNCTIONS(audience::ui::SyncDetail)
};

// What a run asked for.
QString whatWord(const SyncRun &run) {
    return run.isRetry() ? Words::tr("Refused rows") : run.mode == "full" ? Words::tr("Everything") : Words::tr("What changed");
}

Tone toneOf(RunState state) {
    return state == RunState::Done ? Tone::Good : state == RunState::Failed || state == RunState::Interrupted ? Tone::Bad : state == RunState::Running ? Tone::Accent : Tone::Neutral;
}

} // namespace

SyncDetail::SyncDetail(QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("syncDetail"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *inside = new QWidget;
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    column->setSpacing(space::kMedium);
    m_notice = new Notice(QStringLiteral("syncNotice"), inside);
    column->addWidget(m_notice);
    connect(m_notice, &Notice::actionWanted, this, [this] { Q_EMIT runWanted(m_wantsEverything, m_wantsRemoval); });
    makeFigures(column);
    makeProgress(column);
    makeDrift(column);
    makeRuns(column);
    makeRejects(column);
    column->addStretch(1);
    layout->addWidget(makeScroll(QStringLiteral("syncScroll"), measured(inside, Measure::Page), this));
}

void SyncDetail::makeFigures(QBoxLayout *column) {
    auto *card = new Card({}, this);
    m_from = makeLabel({}, "secondary", card);
    m_from->setObjectName(QStringLiteral("syncFrom"));
    m_from->setWordWrap(true);
    auto *figures = new FlowLayout(nullptr, space::kPage * 2, space::kMedium);
    m_fresh = new FigureBox(QStringLiteral("syncFresh"), tr("Data from"), FigureBox::Size::Medium, card);
    m_rows = new FigureBox(QStringLiteral("syncRows"), tr("Rows here"), FigureBox::Size::Medium, card);
    m_last = new FigureBox(QStringLiteral("syncLast"), tr("Last run"), FigureBox::Size::Medium, card);
    m_month = new FigureBox(QStringLiteral("syncMonth"), tr("This month"), FigureBox::Size::Medium, card);
    m_checks = new FigureBox(QStringLiteral("syncChecks"), tr("Checks"), FigureBox::Size::Medium, card);
    for (FigureBox *box : {m_fresh, m_rows, m_last, m_month, m_checks})
        figures->addWidget(box);
    m_checks->setOpens(true);
    connect(m_checks, &FigureBox::opened, this, &SyncDetail::checksWanted);
    m_rows->setOpens(true);
    connect(m_rows, &FigureBox::opened, this, &SyncDetail::dataWanted);
    card->body()->addLayout(figures);
    card->body()->addWidget(m_from);
    m_notes = makeLabel({}, "secondary", card);
    m_notes->setObjectName(QStringLiteral("syncNotes"));
    m_notes->setWordWrap(true);
    card->body()->addWidget(m_notes);
    column->addWidget(card);
}

void SyncDetail::makeProgress(QBoxLayout *column) {
    m_progress = new Card(tr("Bringing over"), this);
    m_progress->setObjectName(QStringLiteral("syncProgress"));
    auto *stop = makeButton(QStringLiteral("syncStop"), tr("Stop"), "", nullptr, this);
    stop->setAccessibleName(tr("Stop this run"));
    m_progress->addAction(stop);
    connect(stop, &QPushButton::clicked, this, &SyncDetail::stopWanted);
    m_bar = new QProgressBar(m_progress);
    m_bar->setAccessibleName(tr("How far it is"));
    m_running = makeLabel({}, "secondary", m_progress);
    m_running->setObjectName(QStringLiteral("syncRunning"));
    m_running->setWordWrap(true);
    m_progress->body()->addWidget(m_bar);
    m_progress->body()->addWidget(m_running);
    m_progress->hide();
    column->addWidget(m_progress);
}

void SyncDetail::makeDrift(QBoxLayout *column) {
    m_drift = new Card(tr("The table has changed"), this);
    m_drift->setObjectName(QStringLiteral("syncDrift"));
    m_changes = new ListRows(QStringLiteral("syncChanges"), tr("What changed in the table"), m_drift);
    m_changes->setWrapping(true);
    m_drift->body()->addWidget(m_changes);
    auto *buttons = new FlowLayout(nullptr, space::kSmall);
    m_accept = makeButton(QStringLiteral("syncAccept"), tr("Take the table as it is now"), "", nullptr, m_drift);
    m_leaveOut = makeButton(QStringLiteral("syncLeaveOut"), tr("Leave the new columns out"), "", nullptr, m_drift);
    buttons->addWidget(m_accept);
    buttons->addWidget(m_leaveOut);
    m_drift->body()->addLayout(buttons);
    connect(m_accept, &QPushButton::clicked, this, &SyncDetail::acceptWanted);
    connect(m_leaveOut, &QPushButton::clicked, this, &SyncDetail::leaveOutWanted);
    m_drift->hide();
    column->addWidget(m_drift);
}

void SyncDetail::makeRuns(QBoxLayout *column) {
    m_chartCard = new Card(tr("Runs over time"), this);
    m_measure = new SegmentedControl(QStringLiteral("syncMeasure"), tr("What the chart shows"), m_chartCard);
    for (const QString &words : {tr("Rows"), tr("Seconds"), tr("MB")})
        m_measure->addSegment(words);
    m_chartCard->addAction(m_measure);
    connect(m_measure, &SegmentedControl::currentChanged, this, &SyncDetail::refreshChart);
    m_chart = new ChartView(m_chartCard);
    m_chart->setObjectName(QStringLiteral("syncChart"));
    m_chart->setMinimumHeight(kChartHeight);
    m_chartCard->body()->addWidget(m_chart);
    column->addWidget(m_chartCard);
    m_runsCard = new Card(tr("Runs"), this);
    m_runsCard->setFlush();
    m_runModel = new TableModel(this);
    m_runView = new TableView(QStringLiteral("syncRuns"), tr("Runs"), m_runsCard);
    m_runView->setProperty("role", QStringLiteral("plain"));
    m_runView->setModel(m_runModel);
    m_runView->setMinimumHeight(Theme::instance().pixels(kRunsHeight));
    m_runFit = new ColumnFit(m_runView);
    m_runsCard->body()->addWidget(m_runView);
    column->addWidget(m_runsCard);
}

void SyncDetail::makeRejects(QBoxLayout *column) {
    m_rejectsCard = new Card(tr("Rows that were not taken"), this);
    m_rejectsCard->setObjectName(QStringLiteral("syncRejects"));
    m_rejectsCard->setFlush();
    m_someAgain = makeButton(QStringLiteral("syncTryRow"), {}, "", nullptr, m_rejectsCard);
    m_again = makeButton(QStringLiteral("syncTryAgain"), {}, "", "refresh-cw", m_rejectsCard);
    m_rejectsCard->addAction(m_someAgain);
    m_rejectsCard->addAction(m_again);
    connect(m_someAgain, &QPushButton::clicked, this, [this] { retry(false); });
    connect(m_again, &QPushButton::clicked, this, [this] { retry(true); });
    m_rejectModel = new TableModel(this);
    m_rejectView = new TableView(QStringLiteral("syncRejectRows"), tr("Rows that were not taken"), m_rejectsCard);
    m_rejectView->setProperty("role", QStringLiteral("plain"));
    m_rejectView->setModel(m_rejectModel);
    m_rejectView->setSelectionMode(QAbstractItemView::ExtendedSelection);
    connect(m_rejectView->selectionModel(), &QItemSelectionModel::selectionChanged, this, &SyncDetail::refreshRetry);
    m_rejectView->setMinimumHeight(Theme::instance().pixels(kRejectsHeight));
    m_rejectFit = new ColumnFit(m_rejectView);
    m_rejectsCard->body()->addWidget(m_rejectView);
    m_refusedNote = makeLabel({}, "secondary", m_rejectsCard);
    m_refusedNote->setWordWrap(true);
    m_refusedNote->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, space::kSmall);
    m_rejectsCard->body()->addWidget(m_refusedNote);
    column->addWidget(m_rejectsCard);
}

void SyncDetail::show(const SyncFacts &facts, Instant now, bool mayAct) {
    const ZoneScope here(this);
    if (m_facts.line.view.id != facts.line.view.id)
        m_said.reset();
    m_facts = facts;
    m_now = now;
    m_mayAct = mayAct;
    refreshFigures();
    refreshDrift();
    refreshRuns();
    refreshChart();
    refreshRejects();
    refreshNotice();
}

void SyncDetail::refreshFigures() {
    const service::SyncView &view = m_facts.line.view;
    const Freshness fresh = freshnessOf(m_facts.line, m_now);
    m_fresh->setFigure(view.lastDone ? dataAgeWords(view.lastDone->startedAt, m_now) : tr("not yet"), view.lastDone ? formatMoment(zoned(view.lastDone->startedAt)) : QString(), fresh.tone);
    m_rows->setFigure(m_facts.line.rows < 0 ? QStringLiteral("–") : formatNumber(m_facts.line.rows), tr("in %1").arg(toQString(view.plan.dataset)));
    m_rows->setOpens(m_facts.line.rows >= 0);
    if (view.last)
        m_last->setFigure(byteWords(view.last->bytes), tr("%1 rows in %2").arg(formatNumber(view.last->rows), secondsWords(secondsOf(*view.last))));
    else
        m_last->setFigure(QStringLiteral("–"), {});
    m_month->setFigure(byteWords(m_facts.line.monthBytes), tr("came over"));
    m_checks->setFigure(m_facts.checks == 0 ? QStringLiteral("–") : tr("%1 of %2").arg(formatNumber(m_facts.passed), formatNumber(m_facts.checks)), m_facts.checks == 0 ? tr("none are kept yet") : tr("passed"),
                        m_facts.passed < m_facts.checks ? Tone::Warning : Tone::Neutral);
    m_checks->setOpens(m_facts.line.rows >= 0);
    QStringList notes;
    for (const ingest::Finding &note : view.last ? view.last->notes : std::vector<ingest::Finding>())
        if (note.id != kSetBack) // which stands above
            notes << sentence(note.id, note.args);
    m_notes->setText(notes.join(QLatin1Char('\n')));
    m_notes->setVisible(!notes.isEmpty());
    const model::SyncPlan &plan = view.plan;
    QString way = syncModeWord(plan.mode);
    m_from->setText(plan.cursor.empty() ? tr("%1 of %2 becomes %3 here: %4.").arg(toQString(plan.source()), toQString(plan.connection), toQString(plan.dataset), way)
                                        : tr("%1 of %2 becomes %3 here: %4, by %5.").arg(toQString(plan.source()), toQString(plan.connection), toQString(plan.dataset), way, toQString(plan.cursor)));
}

void SyncDetail::refreshNotice() {
    const auto &last = m_facts.line.view.last;
    m_wantsRemoval = m_wantsEverything = false;
    if (m_said && !m_isRunning) { // what cannot be asked for by itself comes with everything else
        m_wantsEverything = m_said->id.starts_with("sync.retry_");
        return m_notice->say(Tone::Bad, syncSentence(*m_said), {}, m_wantsEverything && m_mayAct ? tr("Read everything again") : QString());
    }
    if (m_isRunning || !last || last->state == RunState::Running || last->state == RunState::Cancelled)
        return m_notice->clear();
    if (last->state == RunState::Done) {
        for (const ingest::Finding &note : last->notes)
            if (note.id == kSetBack) {
                m_wantsEverything = true;
                return m_notice->say(Tone::Warning, tr("Rows may have been missed"), sentence(note.id, note.args), m_mayAct ? tr("Read everything once") : QString());
            }
        return m_notice->clear();
    }
    if (!last->fault)
        return m_notice->say(Tone::Warning, tr("The last run was cut off"), tr("What was switched before stays; the next run goes on from there."), m_mayAct ? tr("Run again") : QString());
    const std::string &id = last->fault->id;
    m_wantsRemoval = id == "sync.source_empty" || id == "sync.too_many_removed";
    m_notice->say(Tone::Bad, tr("The last run failed; the rows from before are still here"), syncSentence(*last->fault),
                  !m_mayAct || id == "sync.drift" ? QString() : m_wantsRemoval ? tr("Let them go") : tr("Run again"));
}

void SyncDetail::say(const Error &error) {
    m_said = error;
    refreshNotice();
}

void SyncDetail::clearNotice() {
    m_said.reset();
    m_notice->clear();
}

void SyncDetail::refreshDrift() {
    QList<ListRowItem> items;
    bool hasNew = false, blocks = false;
    if (m_facts.compared)
        for (const sync::Drift &one : m_facts.compared->drift) {
            ListRowItem item;
            item.id = toQString(one.column);
            item.opens = false;
            item.iconName = QStringLiteral("triangle-alert");
            item.tone = one.blocks ? Tone::Bad : Tone::Warning;
            item.title = toQString(one.column);
            switch (one.kind) {
            case sync::Drift::Kind::NewColumn:
                item.iconName = QStringLiteral("circle-plus");
                item.tone = Tone::Accent;
                item.note = tr("New there (%1). It waits until you decide.").arg(toQString(one.is));
                hasNew = true;
                break;
            case sync::Drift::Kind::ColumnGone:
                item.note = tr("Gone there. What came from it stays with the rows that have it.");
                break;
            case sync::Drift::Kind::TypeChanged:
                item.note = one.blocks ? tr("Was %1, is %2 now, and no longer fits. Taken as it is now, everything is read anew.").arg(toQString(one.was), toQString(one.is))
                                       : tr("Was %1, is %2 now; it still fits.").arg(toQString(one.was), toQString(one.is));
                break;
            }
            blocks = blocks || one.blocks;
            items.append(item);
        }
    m_changes->setItems(items);
    m_leaveOut->setVisible(hasNew && !blocks);
    for (QPushButton *button : {m_accept, m_leaveOut})
        button->setEnabled(m_mayAct && !m_isRunning);
    m_drift->setVisible(!items.isEmpty());
}

void SyncDetail::refreshRuns() {
    QVector<TableColumn> columns(9);
    const QStringList titles{tr("When"), tr("State"), tr("What"), tr("Read"), tr("Taken"), tr("Not taken"), tr("Went"), tr("Cost"), tr("Took")};
    for (int i = 0; i < columns.size(); ++i) {
        columns[i].title = titles[i];
        columns[i].number = i > 2;
        columns[i].quiet = i == 2 || i > 4;
    }
    QHash<QString, Tone> tones;
    for (const RunState state : {RunState::Running, RunState::Done, RunState::Failed, RunState::Cancelled, RunState::Interrupted})
        tones.insert(runStateWord(state), toneOf(state));
    columns[1].chip = [tones](const QString &word) -> std::pair<QString, Tone> { return {word, tones.value(word, Tone::Neutral)}; };
    TableRows rows;
    for (const SyncRun &run : m_facts.runs)
        rows.append({formatMoment(zoned(run.startedAt)), runStateWord(run.state), whatWord(run), formatNumber(run.rows), formatNumber(run.kept), formatNumber(run.rejected), formatNumber(run.removed),
                     byteWords(run.bytes), run.finishedAt ? secondsWords(secondsOf(run)) : QString()});
    m_runModel->setRows(columns, rows);
    m_runFit->fit({0, 2}, {6, 4, 8});
    m_runsCard->setVisible(!rows.isEmpty());
}

void SyncDetail::refreshChart() {
    const int measure = m_measure->current();
    model::ChartSpec spec;
    spec.kind = model::ChartKind::Line;
    model::ChartSeries series;
    series.name = toUtf8(measure == 0 ? tr("rows read") : measure == 1 ? tr("seconds") : tr("MB over the line"));
    for (auto run = m_facts.runs.rbegin(); run != m_facts.runs.rend(); ++run)
        if (run->state == RunState::Done && !run->isRetry()) {
            model::ChartPoint point;
            point.label = toIso(run->startedAt);
            point.y = measure == 0 ? double(run->rows) : measure == 1 ? secondsOf(*run) : double(run->bytes) / 1e6;
            series.points.push_back(std::move(point));
        }
    const bool isShown = series.points.size() > 1;
    spec.title = toUtf8(tr("Runs over time"));
    spec.textAlternative = toUtf8(tr("%n runs that came to their end: %1 of each.", nullptr, int(series.points.size())).arg(toQString(series.name)));
    spec.series.push_back(std::move(series));
    m_chartCard->setVisible(isShown);
    if (isShown)
        m_chart->setSpec(spec);
}

void SyncDetail::refreshRejects() {
    QVector<TableColumn> columns(4);
    columns[0].title = tr("Row");
    columns[0].number = columns[0].quiet = true;
    columns[1].title = tr("Column");
    columns[2].title = tr("Why");
    columns[3].title = tr("As it stands there");
    columns[3].quiet = true;
    TableRows rows;
    for (const auto &[run, one] : m_facts.rejects) {
        if (std::size_t(rows.size()) == kRejectsShown)
            break;
        rows.append({formatNumber(one.row), toQString(one.column), sentence(one.reason, {{"column", one.column}}), toQString(one.raw)});
    }
    m_rejectModel->setRows(columns, rows);
    m_rejectFit->fit({2, 3}, {0});
    m_rejectsCard->setVisible(!rows.isEmpty());
    m_rejectsCard->setCount(formatNumber(qint64(m_facts.rejects.size())), Tone::Warning);
    m_refusedNote->setText(tr("The first %1 are shown.").arg(formatNumber(qint64(kRejectsShown))));
    m_refusedNote->setVisible(m_facts.rejects.size() > kRejectsShown);
    refreshRetry();
}

bool SyncDetail::hasKeys() const {
    return std::any_of(m_facts.rejects.begin(), m_facts.rejects.end(), [](const sync::KeptReject &one) { return !one.row.key.empty(); });
}

RefusedRows SyncDetail::chosen() const {
    RefusedRows rows;
    for (const QModelIndex &index : m_rejectView->selectionModel()->selectedRows())
        if (const auto row = std::size_t(index.row()); row < m_facts.rejects.size())
            rows.emplace_back(m_facts.rejects[row].run, m_facts.rejects[row].row.row);
    return rows;
}

// Single rows are asked for by their keys; without any, everything is read once more.
void SyncDetail::refreshRetry() {
    const bool byKey = hasKeys();
    const int count = int(chosen().size());
    m_again->setText(byKey ? tr("Try all again") : tr("Read everything again"));
    m_again->setToolTip(byKey ? tr("Asks for these rows once more; those that fit now come in") : tr("Nothing names these rows, so everything is read once more"));
    m_someAgain->setText(tr("Try %n rows again", nullptr, count));
    m_someAgain->setVisible(byKey && count > 0);
    for (QPushButton *button : {m_again, m_someAgain})
        button->setEnabled(m_mayAct && !m_isRunning);
}

void SyncDetail::retry(bool isAll) {
    const RefusedRows rows = isAll ? RefusedRows() : chosen();
    if (!hasKeys())
        Q_EMIT runWanted(true, false);
    else if (isAll || !rows.empty())
        Q_EMIT retryWanted(rows);
}

void SyncDetail::showProgress(const std::optional<SyncProgress> &progress) {
    const bool wasRunning = std::exchange(m_isRunning, progress.has_value());
    m_progress->setVisible(m_isRunning);
    if (wasRunning != m_isRunning) {
        refreshNotice();
        refreshDrift();
        refreshRetry();
    }
    if (!progress)
        return;
    m_bar->setRange(0, progress->total > 0 ? 1000 : 0);
    if (progress->total > 0)
        m_bar->setValue(int(qMin(1.0, double(progress->rows) / double(progress->total)) * 1000));
    QStringList words{progress->total > 0 ? tr("%1 of about %2 rows").arg(formatNumber(progress->rows), formatNumber(qMax(progress->rows, progress->total))) : tr("%1 rows").arg(formatNumber(progress->rows)),
                      byteWords(progress->bytes)};
    if (progress->seconds > 1 && progress->rows > 0)
        words << tr("%1 rows a second").arg(formatNumber(qRound64(double(progress->rows) / progress->seconds)));
    if (!progress->left.isEmpty())
        words << progress->left;
    m_running->setText(words.join(QStringLiteral(" · ")));
}

} // namespace audience::ui

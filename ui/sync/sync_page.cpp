#include "ui/sync/sync_page.h"

#include "qbase/convert.h"
#include "service/remote_people.h"
#include "service/quality_service.h"
#include "service/session.h"
#include "service/source_service.h"
#include "service/sync_retrying.h"
#include "service/sync_scheduling.h"
#include "ui/kit/actions.h"
#include "ui/kit/background.h"
#include "ui/kit/card.h"
#include "ui/kit/column_fit.h"
#include "ui/kit/jobs.h"
#include "ui/kit/measure.h"
#include "ui/kit/picker.h"
#include "ui/kit/state_view.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/turns.h"
#include "ui/kit/zoned.h"
#include "ui/sources/fresh_words.h"
#include "ui/sync/plan_form.h"
#include "ui/text/sentences.h"

#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace audience::ui {

using service::SyncLine;
using service::SyncService;

namespace {
const QString kNewTarget = QStringLiteral("/new\n"), kPlanTarget = QStringLiteral("/plan\n");
constexpr int kTick = 500;
} // namespace

SyncPage::SyncPage(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent)
    : Page(parent), m_session(std::move(session)), m_jobs(jobs), m_scheduler(std::make_shared<service::SyncScheduler>(*m_session)), m_reading(this) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_stack = new QStackedWidget(this);
    makeList();
    inTurn([this] {
        m_detail = new SyncDetail(m_stack);
        m_stack->addWidget(m_detail);
    });
    inTurn([this] {
        m_form = new PlanForm(m_session, m_stack);
        m_stack->addWidget(m_form);
    });
    inTurn([this, layout] { begin(layout); });
}

void SyncPage::begin(QBoxLayout *layout) {
    m_state = new StateView(QStringLiteral("syncState"), m_stack, this);
    layout->addWidget(m_state);
    makeActions();
    connect(m_state, &StateView::actionWanted, this, [this] {
        if (m_state->state() == StateView::State::Error)
            reload();
        else
            addSync();
    });
    connect(m_detail, &SyncDetail::runWanted, this, [this](bool everything, bool mayRemove) {
        // Rows of the past are read again only by a run that reads everything.
        run(m_open, everything && m_facts.line.view.plan.mode != model::SyncMode::Full, mayRemove);
    });
    connect(m_detail, &SyncDetail::retryWanted, this, &SyncPage::retry);
    connect(m_detail, &SyncDetail::stopWanted, this, &SyncPage::stop);
    connect(m_detail, &SyncDetail::acceptWanted, this, [this] { compare(true); });
    connect(m_detail, &SyncDetail::leaveOutWanted, this, &SyncPage::leaveOut);
    connect(m_detail, &SyncDetail::dataWanted, this, [this] { Q_EMIT goTo(QStringLiteral("data"), toQString(m_facts.line.view.plan.dataset)); });
    connect(m_detail, &SyncDetail::checksWanted, this, [this] { Q_EMIT goTo(QStringLiteral("checks"), toQString(m_facts.line.view.plan.dataset)); });
    connect(m_form, &PlanForm::changed, this, &SyncPage::refresh);
    connect(m_form, &PlanForm::submitted, this, [this] { save(m_form->isNew()); });
    connect(m_form, &PlanForm::keptMine, this, [this] { save(m_startsStale); });
    bindCommand(this, QStringLiteral("edit.save"), [this] { save(false); });
    connect(&m_clock, &QTimer::timeout, this, &SyncPage::tick);
    m_clock.start(kTick);
    m_state->showLoading(tr("Reading the syncs …"));
    reload();
}

void SyncPage::makeList() {
    auto *inside = new QWidget;
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    column->setSpacing(space::kMedium);
    auto *card = new Card({}, inside);
    card->setFlush();
    m_table = new TableModel(this);
    m_tableView = new TableView(QStringLiteral("syncList"), tr("Syncs"), card);
    m_tableView->setProperty("role", QStringLiteral("plain"));
    m_tableView->setModel(m_table);
    m_fit = new ColumnFit(m_tableView);
    card->body()->addWidget(m_tableView, 1);
    column->addWidget(card, 1);
    m_month = makeLabel({}, "secondary", inside);
    m_month->setObjectName(QStringLiteral("syncMonthSum"));
    m_month->setWordWrap(true);
    column->addWidget(m_month);
    m_saved = makeLabel({}, "secondary", inside);
    m_saved->setObjectName(QStringLiteral("syncSaved"));
    m_saved->setWordWrap(true);
    m_saved->hide();
    column->addWidget(m_saved);
    m_stack->addWidget(measured(inside, Measure::Board, m_stack));
    const auto openRow = [this](int row) {
        if (row >= 0 && row < int(m_lines.size()))
            openSync(toQString(m_lines[std::size_t(row)].view.plan.name));
    };
    connect(m_tableView, &QTableView::clicked, this, [openRow](const QModelIndex &index) { openRow(index.row()); });
    connect(m_tableView, &QTableView::activated, this, [openRow](const QModelIndex &index) { openRow(index.row()); });
}

void SyncPage::makeActions() {
    m_chip = makeChip({}, Tone::Neutral, this);
    m_chip->setObjectName(QStringLiteral("syncChip"));
    m_remove = makeTool(QStringLiteral("syncRemove"), tr("Remove this sync; its rows stay"), "trash-2", this);
    m_cancel = makeButton(QStringLiteral("planCancel"), tr("Cancel"), "", nullptr, this);
    m_keep = makeButton(QStringLiteral("planSave"), tr("Save"), "", nullptr, this);
    m_start = makeButton(QStringLiteral("planStart"), tr("Start"), "primary", "play", this);
    m_compare = makeButton(QStringLiteral("syncCompare"), tr("Compare with the table"), "", nullptr, this);
    m_edit = makeButton(QStringLiteral("syncPlan"), tr("Change"), "", "pencil", this);
    m_edit->setAccessibleName(tr("Change the plan"));
    m_run = makeButton(QStringLiteral("syncRun"), tr("Bring up to date"), "primary", "refresh-cw", this);
    m_runAll = makeButton(QStringLiteral("syncRunAll"), tr("Bring all up to date"), "", "refresh-cw", this);
    m_add = makeButton(QStringLiteral("syncAdd"), tr("Bring over a table"), "primary", "plus", this);
    for (QWidget *action : actions()) {
        action->hide();
        action->setProperty("absent", true);
    }
    connect(m_add, &QPushButton::clicked, this, &SyncPage::addSync);
    connect(m_runAll, &QPushButton::clicked, this, [this] {
        for (const SyncLine &line : m_lines)
            run(line.view.plan.name, false, false);
    });
    connect(m_run, &QPushButton::clicked, this, [this] { run(m_open, false, false); });
    connect(m_edit, &QPushButton::clicked, this, &SyncPage::openPlan);
    connect(m_compare, &QPushButton::clicked, this, [this] { compare(false); });
    connect(m_remove, &QToolButton::clicked, this, &SyncPage::remove);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_form->isNew())
            openList();
        else
            openSync(toQString(m_open));
    });
    connect(m_keep, &QPushButton::clicked, this, [this] { save(false); });
    connect(m_start, &QPushButton::clicked, this, [this] { save(true); });
}

QList<QWidget *> SyncPage::stateChips() { return {m_chip}; }

QList<QWidget *> SyncPage::actions() { return {m_remove, m_runAll, m_compare, m_edit, m_cancel, m_keep, m_add, m_run, m_start}; }

QString SyncPage::toTarget() const { return toQString(m_open); }

QString SyncPage::heading() const {
    if (m_view == View::List)
        return title();
    if (m_view == View::Plan && m_form->isNew())
        return tr("Bring over a table");
    return toQString(m_open);
}

QList<PaletteEntry> SyncPage::paletteEntries() const {
    QList<PaletteEntry> entries;
    for (const SyncLine &line : m_lines)
        entries.append({toQString(line.view.plan.name), tr("sync"), key(), toQString(line.view.plan.name)});
    return entries;
}

bool SyncPage::isSettled() const { return m_busy == 0 && (m_view != View::Plan || m_form->isSettled()); }

bool SyncPage::mayAct() const { return !m_session->workspace().isReadOnly(); }

const SyncLine *SyncPage::find(const std::string &name) const {
    const auto found = std::find_if(m_lines.begin(), m_lines.end(), [&](const SyncLine &one) { return one.view.plan.name == name; });
    return found == m_lines.end() ? nullptr : &*found;
}

void SyncPage::open(const QString &target) {
    if (target.startsWith(kNewTarget)) {
        const QStringList parts = target.mid(kNewTarget.size()).split(QLatin1Char('\n'));
        m_view = View::Plan;
        m_open.clear();
        m_wanted.clear();
        m_form->begin(toUtf8(parts.value(0)), {toUtf8(parts.value(1)), toUtf8(parts.value(2))});
        return refresh();
    }
    if (!m_isLoaded) {
        m_wanted = target;
        return;
    }
    if (target.startsWith(kPlanTarget)) {
        openSync(target.mid(kPlanTarget.size()));
        return openPlan();
    }
    if (!target.isEmpty())
        openSync(target);
}

void SyncPage::reload() {
    struct Loaded {
        std::vector<SyncLine> lines;
        std::vector<std::string> sources;
        service::LocalAnswersView answers;
    };
    ++m_busy;
    inBackground(this, [session = m_session]() -> Result<Loaded> {
        Loaded loaded;
        TRY_ASSIGN(loaded.lines, service::syncLines(*session));
        TRY_ASSIGN(const auto sources, service::SourceService(*session).list());
        for (const auto &one : sources)
            loaded.sources.push_back(one.name);
        TRY_ASSIGN(loaded.answers, session->localAnswers().view());
        return loaded;
    }, [this](Result<Loaded> loaded) {
        --m_busy;
        if (!loaded) {
            if (!m_isLoaded)
                m_state->showError(tr("The syncs could not be read"), sentence(loaded.error()), tr("Read again"));
            return;
        }
        m_isLoaded = true;
        m_lines = std::move(loaded->lines);
        m_sources = std::move(loaded->sources);
        showSaved(loaded->answers);
        if (const QString wanted = std::exchange(m_wanted, {}); !wanted.isEmpty())
            open(wanted);
        if (m_view == View::Detail && !find(m_open))
            m_view = View::List;
        fill();
        if (m_view == View::Detail)
            loadDetail();
        refresh();
    });
}

// What having the rows here spared their source, as far as the source itself could say it.
void SyncPage::showSaved(const service::LocalAnswersView &answers) {
    m_saved->setText(answers.sentence.empty() ? QString() : sentence(answers.sentence, answers.arguments));
    m_saved->setVisible(!answers.sentence.empty());
}

void SyncPage::fill() {
    const ZoneScope here(this);
    const Instant now = m_session->workspace().clock().now();
    QHash<QString, Tone> tones;
    TableRows rows;
    std::int64_t month = 0;
    bool hasNext = false;
    for (const SyncLine &line : m_lines) {
        const model::SyncPlan &plan = line.view.plan;
        Freshness fresh = freshnessOf(line, now);
        if (m_running.count(plan.name) != 0)
            fresh = {tr("running"), Tone::Accent};
        else if (std::any_of(m_waiting.begin(), m_waiting.end(), [&](const Wanted &one) { return one.name == plan.name; }))
            fresh = {tr("is next"), Tone::Neutral};
        hasNext = hasNext || line.view.next.has_value();
        // What is fresh has no colour: only what is old, failed or under way stands out.
        tones.insert(fresh.words, fresh.tone);
        month += line.monthBytes;
        rows.append({toQString(plan.name), tr("%1, %2").arg(toQString(plan.connection), toQString(plan.source())), fresh.words, syncModeWord(plan.mode),
                     line.rows < 0 ? QString() : formatNumber(line.rows), line.view.last ? byteWords(line.view.last->bytes) : QString(), byteWords(line.monthBytes), line.view.next ? nextWords(*line.view.next, now) : QString()});
    }
    const QStringList titles{tr("Name"), tr("From"), tr("Data from"), tr("Each time"), tr("Rows"), tr("Last run"), tr("This month"), tr("Next run")};
    QVector<TableColumn> columns(hasNext ? 8 : 7);
    for (int i = 0; i < columns.size(); ++i) {
        columns[i].title = titles[i];
        columns[i].number = i > 3 && i < 7;
        columns[i].quiet = i == 1 || i == 3 || i == 7;
    }
    columns[2].chip = [tones](const QString &word) -> std::pair<QString, Tone> { return {word, tones.value(word, Tone::Neutral)}; };
    const int before = m_tableView->currentIndex().row();
    m_table->setRows(columns, rows);
    m_fit->fit({0, 1}, {3, 5, 1});
    if (!rows.isEmpty())
        m_tableView->setCurrentIndex(m_table->index(qBound(0, before, int(rows.size()) - 1), 0));
    m_month->setText(tr("%1 came over this month, by all syncs together.").arg(byteWords(month)));
}

void SyncPage::openList() {
    m_view = View::List;
    m_open.clear();
    m_reading.drop();
    reload();
    refresh();
}

void SyncPage::openSync(const QString &name) {
    const SyncLine *line = find(toUtf8(name));
    if (!line)
        return;
    m_view = View::Detail;
    m_open = line->view.plan.name;
    m_facts = {};
    m_facts.line = *line;
    showDetail();
    loadDetail();
    refresh();
}

void SyncPage::loadDetail() {
    ++m_busy;
    inBackground(this, [session = m_session, line = *find(m_open)]() -> Result<SyncFacts> {
        SyncService syncs(*session);
        SyncFacts facts;
        facts.line = line;
        TRY_ASSIGN(facts.runs, syncs.runs(line.view.plan.name, 60));
        TRY_ASSIGN(facts.rejects, service::refusedRows(*session, line.view.plan.name));
        if (const auto checks = service::QualityService(*session).list(line.view.plan.dataset)) { // there may be no rows yet
            facts.checks = int(checks->checks.size());
            facts.passed = facts.checks - int(checks->bad());
        }
        return facts;
    }, [this, name = m_open](Result<SyncFacts> facts) {
        --m_busy;
        if (m_view != View::Detail || m_open != name)
            return;
        if (!facts)
            return m_detail->say(facts.error());
        facts->compared = std::move(m_facts.compared);
        m_facts = std::move(*facts);
        showDetail();
        refresh();
        const auto &last = m_facts.line.view.last;
        if (last && last->fault && last->fault->id == "sync.drift" && !m_facts.compared && m_running.count(m_open) == 0)
            compare(false); // what changed is what is wanted to be known
    });
}

void SyncPage::put(const std::vector<service::SyncLine> &lines) {
    m_view = View::List;
    m_isLoaded = true;
    m_lines = lines;
    fill();
    refresh();
}

void SyncPage::put(const SyncFacts &facts, const std::optional<SyncProgress> &progress) {
    m_pictured = progress;
    m_view = View::Detail;
    m_isLoaded = true;
    m_lines = {facts.line};
    m_open = facts.line.view.plan.name;
    m_facts = facts;
    fill();
    showDetail();
    refresh();
}

void SyncPage::showDetail() { m_detail->show(m_facts, m_session->workspace().clock().now(), mayAct()); }

void SyncPage::openPlan() {
    m_view = View::Plan;
    m_form->begin(m_facts.line.view);
    refresh();
}

// From a source that is there, or from one that is connected first.
void SyncPage::addSync() {
    const QString connections = QStringLiteral("connections"), fresh = QStringLiteral("/new-source");
    if (m_sources.empty())
        return Q_EMIT goTo(connections, fresh);
    if (m_sources.size() == 1 && m_view == View::List && m_lines.empty())
        return Q_EMIT goTo(connections, QStringLiteral("/source/") + toQString(m_sources.front()));
    QList<PickerItem> items;
    for (const std::string &name : m_sources)
        items.append({QStringLiteral("/source/") + toQString(name), toQString(name), {}, QStringLiteral("database")});
    items.append({fresh, tr("Another source …"), {}, QStringLiteral("plus")});
    Picker::pickOne(m_add, items, {}, [this, connections](const QStringList &ids) { Q_EMIT goTo(connections, ids.first()); });
}

void SyncPage::save(bool starts) {
    if (m_view != View::Plan || !m_form->isReady() || m_isSaving || !mayAct())
        return;
    if (m_form->stays())
        return leaveThere();
    m_isSaving = true;
    ++m_busy;
    refresh();
    inBackground(this, [session = m_session, draft = m_form->draft()] { return SyncService(*session).plan(draft); }, [this, starts](Result<service::SyncProposal> saved) {
        --m_busy;
        m_isSaving = false;
        if (!saved) {
            sayNotSaved(saved.error(), starts);
            return refresh();
        }
        const std::string name = saved->saved.plan.name;
        Q_EMIT touchedWorkspace();
        m_wanted = toQString(name);
        m_view = View::List;
        if (starts)
            run(name, false, false);
        else
            Q_EMIT said(tr("%1 is saved").arg(toQString(name)));
        reload();
    });
}

// What others saved since the form was opened is shown beside what is in it.
void SyncPage::sayNotSaved(const Error &error, bool starts) {
    if (error.id == "sync.unknown")
        m_form->beginAnew();
    if (error.id != "definition.stale")
        return m_form->say(error);
    m_startsStale = starts;
    ++m_busy;
    inBackground(this, [session = m_session, name = m_form->plan().name] { return SyncService(*session).find(name); }, [this](Result<service::SyncView> theirs) {
        --m_busy;
        if (m_view != View::Plan)
            return;
        if (theirs)
            m_form->showStale(*theirs);
        else
            m_form->say(theirs.error());
    });
}

// The rows stay where they are; its place is among the data.
void SyncPage::leaveThere() {
    m_isSaving = true;
    ++m_busy;
    refresh();
    inBackground(this, [session = m_session, draft = m_form->remote()]() -> Result<service::RemoteView> {
        service::RemoteService remotes(*session);
        if (remotes.find(draft.name))
            return Error(ErrorKind::Conflict, "remote.name_taken").with("name", draft.name);
        return remotes.define(draft);
    }, [this](Result<service::RemoteView> kept) {
        --m_busy;
        m_isSaving = false;
        if (!kept) {
            m_form->say(kept.error());
            return refresh();
        }
        m_view = View::List;
        refresh();
        Q_EMIT touchedWorkspace();
        Q_EMIT said(tr("%1 stays in %2; rules can ask about it now").arg(toQString(kept->dataset.name), toQString(kept->dataset.connection)));
        Q_EMIT goTo(QStringLiteral("data"), toQString(kept->dataset.name));
    });
}

void SyncPage::refresh() {
    const bool isList = m_view == View::List, isDetail = m_view == View::Detail, isPlan = m_view == View::Plan;
    if (m_isLoaded && isList && m_lines.empty())
        m_state->showEmpty(QStringLiteral("refresh-cw"), tr("Nothing comes over yet"),
                           tr("Connect the database, files or service where your people and their orders are. They come over as often as you like, and segments and emails always have today's data."),
                           m_sources.empty() ? tr("Connect where your data is") : tr("Choose a table"));
    else if (m_isLoaded || isPlan)
        m_state->showContent();
    m_stack->setCurrentIndex(isList ? 0 : isDetail ? 1 : 2);
    const bool isRunning = m_running.count(m_open) != 0 && isDetail;
    const auto &last = m_facts.line.view.last;
    const bool fails = isDetail && m_facts.line.isFailing;
    setChip(m_chip, !isDetail ? QString() : isRunning ? tr("Running") : fails ? tr("Failed") : !last ? tr("Not run yet") : QString(), isRunning ? Tone::Accent : fails ? Tone::Bad : Tone::Neutral);
    const auto put = [this](QWidget *action, bool wanted) {
        action->setProperty("absent", !wanted);
        action->setEnabled(mayAct());
    };
    put(m_add, isList && !m_lines.empty());
    put(m_runAll, isList && m_lines.size() > 1);
    put(m_run, isDetail);
    put(m_edit, isDetail);
    put(m_compare, isDetail);
    put(m_remove, isDetail && !isRunning);
    put(m_cancel, isPlan);
    const bool stays = isPlan && m_form->stays();
    put(m_keep, isPlan && !stays);
    put(m_start, isPlan);
    m_start->setText(stays ? tr("Leave it there") : tr("Start"));
    m_run->setEnabled(mayAct() && !isRunning);
    m_edit->setEnabled(mayAct() && !isRunning);
    m_cancel->setEnabled(true);
    for (QPushButton *button : {m_keep, m_start})
        button->setEnabled(mayAct() && m_form->isReady() && !m_isSaving);
    if (isDetail)
        tick();
    Q_EMIT headerChanged();
}

} // namespace audience::ui
